import 'server-only';
import type { Answer } from 'dns-packet';
import type { DnsRecord, RecordAnswer } from '../domains/observation.ts';
import { normaliseHostname } from '../gateway-api/hostname.ts';
import { exchange, type Reply } from './exchange.ts';
import { negativeTtl } from './negative-ttl.ts';
import type { NamedServer } from './servers.ts';

/**
 * Asks one server for several types of one name and gives all records of its answers together. One question that was not answered
 * makes the whole unknown: half an answer could be taken for "nothing is there".
 */
export async function askRecords(
  server: NamedServer,
  kind: RecordAnswer['kind'],
  name: string,
  types: readonly DnsRecord['type'][],
): Promise<RecordAnswer> {
  const base = { server: server.name, kind };
  if ('refused' in server) return { ...base, state: 'unknown', error: server.refused, rcode: null, ede: [] };
  const recursionDesired = kind === 'recursive';
  const replies = await Promise.all(types.map((type) => exchange({ name, type, recursionDesired }, server)));
  const failed = replies.find((reply) => reply.state === 'unknown');
  if (failed?.state === 'unknown') {
    return { ...base, state: 'unknown', error: failed.error, rcode: failed.rcode, ede: failed.ede };
  }
  const answered = replies.filter((reply): reply is Extract<Reply, { state: 'answered' }> => reply.state !== 'unknown');
  const records = answered.flatMap((reply) => reply.answers.flatMap((record) => toRecord(record) ?? []));
  return {
    ...base,
    state: 'answered',
    rcode: answered.some((reply) => reply.rcode === 'NOERROR') ? 'NOERROR' : 'NXDOMAIN',
    authoritative: answered.every((reply) => reply.authoritative),
    records: withoutDoubles(records),
    negativeTtlSeconds: answered.map((reply) => negativeTtl(reply.authorities)).find((ttl) => ttl !== null) ?? null,
  };
}

/** A record as the pure core reads it; null for types that nobody asks for. */
export function toRecord(record: Answer): DnsRecord | null {
  const value = contentOf(record);
  if (value === null) return null;
  const ttlSeconds = 'ttl' in record && typeof record.ttl === 'number' ? record.ttl : 0;
  return { name: normaliseHostname(record.name), type: value.type, value: value.text, ttlSeconds };
}

function contentOf(record: Answer): { readonly type: DnsRecord['type']; readonly text: string } | null {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return { type: record.type, text: String(record.data).toLowerCase() };
    case 'CNAME':
    case 'NS':
      return { type: record.type, text: normaliseHostname(String(record.data)) };
    case 'MX':
      return { type: 'MX', text: `${record.data.preference ?? 0} ${normaliseHostname(record.data.exchange)}` };
    case 'TXT':
      return { type: 'TXT', text: textOf(record.data) };
    case 'SOA':
      return { type: 'SOA', text: normaliseHostname(record.data.mname) };
    case 'CAA':
      return { type: 'CAA', text: `${record.data.flags ?? 0} ${record.data.tag} "${record.data.value}"` };
    default:
      return null;
  }
}

/** The strings of a TXT record in one piece. */
export function textOf(data: unknown): string {
  return (Array.isArray(data) ? data : [data])
    .map((part) => (Buffer.isBuffer(part) ? part.toString('utf8') : String(part)))
    .join('');
}

/** A CNAME comes back with the answer to each type. */
function withoutDoubles(records: readonly DnsRecord[]): readonly DnsRecord[] {
  const byText = new Map(records.map((record) => [`${record.name} ${record.type} ${record.value}`, record]));
  return [...byText.values()];
}
