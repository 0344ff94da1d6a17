import { ask, rcodeOf } from '../dns/ask.ts';
import type { CaaRecord } from './caa.ts';

/** What a resolver said when it was asked for CAA: the records, none included, or why it did not say. */
export type CaaAnswer =
  | { readonly state: 'answered'; readonly records: readonly CaaRecord[] }
  | { readonly state: 'failed'; readonly cause: string };

/** What decides about a name: nothing, a set that stands at `at`, or that the question failed there. */
export type CaaFinding =
  | { readonly state: 'free' }
  | { readonly state: 'found'; readonly at: string; readonly records: readonly CaaRecord[] }
  | { readonly state: 'failed'; readonly at: string; readonly cause: string };

const timeoutMs = 5_000;

/**
 * Climbs from a name to the root and stops at the first set that is not empty.
 *
 * @see RFC 8659, section 3
 */
export async function climbCaa(name: string, lookUp: (name: string) => Promise<CaaAnswer>): Promise<CaaFinding> {
  const labels = name.split('.');
  for (const [index] of labels.entries()) {
    const at = labels.slice(index).join('.');
    const answer = await lookUp(at);
    if (answer.state === 'failed') return { ...answer, at };
    if (answer.records.length > 0) return { state: 'found', at, records: answer.records };
  }
  return { state: 'free' };
}

/** Asks a recursive resolver on loopback for the CAA set of one name; the resolver follows CNAMEs. */
export async function lookUpCaa(name: string, resolverPort: number): Promise<CaaAnswer> {
  const reply = await ask({ type: 'CAA', name }, resolverPort, timeoutMs);
  if (reply === null) return { state: 'failed', cause: 'query timed out' };
  const rcode = rcodeOf(reply);
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { state: 'failed', cause: rcode };
  const records = (reply.answers ?? []).flatMap((answer) =>
    answer.type === 'CAA'
      ? [{ tag: answer.data.tag, value: answer.data.value, isCritical: answer.data.issuerCritical === true }]
      : [],
  );
  return { state: 'answered', records };
}
