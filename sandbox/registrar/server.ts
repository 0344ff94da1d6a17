import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { openNameserverFront } from '../dns/nameserver-front.ts';
import { customerNameservers } from '../dns/nameservers.ts';
import { readZoneKey, toDelegationSigner } from '../dns/trust-anchor.ts';
import { customerZones } from '../dns/zones.ts';
import { readPorts } from '../settings/ports.ts';
import { answerApi, describeZones, findZone } from './api.ts';
import { openMischiefBook } from './mischief-book.ts';
import { registrarPage } from './page.ts';
import { pageScript } from './page-script.ts';
import { openProvider, type Provider } from './provider.ts';
import { findTrespass } from './request-guard.ts';
import { openSecondNameserver } from './second-nameserver.ts';
import { openWorld } from './world.ts';
import { openZoneStore } from './zone-store.ts';

const environmentShape = z.object({
  REGISTRAR_KEY_FILE: z.string(),
  REGISTRAR_BOOK: z.string(),
  REGISTRAR_KNSUPDATE: z.string(),
  REGISTRAR_KDIG: z.string(),
  REGISTRAR_KNOTC: z.string(),
  REGISTRAR_SECOND_SOCKET: z.string(),
  REGISTRAR_UNBOUND_CONTROL: z.string(),
  REGISTRAR_UNBOUND_SOCKET: z.string(),
});

const longestBody = 64_000;
const environment = environmentShape.parse(process.env);
const ports = readPorts(process.env);
const provider = await openProvider({
  store: openZoneStore({
    knotPort: ports.knot,
    knsupdate: environment.REGISTRAR_KNSUPDATE,
    kdig: environment.REGISTRAR_KDIG,
    keyFile: environment.REGISTRAR_KEY_FILE,
  }),
  second: openSecondNameserver(environment.REGISTRAR_KNOTC, environment.REGISTRAR_SECOND_SOCKET),
  world: openWorld(environment.REGISTRAR_UNBOUND_CONTROL, environment.REGISTRAR_UNBOUND_SOCKET),
  book: openMischiefBook(environment.REGISTRAR_BOOK),
  signerOf: async (zone) => toDelegationSigner(zone, await readZoneKey(zone, ports)),
});
for (const nameserver of customerNameservers(ports)) {
  const { port, knotPort: serverPort } = nameserver;
  await openNameserverFront({ port, serverPort, treat: (question) => provider.treat(nameserver, question) });
}
await openNameserverFront({
  port: ports.clusterResolver,
  serverPort: ports.unbound,
  treat: (question) => provider.treatInside(question),
});
for (const address of ['127.0.0.1', '::1']) listen(address);
process.once('SIGTERM', () => process.exit(0));

function listen(address: string): void {
  const server = createServer((request, response) => {
    handle(provider, request, response).catch((error: unknown) => {
      console.error(error);
      const message = error instanceof Error ? error.message : 'This went wrong. See "sandbox logs registrar".';
      sendJson(response, 500, { message, problems: [] });
    });
  });
  server.on('error', (error) => {
    console.error(error.message);
    if (address === '127.0.0.1') process.exit(1); // A machine without IPv6 is no fault.
  });
  server.listen(ports.registrar, address, () => console.log(`http://localhost:${ports.registrar} on ${address}`));
}

async function handle(from: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', `http://localhost:${ports.registrar}`);
  if (url.pathname === '/health') return void response.end('ok');
  const trespass = findTrespass(method, headers, ports.registrar);
  if (trespass !== null) return sendJson(response, 403, { message: trespass, problems: [] });
  if (url.pathname.startsWith('/api/')) {
    const body = await readJson(request);
    const answer =
      body instanceof Error
        ? { status: 400, body: { message: body.message, problems: [] } }
        : await answerApi(from, { method, url, body }, ports);
    return sendJson(response, answer.status, answer.body);
  }
  if (url.pathname === '/script.js') return send(response, 'text/javascript; charset=utf-8', pageScript);
  if (url.pathname === '/') return void response.writeHead(302, { location: `/zones/${customerZones[0]}` }).end();
  const zone = findZone(url.pathname.replace(/^\/zones\//, ''));
  if (!zone) return sendJson(response, 404, { message: `There is nothing at ${url.pathname}.`, problems: [] });
  const [records, mischief] = await Promise.all([from.records(zone), from.mischief(zone)]);
  return send(
    response,
    'text/html; charset=utf-8',
    registrarPage({ zones: describeZones(ports), zone, records, mischief }),
  );
}

/** The body of a request; an error that tells the sender what is wrong with it. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longestBody) return new Error('The request is too long.');
  }
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return new Error('The body of the request is no JSON.');
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

function send(response: ServerResponse, type: string, content: string): void {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "script-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  response.writeHead(200, {
    'content-type': type,
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}
