import 'server-only';
import type { PublishLook } from '../domains/observation.ts';
import { askRecords } from './ask-records.ts';
import { findOwner } from './observe-hostname.ts';
import type { NamedServer } from './servers.ts';

const keptValues = 8;

/** Who ExternalDNS says wrote a name of the platform's zone, and how the value changed over the last looks. */
export async function lookAtPublisher(
  name: string,
  servers: readonly NamedServer[],
  { now, before }: { readonly now: number; readonly before: PublishLook | null },
): Promise<PublishLook> {
  const first = servers.find((server) => 'address' in server);
  const history = before?.history ?? [];
  if (!first) return { at: now, error: 'no name server is known', owner: null, resource: null, history };
  const [written, answer] = await Promise.all([
    findOwner(name, servers),
    askRecords(first, 'authoritative', name, ['A', 'AAAA', 'CNAME']),
  ]);
  if (answer.state === 'unknown') return { at: now, error: answer.error, owner: null, resource: null, history };
  const value = answer.records
    .map((record) => record.value)
    .toSorted()
    .join(', ');
  const isNew = history.at(-1)?.value !== value;
  return {
    at: now,
    error: null,
    owner: written?.owner ?? null,
    resource: written?.resource ?? null,
    history: isNew ? [...history, { at: now, value }].slice(-keptValues) : history,
  };
}
