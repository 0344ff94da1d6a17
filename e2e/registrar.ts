import { customerZones } from '../sandbox/dns/zones.ts';
import type { MischiefAnswer, RecordsAnswer, RefusalAnswer, ZoneAnswer } from '../sandbox/registrar/answers.ts';
import type { MischiefKind } from '../sandbox/registrar/mischief-kinds.ts';
import type { RecordSet } from '../sandbox/registrar/record-set.ts';
import { readPorts } from '../sandbox/settings/ports.ts';

const ports = readPorts(process.env);
const registrar = `http://127.0.0.1:${ports.registrar}`;

/** A request that the registrar refused: its status, and in `message` why. */
export class RegistrarRefusal extends Error {
  readonly status: number;
  constructor(status: number, { message, problems }: RefusalAnswer) {
    super([message, ...problems.map((problem) => `${problem.field}: ${problem.message}`)].join('\n'));
    this.name = 'RegistrarRefusal';
    this.status = status;
  }
}

/** The zones of the customers with their nameservers. */
export async function listZones(): Promise<readonly ZoneAnswer[]> {
  return call<readonly ZoneAnswer[]>('GET', '/api/zones');
}

/** The records of a zone. */
export async function listRecords(zone: string): Promise<readonly RecordSet[]> {
  return (await call<RecordsAnswer>('GET', `/api/zones/${zone}/records`)).records;
}

/** Puts all records of a name and type; the zone is the one that the name is in. */
export async function setRecord({ name, type, values, ttl = 5 }: Omit<RecordSet, 'ttl'> & { readonly ttl?: number }) {
  return call<RecordSet>('PUT', `/api/zones/${zoneOf(name)}/records`, { name, type, ttl, values });
}

/** Deletes all records of a name and type; nothing happens when there are none. */
export async function deleteRecord(name: string, type: RecordSet['type']): Promise<void> {
  await call('DELETE', `/api/zones/${zoneOf(name)}/records?name=${encodeURIComponent(name)}&type=${type}`);
}

/** What mischief a zone can suffer, and which is on. */
export async function listMischief(zone: string): Promise<readonly MischiefAnswer[]> {
  return call<readonly MischiefAnswer[]>('GET', `/api/zones/${zone}/mischief`);
}

/** Begins a mischief for a name, or for a whole zone when the name is the zone's. */
export async function beginMischief(kind: MischiefKind, name: string): Promise<void> {
  await call('POST', `/api/zones/${zoneOf(name)}/mischief/${kind}`, { on: true, name });
}

/** Ends a mischief of a zone, for all its names, and puts back what was there. */
export async function endMischief(kind: MischiefKind, zone: string): Promise<void> {
  await call('POST', `/api/zones/${zoneOf(zone)}/mischief/${kind}`, { on: false });
}

/** Ends all mischief and brings the records of every customer's zone back to the first start. */
export async function resetRegistrar(): Promise<void> {
  await call('POST', '/api/reset', {});
}

function zoneOf(name: string): string {
  const zone = customerZones.find((candidate) => name === candidate || name.endsWith(`.${candidate}`));
  if (!zone) throw new Error(`${name} is in no customer's zone: those are ${customerZones.join(', ')}.`);
  return zone;
}

async function call<T>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
  const answer = await fetch(`${registrar}${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const content: unknown = await answer.json();
  if (!answer.ok) throw new RegistrarRefusal(answer.status, content as RefusalAnswer);
  return content as T;
}
