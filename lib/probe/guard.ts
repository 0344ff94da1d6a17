import 'server-only';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { config } from '../config.ts';

declare const guarded: unique symbol;

/** An address that has passed the guard: the only kind that probes and DNS questions connect to. Only `guardAddress` makes one. */
export type GuardedAddress = { readonly ip: string; readonly [guarded]: true };

export type GuardAnswer =
  | { readonly state: 'allowed'; readonly address: GuardedAddress }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * Checks one address: public unicast, or inside a network that the platform allowed (`SIGNALBOX_PROBE_ALLOW`).
 * IPv4 in any IPv6 disguise is judged as the IPv4 address that it reaches.
 */
export function guardAddress(text: string, allowed: readonly string[] = config().probeAllow): GuardAnswer {
  if (isIP(text) === 0) return { state: 'refused', reason: `${text} is not an address` };
  const parsed = ipaddr.process(text);
  if (isPublic(parsed) || isInside(parsed, allowed)) return { state: 'allowed', address: mark(parsed.toString()) };
  return {
    state: 'refused',
    reason: `${text} is a ${parsed.range() === 'unicast' ? 'reserved' : parsed.range()} address, which the platform does not allow to be probed`,
  };
}

/** Finds the addresses of a name. */
type Resolve = (name: string) => Promise<readonly { readonly address: string }[]>;

/** Resolves a name once with the machine's resolver and gives the first address that passes the guard. Connect to that address, never to the name. */
export async function guardName(
  name: string,
  resolve: Resolve = (asked) => lookup(asked, { all: true }),
): Promise<GuardAnswer> {
  if (isIP(name) !== 0) return guardAddress(name);
  try {
    const answers = (await resolve(name)).map(({ address }) => guardAddress(address));
    return (
      answers.find((answer) => answer.state === 'allowed') ??
      answers[0] ?? { state: 'refused', reason: `${name} has no address` }
    );
  } catch {
    return { state: 'refused', reason: `${name} does not resolve` };
  }
}

/** Of IPv6 only 2000::/3 is given to anybody; what lies beside it can be an old way to write an IPv4 address, such as `::7f00:1`. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || isInside(address, ['2000::/3']));
}

function isInside(address: ipaddr.IPv4 | ipaddr.IPv6, networks: readonly string[]): boolean {
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return range.kind() === address.kind() && address.match(range, bits);
  });
}

function mark(ip: string): GuardedAddress {
  return { ip } as GuardedAddress;
}
