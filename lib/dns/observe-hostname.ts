import 'server-only';
import { processWide } from '../process-wide.ts';
import type { DnsObservation, DnsServerAnswer } from '../signals/observation.ts';
import { textOf } from './ask-records.ts';
import { type DnsServer, exchange, type Reply } from './exchange.ts';
import { negativeTtl } from './negative-ttl.ts';
import { findZone, type NamedServer, recursiveServers, type Zone } from './servers.ts';

type Address = Extract<DnsServerAnswer, { state: 'answered' }>['addresses'][number];

/**
 * Looks at a hostname as the world does: at every authoritative server of its zone, and only when those know it at the recursive
 * resolvers, because an early question would make a resolver remember that nothing was there.
 *
 * @see RFC 2308, negative caching
 */
export async function observeHostname(hostname: string, now: number): Promise<DnsObservation> {
  const zone = await rememberedZone(hostname, now);
  if ('error' in zone) {
    return { hostname, at: now, zone: null, answers: [], writtenBy: null, error: zone.error };
  }
  const authoritative = await Promise.all(
    zone.servers.map((server) => askAddresses(hostname, server, 'authoritative')),
  );
  const isKnown = authoritative.some((answer) => answer.state === 'answered' && answer.addresses.length > 0);
  const recursive = isKnown
    ? await Promise.all(
        recursiveServers()
          .slice(0, 2)
          .map((server) => askAddresses(hostname, server, 'recursive')),
      )
    : [];
  const writtenBy = await findOwner(hostname, zone.servers);
  return { hostname, at: now, zone: zone.name, answers: [...authoritative, ...recursive], writtenBy, error: null };
}

const zoneFreshMs = 60_000;
const zoneUsableMs = 15 * 60_000;

/** Zones move seldom: asked once a minute, and while the resolver is away the last one found still says whom to ask. */
async function rememberedZone(hostname: string, now: number): Promise<Zone | { readonly error: string }> {
  const cache = processWide('dns-zones', () => new Map<string, { readonly zone: Zone; readonly at: number }>());
  const known = cache.get(hostname);
  if (known && now - known.at < zoneFreshMs) return known.zone;
  const zone = await findZone(hostname);
  if ('error' in zone) return known && now - known.at < zoneUsableMs ? known.zone : zone;
  if (cache.size > 50_000) cache.clear();
  cache.set(hostname, { zone, at: now });
  return zone;
}

async function askAddresses(
  hostname: string,
  server: NamedServer,
  kind: DnsServerAnswer['kind'],
): Promise<DnsServerAnswer> {
  if ('refused' in server) return { server: server.name, kind, state: 'unknown', error: server.refused };
  const recursionDesired = kind === 'recursive';
  const [v4, v6] = await Promise.all(
    (['A', 'AAAA'] as const).map((type) => exchange({ name: hostname, type, recursionDesired }, server)),
  );
  if (!v4 || v4.state === 'unknown')
    return { server: server.name, kind, state: 'unknown', error: v4?.error ?? 'no answer' };
  if (!v6 || v6.state === 'unknown')
    return { server: server.name, kind, state: 'unknown', error: v6?.error ?? 'no answer' };
  return {
    server: server.name,
    kind,
    state: 'answered',
    rcode: v4.rcode,
    authoritative: v4.authoritative,
    cnames: v4.answers.flatMap((record) => (record.type === 'CNAME' ? [String(record.data)] : [])),
    addresses: [...toAddresses(v4), ...toAddresses(v6)],
    negativeTtlSeconds: negativeTtl(v4.authorities),
  };
}

function toAddresses(reply: Extract<Reply, { state: 'answered' }>): readonly Address[] {
  return reply.answers.flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA'
      ? [{ type: record.type, value: String(record.data), ttlSeconds: record.ttl ?? 0 }]
      : [],
  );
}

/**
 * Who ExternalDNS says wrote the record: its ownership TXT lies beside the name as `<type>-<name>`.
 *
 * @see ExternalDNS, TXT registry: "heritage=external-dns,external-dns/owner=…,external-dns/resource=…"
 */
export async function findOwner(
  hostname: string,
  servers: readonly NamedServer[],
): Promise<DnsObservation['writtenBy']> {
  const server = servers.find((candidate): candidate is NamedServer & DnsServer => 'address' in candidate);
  if (!server) return null;
  for (const prefix of ['a', 'cname', 'aaaa']) {
    const reply = await exchange({ name: `${prefix}-${hostname}`, type: 'TXT', recursionDesired: false }, server);
    if (reply.state === 'unknown') return null;
    const text = reply.answers
      .flatMap((record) => (record.type === 'TXT' ? [textOf(record.data)] : []))
      .find((line) => line.includes('heritage=external-dns'));
    if (text)
      return {
        owner: text.match(/external-dns\/owner=([^,"]*)/)?.[1] ?? '',
        resource: text.match(/external-dns\/resource=([^,"]*)/)?.[1] ?? null,
      };
  }
  return null;
}
