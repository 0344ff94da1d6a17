import 'server-only';
import { getDomain } from 'tldts';
import type { ZoneLook } from '../domains/observation.ts';
import { normaliseHostname } from '../gateway-api/hostname.ts';
import { askRecords } from './ask-records.ts';
import { type DnsServer, exchange } from './exchange.ts';
import { descend, locate, type NamedServer, recursiveServers, type Zone, zoneServers } from './servers.ts';

/** The zone that holds a name with the servers to ask, and what was seen on the way down. */
export type FoundZone = { readonly look: ZoneLook; readonly servers: readonly NamedServer[] };

const maxServers = 8;

/**
 * Walks the delegation of a name from the zone above its registrable domain: what the parent says, what the zone itself says, and
 * whether its root has records that a CNAME would hide. No resolver is asked for the name itself.
 *
 * @param name without `*.`
 */
export async function lookAtZone(name: string, now: number): Promise<FoundZone> {
  const registrable = getDomain(name, { allowPrivateDomains: false }) ?? name;
  const parentName = registrable.split('.').slice(1).join('.');
  const nothing = { at: now, zone: null, parentServers: [], zoneServers: [], apexHasMail: false, apexCname: null };
  const failed = (error: string): FoundZone => ({
    look: { ...nothing, error, delegation: 'unknown' },
    servers: [],
  });
  const absent: FoundZone = { look: { ...nothing, error: null, delegation: 'absent' }, servers: [] };
  const resolver = recursiveServers().find((server) => 'address' in server);
  if (!resolver || !('address' in resolver)) return failed('no resolver is configured');
  const parent =
    parentName === '' ? { error: `${registrable} has no parent` } : await zoneServers(parentName, resolver);
  if ('error' in parent) return failed(parent.error);
  if (parent.servers.length === 0 && (await isNoName(parentName, resolver))) return absent;
  const delegation = await askParent(parent, registrable);
  if ('error' in delegation) return failed(delegation.error);
  if (delegation.servers.length === 0) return absent;
  const start: Zone = {
    name: registrable,
    servers: await Promise.all(delegation.servers.slice(0, maxServers).map((server) => locate(server, resolver))),
  };
  const zone = await descend(start, name, resolver);
  if ('error' in zone) return failed(zone.error);
  return {
    look: await describeZone(zone, zone.name === registrable ? delegation.servers : [], now),
    servers: zone.servers,
  };
}

/** Whether a resolver says that the name does not exist, which is more than that nobody answers for it. */
async function isNoName(name: string, resolver: DnsServer): Promise<boolean> {
  const reply = await exchange({ name, type: 'SOA', recursionDesired: true }, resolver);
  return reply.state === 'answered' && reply.rcode === 'NXDOMAIN';
}

/** What the parent's servers say about a zone: its name servers, none when there is no such zone. */
async function askParent(
  parent: Zone,
  zone: string,
): Promise<{ readonly servers: readonly string[] } | { readonly error: string }> {
  let error = `the name servers of ${parent.name} were not found`;
  for (const server of parent.servers) {
    if (!('address' in server)) {
      error = server.refused;
      continue;
    }
    const reply = await exchange({ name: zone, type: 'NS', recursionDesired: false }, server);
    if (reply.state === 'unknown') {
      error = `${server.name}: ${reply.error}`;
      continue;
    }
    // A server of both zones answers for the lower one itself.
    const records = [...reply.answers, ...reply.authorities].filter(
      (record) => record.type === 'NS' && normaliseHostname(record.name) === zone,
    );
    const names = records.flatMap((record) => (record.type === 'NS' ? [normaliseHostname(String(record.data))] : []));
    return { servers: [...new Set(names)].toSorted() };
  }
  return { error };
}

async function describeZone(zone: Zone, parentServers: readonly string[], now: number): Promise<ZoneLook> {
  const answers = await Promise.all(
    zone.servers.map((server) => askRecords(server, 'authoritative', zone.name, ['NS', 'MX', 'CNAME'])),
  );
  const heard = answers.find((answer) => answer.state === 'answered' && answer.authoritative);
  const records = heard?.state === 'answered' ? heard.records.filter((record) => record.name === zone.name) : [];
  const valuesOf = (type: string) => records.flatMap((record) => (record.type === type ? [record.value] : []));
  return {
    at: now,
    error: null,
    zone: zone.name,
    delegation: 'present',
    parentServers,
    zoneServers: [...new Set(valuesOf('NS'))].toSorted(),
    apexHasMail: valuesOf('MX').length > 0,
    apexCname: valuesOf('CNAME')[0] ?? null,
  };
}
