import 'server-only';
import type { TrafficLook } from '../domains/observation.ts';
import { askRecords } from './ask-records.ts';
import { insideServer, type NamedServer, recursiveServers } from './servers.ts';

const types = ['A', 'AAAA', 'CNAME'] as const;

/** Looks where a name leads: at every authoritative server, and at the resolvers once those know it. */
export async function lookAtTraffic(name: string, servers: readonly NamedServer[], now: number): Promise<TrafficLook> {
  const atServers = await Promise.all(servers.map((server) => askRecords(server, 'authoritative', name, types)));
  const isKnown = atServers.some((answer) => answer.state === 'answered' && answer.records.length > 0);
  if (!isKnown) return { at: now, error: null, answers: atServers, inside: null };
  const resolvers = recursiveServers().slice(0, 2);
  const cluster = insideServer();
  const [atResolvers, inside] = await Promise.all([
    Promise.all(resolvers.map((server) => askRecords(server, 'recursive', name, types))),
    cluster ? askRecords(cluster, 'recursive', name, types) : null,
  ]);
  return { at: now, error: null, answers: [...atServers, ...atResolvers], inside };
}
