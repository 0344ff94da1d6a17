import 'server-only';
import type { DnssecLook } from '../domains/observation.ts';
import { exchange } from './exchange.ts';
import { recursiveServers } from './servers.ts';

/**
 * Whether a validating resolver can trust a zone: it refuses the answer, but gives it when told not to check.
 *
 * @param zone whose SOA is asked for: the question plants no negative answer for a name of the team
 * @see RFC 8914, extended errors 6, 7, 9 and 10
 */
export async function lookAtDnssec(zone: string, now: number): Promise<DnssecLook> {
  const resolver = recursiveServers().find((server) => 'address' in server);
  if (!resolver || !('address' in resolver)) {
    return { at: now, state: 'unknown', ede: [], error: 'no resolver is configured' };
  }
  const question = { name: zone, type: 'SOA', recursionDesired: true } as const;
  const checked = await exchange(question, resolver);
  if (checked.state === 'answered') return { at: now, state: 'fine', ede: [], error: null };
  if (checked.rcode !== 'SERVFAIL') return { at: now, state: 'unknown', ede: checked.ede, error: checked.error };
  const unchecked = await exchange({ ...question, checkingDisabled: true }, resolver);
  const isBogus = unchecked.state === 'answered';
  return { at: now, state: isBogus ? 'bogus' : 'unknown', ede: checked.ede, error: isBogus ? null : checked.error };
}
