import { isPlainObject } from '../gateway-api/hostile.ts';

/** The kinds that carry hostnames, by their plural in the API. */
export const guardedKinds = {
  httproutes: 'HTTPRoute',
  grpcroutes: 'GRPCRoute',
  tlsroutes: 'TLSRoute',
  listenersets: 'ListenerSet',
} as const;

export type GuardedResource = keyof typeof guardedKinds;
export type GuardedKind = (typeof guardedKinds)[GuardedResource];
export const guardedResources = Object.keys(guardedKinds) as readonly GuardedResource[];

/** A route or ListenerSet of any version: only what the rule reads is looked at, and nothing of it is trusted. */
export type GuardedObject = {
  readonly kind: GuardedKind;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: unknown;
};

/** What an object carries into the cluster. */
export type Carried = {
  /** Hostnames as written, of listeners each once; `''` for a listener without one, which offers every name. */
  readonly names: readonly string[];
  /** Where a name is offered: of a listener also its own name, port and protocol. Comparable texts. */
  readonly offers: readonly string[];
  /** The parents as they are written. */
  readonly parents: readonly unknown[];
  /** Whether a route attaches to default Gateways, without naming a parent. */
  readonly usesDefaultGateways: boolean;
};

/** @see Carried */
export function carriedBy({ kind, spec }: GuardedObject): Carried {
  if (kind === 'ListenerSet') {
    const listeners = list(at(spec, 'listeners'));
    return {
      names: [...new Set(listeners.map((listener) => text(at(listener, 'hostname'))))],
      offers: listeners.map((listener) =>
        JSON.stringify(['name', 'hostname', 'port', 'protocol'].map((key) => at(listener, key) ?? '')),
      ),
      parents: [at(spec, 'parentRef')],
      usesDefaultGateways: false,
    };
  }
  const names = list(at(spec, 'hostnames')).map(text);
  const scope = at(spec, 'useDefaultGateways') ?? 'None';
  return { names, offers: names, parents: list(at(spec, 'parentRefs')), usesDefaultGateways: scope !== 'None' };
}

/** The value at a key, undefined where there is none. */
export function at(value: unknown, key: string): unknown {
  return isPlainObject(value) ? value[key] : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
