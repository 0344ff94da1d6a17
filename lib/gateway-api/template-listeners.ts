import { parentName } from './attachment.ts';
import { objects } from './hostile.ts';
import { intersectHostnames } from './hostname.ts';
import type { ListenerChoice } from './listener-picker.ts';
import type { ObjectName } from './listeners.ts';
import type { ParentRef } from './objects.ts';

/** By listener port the port that clients see; a port that is not here is seen as it is. */
export type PublicPorts = Readonly<Record<string, number>>;

type Surroundings = {
  readonly namespace: string;
  readonly parentRefs: readonly ParentRef[];
  readonly listeners: readonly ListenerChoice[];
  readonly publicPorts?: PublicPorts | undefined;
};

/** The HTTP listeners that take routes of the namespace: those of the parents, else those of the first Gateway that has one. */
export function httpListeners({ namespace, parentRefs, listeners }: Surroundings): readonly ListenerChoice[] {
  const plain = listeners.filter((one) => one.wouldAccept && one.protocol === 'HTTP');
  const parents = objects(parentRefs).map((ref) => parentName(ref, namespace));
  const own = plain.filter((one) => parents.some((parent) => isSameName(parent, one.listenerSet ?? one.gateway)));
  if (own.length > 0) return own;
  const [first] = plain;
  return first
    ? plain.filter((one) => isSameName(one.listenerSet ?? one.gateway, first.listenerSet ?? first.gateway))
    : [];
}

/**
 * Scheme and port of the address at which clients reach a name over HTTPS. A client follows the `Location`, and it stands outside:
 * what counts is the public port of the HTTPS listener, not the listener's own. 443 is left out because a redirect with a scheme
 * and no port means the scheme's own.
 *
 * @param hostnames names that the listener should serve; empty while they are not known
 * @see Gateway API v1, HTTPRequestRedirectFilter.port
 */
export function secureAddress(surroundings: Surroundings, hostnames: readonly string[]) {
  const listener = secureListener(surroundings, hostnames);
  const port = listener === null ? 443 : publicPort(listener.port, surroundings.publicPorts);
  return { scheme: 'https', ...(port === 443 ? {} : { port }) } as const;
}

/** Scheme and port of the address at which clients reach one name: HTTPS, or plain HTTP where nothing else serves it. */
export function addressOf(hostname: string, surroundings: Surroundings) {
  const taking = surroundings.listeners.filter(
    (one) => one.wouldAccept && intersectHostnames(one.hostname ?? '', hostname) !== null,
  );
  const plain = taking.find((one) => one.protocol === 'HTTP');
  if (plain === undefined || taking.some((one) => one.protocol === 'HTTPS')) {
    return secureAddress(surroundings, [hostname]);
  }
  const port = publicPort(plain.port, surroundings.publicPorts);
  return { scheme: 'http', ...(port === 80 ? {} : { port }) } as const;
}

/** The HTTPS listener that serves the names best, on the parents' Gateways where there is one. */
function secureListener(surroundings: Surroundings, hostnames: readonly string[]): ListenerChoice | null {
  const secure = surroundings.listeners.filter((one) => one.wouldAccept && one.protocol === 'HTTPS');
  const gateways = gatewaysOf(surroundings);
  const near = secure.filter((one) => gateways.some((gateway) => isSameName(gateway, one.gateway)));
  const candidates = near.length > 0 ? near : secure;
  const covering = candidates.filter((one) =>
    hostnames.some((name) => intersectHostnames(one.hostname ?? '', name) !== null),
  );
  const offered = covering.length > 0 ? covering : candidates;
  return offered.find((one) => publicPort(one.port, surroundings.publicPorts) === 443) ?? offered[0] ?? null;
}

/** The Gateways behind the parents; a ListenerSet stands on one as well. */
function gatewaysOf({ namespace, parentRefs, listeners }: Surroundings): readonly ObjectName[] {
  const parents = objects(parentRefs).map((ref) => parentName(ref, namespace));
  return listeners
    .filter((one) => parents.some((parent) => isSameName(parent, one.listenerSet ?? one.gateway)))
    .map((one) => one.gateway);
}

/** The port under which clients reach a listener's port. */
export function publicPort(port: number, ports: PublicPorts | undefined): number {
  return ports?.[port] ?? port;
}

function isSameName(a: ObjectName, b: ObjectName): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}
