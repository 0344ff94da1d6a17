import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { permits } from './caa.ts';
import { type CaaAnswer, climbCaa } from './climb-caa.ts';
import { readSignedRequest, type SignedRequest } from './jws.ts';
import { type KnownChallenge, openLedger } from './ledger.ts';
import { pebblePaths } from './pebble-paths.ts';
import { caaForbids, caaUnreadable, type Problem, rateLimited, unseenElsewhere } from './problem.ts';
import type { Rules } from './rules.ts';

/** What the front works with. */
export interface FrontSettings {
  readonly pebblePort: number;
  /** The sandbox's own authority, which Pebble's HTTPS is verified against. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly identities: readonly string[];
  readonly rules: Rules;
  readonly lookUpCaa: (name: string) => Promise<CaaAnswer>;
}

interface Passage {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is sent back to the client. */
interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

const longestBody = 1_000_000;
const kept = ['content-type', 'replay-nonce', 'link', 'location', 'retry-after', 'cache-control'] as const;
const newOrderShape = z.object({ identifiers: z.array(z.object({ type: z.string(), value: z.string() })) });

/**
 * What Let's Encrypt does and Pebble does not: it reads CAA records, limits rates, and can be busy. Everything else is passed
 * on with the client's Host, from which Pebble makes all its URLs: those are signed, so that nobody in between could change them.
 */
export function createFront(settings: FrontSettings): Server {
  const front = openFront(settings);
  return createServer({ cert: settings.certificate, key: settings.key }, (incoming, response) => {
    answer(front, incoming, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(502, { 'content-type': 'text/plain' }).end('Pebble does not answer.');
    });
  });
}

type Front = ReturnType<typeof openFront>;

function openFront(settings: FrontSettings) {
  const dispatcher = new Agent({ connect: { ca: settings.authority }, headersTimeout: 60_000 });
  const ledger = openLedger();
  const pebble = async ({ method, path, headers, body }: Passage): Promise<Reply> => {
    const { host = '', accept = '*/*', 'user-agent': agent = '', 'content-type': type } = headers;
    const passed = await request(`https://127.0.0.1:${settings.pebblePort}${path}`, {
      method: method === 'HEAD' ? 'HEAD' : method === 'POST' ? 'POST' : 'GET',
      dispatcher,
      headers: { host, accept, 'user-agent': agent, ...(type ? { 'content-type': type } : {}) },
      body: method === 'POST' ? body : null,
    });
    return {
      status: passed.statusCode,
      headers: Object.fromEntries(
        kept.flatMap((name) => (passed.headers[name] === undefined ? [] : [[name, passed.headers[name]]])),
      ),
      body: await passed.body.text(),
    };
  };
  return { ...settings, ledger, pebble };
}

async function answer(front: Front, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const passage = { method, path: url, headers, body: await readBody(incoming) };
  const signed = method === 'POST' ? readSignedRequest(passage.body) : null;
  const own = signed?.payload ? await answerHere(front, passage, signed) : null;
  const { status, headers: told, body } = own ?? (await passOn(front, passage));
  // A HEAD request gets the headers of its answer and no more.
  const length = method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...toNodeHeaders(told), ...length }).end(method === 'HEAD' ? undefined : body);
}

async function passOn(front: Front, passage: Passage): Promise<Reply> {
  const { pebble, ledger } = front;
  const reply = await pebble(passage);
  if (reply.status >= 300) return validAlready(front, passage, reply) ?? reply;
  // A new order is told under the path of its own.
  const location = reply.headers.location;
  const path = passage.path === pebblePaths.newOrder && typeof location === 'string' ? pathOf(location) : passage.path;
  return { ...reply, headers: withOrder(passage, reply.headers), body: ledger.retell(path, reply.body) };
}

/**
 * Let's Encrypt tells of a challenge that is valid already how it stands when a client has it validated once more, as cert-manager does
 * when it could not note the first time; Pebble refuses, and cert-manager then gives the order up.
 *
 * @see boulder, ra.PerformValidation
 */
