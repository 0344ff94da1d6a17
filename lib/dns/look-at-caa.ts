import 'server-only';
import type { CaaLook, RecordAnswer } from '../domains/observation.ts';
import { askRecords } from './ask-records.ts';
import { type NamedServer, recursiveServers } from './servers.ts';

/**
 * Climbs from a name to the top for the first CAA record set, as a certificate authority does: inside the zone at its own servers,
 * above it and behind a CNAME at a resolver. A name that its own servers fail to answer for ends the climb: an authority must refuse
 * then. When it is our resolver that fails, or nobody can be reached at all, that says nothing of what an authority would find.
 *
 * @param zone the zone that `servers` answer for
 * @see RFC 8659, section 3
 */
export async function lookAtCaa(
  name: string,
  { zone, servers }: { readonly zone: string; readonly servers: readonly NamedServer[] },
  now: number,
): Promise<CaaLook> {
  const resolver = recursiveServers().find((server) => 'address' in server);
  const nothing = { at: now, error: null, foundAt: null, records: [], failure: null } as const;
  if (!resolver) return { ...nothing, state: 'unreadable', error: 'no resolver is configured' };
  const labels = name.split('.');
  for (let index = 0; index < labels.length; index += 1) {
    const at = labels.slice(index).join('.');
    const isInside = at === zone || at.endsWith(`.${zone}`);
    const answer = isInside ? await askFirst(servers, at) : await askRecords(resolver, 'recursive', at, ['CAA']);
    if (answer.state === 'unknown') {
      const isTheirs = isInside && (answer.rcode !== null || (await isReachable(servers, zone)));
      return isTheirs ? unreadable(nothing, at, answer) : notAsked(nothing, answer);
    }
    const found = caaOf(answer);
    if (found.length > 0) return { ...nothing, state: 'found', foundAt: at, records: found };
    const alias = isInside ? answer.records.find((record) => record.type === 'CNAME' && record.name === at) : undefined;
    if (!alias) continue;
    const behind = await askRecords(resolver, 'recursive', alias.value, ['CAA']);
    if (behind.state === 'unknown') return notAsked(nothing, behind);
    const there = caaOf(behind);
    if (there.length > 0) return { ...nothing, state: 'found', foundAt: alias.value, records: there };
  }
  return { ...nothing, state: 'none' };
}

/** The first server that answers; when none does, what the last one said. */
async function askFirst(servers: readonly NamedServer[], name: string): Promise<RecordAnswer> {
  let last: RecordAnswer = {
    server: 'the zone’s name servers',
    kind: 'authoritative',
    state: 'unknown',
    error: 'none is known',
    rcode: null,
    ede: [],
  };
  for (const server of servers) {
    last = await askRecords(server, 'authoritative', name, ['CAA']);
    if (last.state === 'answered') return last;
  }
  return last;
}

/** Whether any of the servers answers something else: then it is the question about CAA that they fail. */
async function isReachable(servers: readonly NamedServer[], zone: string): Promise<boolean> {
  const answers = await Promise.all(servers.map((server) => askRecords(server, 'authoritative', zone, ['SOA'])));
  return answers.some((answer) => answer.state === 'answered');
}

function notAsked(nothing: Omit<CaaLook, 'state'>, answer: Extract<RecordAnswer, { state: 'unknown' }>): CaaLook {
  return { ...nothing, state: 'unreadable', error: `${answer.server}: ${answer.error}` };
}

function unreadable(
  nothing: Omit<CaaLook, 'state'>,
  name: string,
  answer: Extract<RecordAnswer, { state: 'unknown' }>,
): CaaLook {
  return { ...nothing, state: 'unreadable', foundAt: name, failure: `${answer.server}: ${answer.error}` };
}

const shape = /^(\d+) (\S+) "(.*)"$/s;

function caaOf(answer: Extract<RecordAnswer, { state: 'answered' }>): CaaLook['records'] {
  return answer.records.flatMap((record) => {
    const [, flags, tag, value] = record.type === 'CAA' ? (shape.exec(record.value) ?? []) : [];
    return tag === undefined ? [] : [{ tag: tag.toLowerCase(), value: value ?? '', isCritical: Number(flags) >= 128 }];
  });
}
