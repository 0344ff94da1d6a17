import 'server-only';
import { randomBytes } from 'node:crypto';
import type { ProofLook, RecordAnswer } from '../domains/observation.ts';
import { askRecords } from './ask-records.ts';
import { type NamedServer, recursiveServers } from './servers.ts';

/**
 * Looks for the proof of a claim at every authoritative server, and at the resolvers only when all of those have it: an early
 * question would make a resolver remember that nothing was there.
 *
 * @param target what the challenge name should lead to
 * @see RFC 2308, negative caching
 */
export async function lookAtProof(
  { name, zone, target }: { readonly name: string; readonly zone: string; readonly target: string | null },
  servers: readonly NamedServer[],
  now: number,
): Promise<ProofLook> {
  const challengeName = `_acme-challenge.${name}`;
  const first = servers.find((server) => 'address' in server);
  const [atServers, fallback, doubled, wildcard] = await Promise.all([
    Promise.all(servers.map((server) => askRecords(server, 'authoritative', challengeName, ['CNAME', 'TXT']))),
    Promise.all(servers.map((server) => askRecords(server, 'authoritative', `_signalbox.${name}`, ['TXT']))),
    first ? askRecords(first, 'authoritative', `${challengeName}.${zone}`, ['CNAME']) : null,
    first
      ? askRecords(first, 'authoritative', `${randomBytes(6).toString('hex')}.${name}`, ['CNAME', 'TXT', 'A'])
      : null,
  ]);
  const isEverywhere = atServers.length > 0 && atServers.every((answer) => leadsTo(answer, challengeName, target));
  const atResolvers = isEverywhere ? await askResolvers(challengeName) : [];
  return { at: now, error: null, challenge: [...atServers, ...atResolvers], fallback, doubled, wildcard };
}

function leadsTo(answer: RecordAnswer, name: string, target: string | null): boolean {
  return (
    answer.state === 'answered' &&
    answer.records.some((record) => record.type === 'CNAME' && record.name === name && record.value === target)
  );
}

function askResolvers(name: string): Promise<readonly RecordAnswer[]> {
  return Promise.all(
    recursiveServers()
      .slice(0, 2)
      .map((server) => askRecords(server, 'recursive', name, ['CNAME'])),
  );
}
