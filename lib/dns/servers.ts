import 'server-only';
import { getServers } from 'node:dns';
import { getDomain } from 'tldts';
import { config } from '../config.ts';
import { guardAddress } from '../probe/guard.ts';
import { type DnsServer, exchange } from './exchange.ts';

/** A server with the name under which people know it. */
export type NamedServer = { readonly name: string } & (DnsServer | { readonly refused: string });

/** The recursive resolvers to ask: the configured ones, else those of the machine. */
export function recursiveServers(): readonly NamedServer[] {
  const { resolvers } = config();
  // The machine's own resolver is the platform's choice, so it needs no leave of the guard's public rule.
  return resolvers.length > 0
    ? resolvers.map((text) => toServer(text, text, []))
    : getServers().map((text) => toServer(text, text, ['0.0.0.0/0', '::/0']));
}

/** The resolver that the cluster's own parts use, where the platform names one; null otherwise. */
export function insideServer(): NamedServer | null {
  const { clusterResolver } = config();
  return clusterResolver === null ? null : toServer(clusterResolver, clusterResolver, ['0.0.0.0/0', '::/0']);
}

/** The zone that holds a name and the servers that answer for it. */
export type Zone = { readonly name: string; readonly servers: readonly NamedServer[] };

/**
 * Finds the zone of a name by walking the delegation: the registrable domain from a resolver, then downwards by the referrals of
 * its own servers. The resolver is never asked for the name itself, or it would remember that nothing was there.
 *
 * @returns the zone, or why it could not be found; `error` never means that the name does not exist
 */
export async function findZone(hostname: string): Promise<Zone | { readonly error: string }> {
  const resolver = recursiveServers().find((server) => 'address' in server);
  if (!resolver || !('address' in resolver)) return { error: 'no resolver is configured' };
  const name = hostname.replace(/^\*\./, '');
  const registrable = getDomain(name, { allowPrivateDomains: false }) ?? name.split('.').at(-1) ?? name;
  const reply = await exchange({ name: registrable, type: 'SOA', recursionDesired: true }, resolver);
  if (reply.state === 'unknown') return { error: `resolver ${resolver.name}: ${reply.error}` };
  const soa = [...reply.answers, ...reply.authorities].find((record) => record.type === 'SOA');
  if (!soa) return { error: `no zone answers for ${registrable}` };
  return descend(await zoneServers(soa.name.toLowerCase(), resolver), name, resolver);
}

/** Follows referrals from a zone towards a name; six zones deep is deeper than any real name. */
export async function descend(
  start: Zone | { readonly error: string },
  name: string,
  resolver: DnsServer,
): Promise<Zone | { readonly error: string }> {
  let zone = start;
  for (let depth = 0; depth < 6 && !('error' in zone); depth += 1) {
    const child = await referralFrom(zone, name);
    if (!child) return zone;
    zone = {
      name: child.name,
      servers: await Promise.all(
        child.servers
          .toSorted()
          .slice(0, 8)
          .map((server) => locate(server, resolver)),
      ),
    };
  }
  return zone;
}

async function referralFrom(
  zone: Zone,
  name: string,
): Promise<{ readonly name: string; readonly servers: readonly string[] } | null> {
  for (const server of zone.servers) {
    if (!('address' in server)) continue;
    const reply = await exchange({ name, type: 'NS', recursionDesired: false }, server);
    if (reply.state === 'unknown') continue;
    if (reply.authoritative) return null;
    const referrals = reply.authorities.flatMap((record) =>
      record.type === 'NS' ? [{ zone: record.name.toLowerCase(), server: String(record.data).toLowerCase() }] : [],
    );
    const child = referrals[0]?.zone;
    const isBelow = child !== undefined && child !== zone.name && (name === child || name.endsWith(`.${child}`));
    return isBelow
      ? { name: child, servers: referrals.filter((one) => one.zone === child).map((one) => one.server) }
      : null;
  }
  return null;
}

/** The servers of a zone, as a resolver knows them. */
export async function zoneServers(zone: string, resolver: DnsServer): Promise<Zone | { readonly error: string }> {
  const reply = await exchange({ name: zone, type: 'NS', recursionDesired: true }, resolver);
  if (reply.state === 'unknown') return { error: `nameservers of ${zone}: ${reply.error}` };
  const names = reply.answers.flatMap((record) => (record.type === 'NS' ? [String(record.data).toLowerCase()] : []));
  const servers = await Promise.all(
    names
      .toSorted()
      .slice(0, 8)
      .map((name) => locate(name, resolver)),
  );
  return { name: zone, servers };
}

/** Where a nameserver is reached: by the setting for its name, else at port 53 of the address that it resolves to. */
export async function locate(name: string, resolver: DnsServer): Promise<NamedServer> {
  const configured = config().nameservers.get(name);
  if (configured) return toServer(name, configured, []);
  for (const type of ['A', 'AAAA'] as const) {
    const reply = await exchange({ name, type, recursionDesired: true }, resolver);
    const record = reply.state === 'answered' ? reply.answers.find((answer) => answer.type === type) : undefined;
    if (record && 'data' in record) return toServer(name, String(record.data), []);
  }
  return { name, refused: 'its address could not be found' };
}

/** `address`, `address:port` or `[address]:port`. */
function toServer(name: string, text: string, alsoAllowed: readonly string[]): NamedServer {
  const [, bracketed, plain, port] =
    text.match(/^(?:\[([^\]]+)\]|([^:]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*?))(?::(\d+))?$/) ?? [];
  const answer = guardAddress(bracketed ?? plain ?? text, [...config().probeAllow, ...alsoAllowed]);
  if (answer.state === 'refused') return { name, refused: answer.reason };
  return { name, address: answer.address, port: port ? Number(port) : 53 };
}
