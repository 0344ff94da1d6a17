import { namespaceOf, number, objects, text } from './hostile.ts';
import { normaliseHostname } from './hostname.ts';
import { matchesSelector, selectorText } from './label-selector.ts';
import type { AllowedRoutes, Gateway, LabelSelector, Listener, ListenerSet } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Names an object of a namespaced kind. */
export type ObjectName = { readonly namespace: string; readonly name: string };

/** One listener, whether it stands on a Gateway or on a ListenerSet. */
export type ListenerPoint = {
  /** What a parentRef must name to reach it. */
  readonly owner: ObjectName & { readonly kind: 'Gateway' | 'ListenerSet' };
  /** The Gateway that opens its port. */
  readonly gateway: ObjectName;
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  /** Null takes every name. */
  readonly hostname: string | null;
  readonly allowedRoutes: AllowedRoutes | undefined;
  /** The Secrets with its certificates; empty for a listener without TLS. */
  readonly certificates: readonly ObjectName[];
};

/** The key of an object in a snapshot. */
export function objectKey({ namespace, name }: ObjectName): string {
  return `${namespace}/${name}`;
}

/** The listeners of a Gateway itself, without those of its ListenerSets. */
export function listenersOfGateway(gateway: Gateway): readonly ListenerPoint[] {
  const owner = { kind: 'Gateway', ...nameOf(gateway) } as const;
  return objects(gateway.spec?.listeners).map((listener) => toPoint(listener, owner, owner));
}

/** The listeners of a ListenerSet, as listeners of the Gateway that its parentRef names. */
export function listenersOfSet(set: ListenerSet): readonly ListenerPoint[] {
  const owner = { kind: 'ListenerSet', ...nameOf(set) } as const;
  const gateway = gatewayOfSet(set);
  return objects(set.spec?.listeners).map((listener) => toPoint(listener, owner, gateway));
}

/** The Gateway that a ListenerSet names. */
export function gatewayOfSet(set: ListenerSet): ObjectName {
  const parent = set.spec?.parentRef;
  return { namespace: text(parent?.namespace) ?? namespaceOf(set), name: text(parent?.name) ?? '' };
}

/**
 * Why a Gateway does not take a ListenerSet, in words, or null when it does.
 *
 * @see Gateway API v1, GatewaySpec.allowedListeners: nobody by default
 */
export function refusalOfSet(set: ListenerSet, snapshot: ClusterSnapshot): string | null {
  const { namespace } = nameOf(set);
  const kind = text(set.spec?.parentRef?.kind) ?? 'Gateway';
  if (kind !== 'Gateway') return `ListenerSet ${set.metadata.name} belongs to a ${kind}, not to a Gateway.`;
  const listeners = set.spec?.listeners;
  if (!Array.isArray(listeners) || listeners.length === 0) return `ListenerSet ${set.metadata.name} has no listener.`;
  const name = gatewayOfSet(set);
  const gateway = snapshot.gateways.get(objectKey(name));
  if (gateway === undefined) return `Gateway ${name.name} in ${name.namespace} does not exist.`;
  const allowed = gateway.spec?.allowedListeners?.namespaces;
  if (admits(allowed, name.namespace, namespace, snapshot, 'None')) return null;
  return `Gateway ${name.name} takes no ListenerSets from ${namespace}: it admits ${admitsText(allowed, name.namespace, 'None')}.`;
}

type NamespaceRule = { readonly from?: string | undefined; readonly selector?: LabelSelector | undefined } | undefined;

/**
 * Whether a rule on namespaces (`allowedRoutes.namespaces`, `allowedListeners.namespaces`) admits a namespace.
 *
 * @param ownerNamespace the namespace of whoever the rule stands on
 * @param fallback what an absent `from` means: `Same` for routes, `None` for ListenerSets
 */
export function admits(
  rule: NamespaceRule,
  ownerNamespace: string,
  namespace: string,
  snapshot: ClusterSnapshot,
  fallback: 'Same' | 'None' = 'Same',
): boolean {
  switch (rule?.from ?? fallback) {
    case 'All':
      return true;
    case 'Same':
      return namespace === ownerNamespace;
    case 'Selector':
      return matchesSelector(rule?.selector, labelsOf(namespace, snapshot));
    default:
      return false;
  }
}

/** The same rule in words: `all namespaces`, `only infra`, `namespaces with team=ops`, `no namespace`. */
export function admitsText(rule: NamespaceRule, ownerNamespace: string, fallback: 'Same' | 'None' = 'Same'): string {
  switch (rule?.from ?? fallback) {
    case 'All':
      return 'all namespaces';
    case 'Same':
      return `only ${ownerNamespace}`;
    case 'Selector':
      return `namespaces with ${selectorText(rule?.selector)}`;
    default:
      return 'no namespace';
  }
}

/** Every namespace carries its own name as a label, also one that the snapshot does not hold. */
function labelsOf(namespace: string, snapshot: ClusterSnapshot): Readonly<Record<string, string>> {
  return { 'kubernetes.io/metadata.name': namespace, ...snapshot.namespaces.get(namespace)?.metadata.labels };
}

function nameOf(object: Gateway | ListenerSet): ObjectName {
  return { namespace: namespaceOf(object), name: object.metadata.name };
}

type RawListener = {
  readonly name?: string | undefined;
  readonly protocol?: string | undefined;
  readonly port?: number | undefined;
  readonly hostname?: string | undefined;
  readonly allowedRoutes?: AllowedRoutes | undefined;
  readonly tls?: Listener['tls'] | undefined;
};

function toPoint(listener: RawListener, owner: ListenerPoint['owner'], gateway: ObjectName): ListenerPoint {
  return {
    owner,
    gateway: { namespace: gateway.namespace, name: gateway.name },
    name: text(listener.name) ?? '',
    protocol: text(listener.protocol) ?? '',
    port: number(listener.port) ?? 0,
    hostname: normaliseHostname(text(listener.hostname) ?? '') || null,
    allowedRoutes: listener.allowedRoutes,
    certificates: objects(listener.tls?.certificateRefs).map((ref) => ({
      namespace: text(ref.namespace) ?? owner.namespace,
      name: text(ref.name) ?? '',
    })),
  };
}
