import type { Answer, Question } from 'dns-packet';
import type { Treatment } from '../dns/nameserver-front.ts';
import type { CustomerNameserver } from '../dns/nameservers.ts';
import { platformZone } from '../dns/zones.ts';
import type { MischiefKind } from './mischief-kinds.ts';

const slowMs = 1_000;
const ttl = 5;
/** An address that is reached inside of a company only. */
export const insideAddress = '10.20.30.40';
const pass: Treatment = { kind: 'pass', delayMs: 0 };
/** What a CNAME at the root leaves alone: without these the zone would be none. */
const typesOfTheZoneItself: readonly string[] = ['SOA', 'NS', 'DNSKEY', 'DS'];

/** What a nameserver does with a question while some mischief is on. */
export function treatQuestion(
  { zone, rank }: Pick<CustomerNameserver, 'zone' | 'rank'>,
  { name, type }: Question,
  isOn: (kind: MischiefKind) => boolean,
): Treatment {
  const asked = name.toLowerCase();
  if (rank === 'second' && isOn('silent')) return { kind: 'drop' };
  if (rank === 'second' && isOn('lame')) return { kind: 'refuse', rcode: 'REFUSED' };
  if (type === 'CAA' && isOn('caa-servfail')) return { kind: 'refuse', rcode: 'SERVFAIL' };
  if (type === 'TXT' && asked.startsWith('_acme-challenge.') && isOn('challenge-shadowed')) {
    return say({ name, type: 'TXT', ttl, data: 'a-token-of-the-dns-provider' });
  }
  if (asked === zone && !typesOfTheZoneItself.includes(type) && isOn('apex-cname')) {
    return say({ name, type: 'CNAME', ttl, data: `ext.${platformZone}` });
  }
  return isOn('slow') ? { kind: 'pass', delayMs: slowMs } : pass;
}

/** What the resolver of the cluster does with a question: names that are told differently inside have one address there. */
export function treatInside({ name, type }: Question, isDifferentInside: (name: string) => boolean): Treatment {
  if (!isDifferentInside(name.toLowerCase())) return pass;
  return type === 'A' ? say({ name, type: 'A', ttl, data: insideAddress }) : { kind: 'answer', records: [] };
}

function say(record: Answer): Treatment {
  return { kind: 'answer', records: [record] };
}