function validAlready({ ledger }: Front, { path, headers: { host } }: Passage, reply: Reply): Reply | null {
  const challenge = path.startsWith(pebblePaths.challenge) ? ledger.challengeAt(path) : null;
  if (!challenge || !reply.body.includes('Cannot update challenge with status valid')) return null;
  return {
    status: 200,
    headers: {
      ...reply.headers,
      'content-type': 'application/json; charset=utf-8',
      link: `<https://${host}${challenge.authorizationPath}>;rel="up"`,
    },
    body: ledger.retell(path, JSON.stringify({ ...challenge.document, status: 'valid' })),
  };
}

/** Let's Encrypt says where the order is that was just finalized; Pebble does not, and clients then ask nowhere how it goes on. */
function withOrder({ path, headers: { host } }: Passage, told: Reply['headers']): Reply['headers'] {
  if (!path.startsWith(pebblePaths.finalize)) return told;
  const orderPath = path.replace(pebblePaths.finalize, pebblePaths.order);
  return { ...told, location: `https://${host}${orderPath}` };
}

/** What the front says by itself; null when it is Pebble's turn. */
async function answerHere(front: Front, passage: Passage, signed: SignedRequest): Promise<Reply | null> {
  const { path } = passage;
  const isNewOrder = path === pebblePaths.newOrder;
  const challenge = path.startsWith(pebblePaths.challenge) ? front.ledger.challengeAt(path) : null;
  if (isNewOrder || challenge || path.startsWith(pebblePaths.finalize)) await sleep(front.rules.delayMs());
  if (isNewOrder) {
    const seconds = front.rules.limitOrder(namesOf(signed));
    return seconds === null ? null : refuseOrder(front, passage, seconds);
  }
  if (!challenge) return null;
  const problem = await findProblem(front, challenge, signed);
  if (!problem) return null;
  console.log(`${challenge.name}: ${problem.detail}`);
  front.ledger.refuse(path, problem);
  return {
    status: 200,
    headers: {
      ...(await freshNonce(front, passage)),
      'content-type': 'application/json; charset=utf-8',
      link: `<https://${passage.headers.host}${challenge.authorizationPath}>;rel="up"`,
    },
    body: JSON.stringify({ ...challenge.document, status: 'processing' }),
  };
}

/** Why the proof for a name is not looked at, or not enough. */
async function findProblem(front: Front, challenge: KnownChallenge, signed: SignedRequest): Promise<Problem | null> {
  const { name, isWildcard, document } = challenge;
  const finding = await climbCaa(name, front.lookUpCaa);
  if (finding.state === 'failed') return caaUnreadable(name, finding);
  const issuance = {
    identities: front.identities,
    isWildcard,
    method: document.type,
    accountUri: signed.accountUri,
  };
  if (finding.state === 'found' && !permits(finding.records, issuance)) return caaForbids(name, finding.at);
  return front.rules.hidesProof(name) ? unseenElsewhere(name) : null;
}

async function refuseOrder(front: Front, passage: Passage, seconds: number): Promise<Reply> {
  const problem = rateLimited(Date.now() + seconds * 1_000);
  return {
    status: problem.status,
    headers: {
      ...(await freshNonce(front, passage)),
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': String(seconds),
    },
    body: JSON.stringify(problem),
  };
}

/** Every answer to a signed request brings the next nonce, and only Pebble can make one. */
async function freshNonce(front: Front, { headers }: Passage): Promise<Readonly<Record<string, string>>> {
  const reply = await front.pebble({ method: 'HEAD', path: pebblePaths.nonce, headers, body: '' });
  const nonce = reply.headers['replay-nonce'];
  return typeof nonce === 'string' ? { 'replay-nonce': nonce } : {};
}

function namesOf({ payload }: SignedRequest): readonly string[] {
  const order = newOrderShape.safeParse(payload);
  return order.success ? order.data.identifiers.map(({ value }) => value.toLowerCase()) : [];
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longestBody) throw new Error('A request is too long.');
  }
  return text;
}

function toNodeHeaders(headers: Reply['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
