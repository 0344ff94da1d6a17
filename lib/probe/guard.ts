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
  if (parsed.range() === 'unicast' || isInside(parsed, allowed))
    return { state: 'allowed', address: mark(parsed.toString()) };
  return {
    state: 'refused',
    reason: `${text} is a ${parsed.range()} address, which the platform does not allow to be probed`,
  };
}

/** Resolves a name once with the machine's resolver and gives the first address that passes the guard. Connect to that address, never to the name. */
export async function guardName(name: string): Promise<GuardAnswer> {
  if (isIP(name) !== 0) return guardAddress(name);
  try {
    const answers = (await lookup(name, { all: true })).map(({ address }) => guardAddress(address));
    return (
      answers.find((answer) => answer.state === 'allowed') ??
      answers[0] ?? { state: 'refused', reason: `${name} has no address` }
    );
  } catch {
    return { state: 'refused', reason: `${name} does not resolve` };
  }
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
