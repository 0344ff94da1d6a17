import { z } from 'zod';
import { customerNameservers } from '../dns/nameservers.ts';
import { type CustomerZone, customerZones, isSignedZone } from '../dns/zones.ts';
import type { Ports } from '../settings/ports.ts';
import type { MischiefAnswer, RecordsAnswer, RefusalAnswer, ZoneAnswer } from './answers.ts';
import { isMischiefKind, mischiefKinds, mischiefText } from './mischief-kinds.ts';
import type { Provider } from './provider.ts';
import { type InputProblem, parseName, parseRecordSet, type RecordSet, recordTypes } from './record-set.ts';

/** A request to the JSON API, already read. */
export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** What the API answers, to be sent as JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: readonly ZoneAnswer[] | RecordsAnswer | RecordSet | readonly MischiefAnswer[] | RefusalAnswer;
}

const mischiefShape = z.object({ on: z.boolean(), name: z.string().optional() });

/** Answers a request below `/api/`. */
export async function answerApi(provider: Provider, request: ApiRequest, ports: Ports): Promise<ApiAnswer> {
  const { method, url } = request;
  const [, , collection, zoneName = '', part = '', kind = '', ...rest] = url.pathname
    .split('/')
    .map(decodeURIComponent);
  if (method === 'GET' && url.pathname === '/api/zones') return ok(describeZones(ports));
  if (method === 'POST' && url.pathname === '/api/reset') {
    await provider.reset();
    return ok(describeZones(ports));
  }
  const zone = findZone(zoneName);
  if (collection !== 'zones' || rest.length > 0) return refuse(404, `There is nothing at ${url.pathname}.`);
  if (!zone) return refuse(404, `There is no zone "${zoneName}". The zones are ${customerZones.join(', ')}.`);
  if (part === 'records' && kind === '') return answerRecords(provider, zone, request);
  if (part === 'mischief') return answerMischief(provider, { zone, kind }, request);
  return refuse(404, `There is nothing at ${url.pathname}.`);
}

/** The customer's zone of this name, if there is one. */
export function findZone(name: string): CustomerZone | null {
  return customerZones.find((zone) => zone === name) ?? null;
}

/** All zones with their nameservers. */
export function describeZones(ports: Ports): readonly ZoneAnswer[] {
  const nameservers = customerNameservers(ports);
  return customerZones.map((name) => ({
    name,
    isSigned: isSignedZone(name),
    nameservers: nameservers
      .filter(({ zone }) => zone === name)
      .map((server) => ({ name: server.name, address: `127.0.0.1:${server.port}` })),
  }));
}

async function answerRecords(
  provider: Provider,
  zone: CustomerZone,
  { method, url, body }: ApiRequest,
): Promise<ApiAnswer> {
  switch (method) {
    case 'GET':
      return ok({ records: await provider.records(zone) });
    case 'PUT': {
      const set = parseRecordSet(zone, body);
      if (!set.ok) return refuse(400, 'These records cannot be saved.', set.problems);
      const conflict = await provider.put(zone, set.value);
      return conflict === null ? ok(set.value) : refuse(409, conflict);
    }
    case 'DELETE': {
      const name = parseName(zone, url.searchParams.get('name') ?? '');
      const type = recordTypes.find((candidate) => candidate === url.searchParams.get('type'));
      if (!name.ok) return refuse(400, 'Which records?', name.problems);
      if (!type) return refuse(400, `Give the type of the records: ?name=…&type=, one of ${recordTypes.join(', ')}.`);
      const conflict = await provider.delete(zone, name.value, type);
      return conflict === null ? ok({ records: await provider.records(zone) }) : refuse(409, conflict);
    }
    default:
      return refuse(405, 'Records can be read with GET, put with PUT and deleted with DELETE.');
  }
}

async function answerMischief(
  provider: Provider,
  { zone, kind }: { readonly zone: CustomerZone; readonly kind: string },
  { method, body }: ApiRequest,
): Promise<ApiAnswer> {
  if (method === 'GET' && kind === '') return ok(await provider.mischief(zone));
  if (method !== 'POST') return refuse(405, 'Mischief is listed with GET and switched with POST.');
  if (!isMischiefKind(kind)) return refuse(404, `There is no mischief "${kind}". It is ${mischiefKinds.join(', ')}.`);
  const wanted = mischiefShape.safeParse(body);
  if (!wanted.success) return refuse(400, 'Send {"on": true} or {"on": false}, and for one name also "name".');
  const name = wanted.data.name === undefined ? null : parseName(zone, wanted.data.name);
  if (name && !name.ok) return refuse(400, 'Which name?', name.problems);
  if (!wanted.data.on) {
    await provider.end(zone, kind, name?.value ?? null);
  } else {
    if (mischiefText(kind).scope === 'name' && !name) return refuse(400, 'This befalls one name: send it as "name".');
    const conflict = await provider.begin(zone, kind, name?.value ?? zone);
    if (conflict !== null) return refuse(409, conflict);
  }
  return ok(await provider.mischief(zone));
}

function ok(body: ApiAnswer['body']): ApiAnswer {
  return { status: 200, body };
}

function refuse(status: number, message: string, problems: readonly InputProblem[] = []): ApiAnswer {
  return { status, body: { message, problems } };
}
