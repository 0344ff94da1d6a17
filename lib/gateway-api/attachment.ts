import { asText, namespaceOf, number, objects, strings, text } from './hostile.ts';
import { intersectHostnames, normaliseHostname } from './hostname.ts';
import {
  admits,
  admitsText,
  type ListenerPoint,
  listenersOfGateway,
  listenersOfSet,
  type ObjectName,
  objectKey,
  refusalOfSet,
} from './listeners.ts';
import type { HttpRoute, ParentRef } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Why a listener does not take a route. */
export type RefusalCode =
  | 'attachment.parent-kind'
  | 'attachment.no-parent'
  | 'attachment.not-loaded'
  | 'attachment.no-listener'
  | 'attachment.section-name'
  | 'attachment.port'
  | 'attachment.protocol'
  | 'attachment.kind'
  | 'attachment.namespace'
  | 'attachment.listener-set'
  | 'attachment.hostname';

/** Why not, in words. */
export type Refusal = { readonly code: RefusalCode; readonly reason: string };

/** What a parentRef names, with the API's defaults filled in. */
export type ParentName = ObjectName & {
  readonly kind: string;
  readonly group: string;
  readonly sectionName: string | null;
  readonly port: number | null;
};

/** One of the route's hostnames (`*` when it names none) and the name on which the listener serves it. */
export type ServedHostname = { readonly hostname: string; readonly served: string };

/** A listener that takes the route, and on which hostnames. */
export type AttachedListener = { readonly listener: ListenerPoint; readonly hostnames: readonly ServedHostname[] };

/** What becomes of one parentRef. */
export type ParentAttachment = {
  readonly parentRef: ParentRef;
  readonly parent: ParentName;
  readonly attached: readonly AttachedListener[];
  /** Listeners that do not take it; `listener` is null where the parent itself is the reason. */
  readonly refused: readonly (Refusal & { readonly listener: ListenerPoint | null })[];
};

export const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * For each parentRef of a route: which listeners take it on which hostnames, and why the others do not. This is what the
 * specification says will happen; what a controller made of it is in the status.
 *
 * @see Gateway API v1, ParentReference, AllowedRoutes, HTTPRouteSpec.hostnames
 */
export function attachRoute(route: HttpRoute, snapshot: ClusterSnapshot): readonly ParentAttachment[] {
  const namespace = namespaceOf(route);
  return objects(route.spec?.parentRefs).map((parentRef) => {
    const parent = parentName(parentRef, namespace);
    const found = listenersOfParent(parent, snapshot);
    if ('code' in found) {
      return { parentRef, parent, attached: [], refused: [{ ...found, listener: null }] };
    }
    const judged = found.listeners.map((listener) => judgeListener(listener, parent, route, snapshot));
    return {
      parentRef,
      parent,
      attached: judged.filter((one) => 'hostnames' in one),
      refused: judged.filter((one) => 'code' in one),
    };
  });
}

/** A parentRef with the API's defaults: kind Gateway, the route's own namespace. */
export function parentName(ref: ParentRef, routeNamespace: string): ParentName {
  return {
    group: text(ref.group) ?? gatewayGroup,
    kind: text(ref.kind) ?? 'Gateway',
    namespace: text(ref.namespace) ?? routeNamespace,
    name: text(ref.name) ?? '',
    sectionName: text(ref.sectionName) || null,
    port: number(ref.port) ?? null,
  };
}

/** The hostnames that a route asks for, normalised; one `*` when it asks for every name. */
export function hostnamesOf(route: HttpRoute): readonly string[] {
  const names = strings(route.spec?.hostnames)
    .map(normaliseHostname)
    .filter((name) => name !== '');
  return names.length === 0 ? ['*'] : [...new Set(names)];
}

/**
 * Why a listener would not take any route of a namespace, whatever its hostnames, or null when it would: for pickers.
 */
export function refusalOfNamespace(
  listener: ListenerPoint,
  namespace: string,
  snapshot: ClusterSnapshot,
): Refusal | null {
  if (listener.protocol !== 'HTTP' && listener.protocol !== 'HTTPS') {
    return {
      code: 'attachment.protocol',
      reason: `Listener ${listener.name} speaks ${listener.protocol || 'an unknown protocol'}, an HTTP route needs HTTP or HTTPS.`,
    };
  }
  const kinds = objects(listener.allowedRoutes?.kinds);
  const takesRoutes = kinds.some((kind) => kind.kind === 'HTTPRoute' && (kind.group ?? gatewayGroup) === gatewayGroup);
  if (kinds.length > 0 && !takesRoutes) {
    return {
      code: 'attachment.kind',
      reason: `Listener ${listener.name} takes ${kinds.map((kind) => asText(kind.kind)).join(', ')} only, no HTTPRoute.`,
    };
  }
  const rule = listener.allowedRoutes?.namespaces;
  if (admits(rule, listener.owner.namespace, namespace, snapshot)) return null;
  return {
    code: 'attachment.namespace',
    reason: `Listener ${listener.name} does not admit namespace ${namespace}: it admits ${admitsText(rule, listener.owner.namespace)}.`,
  };
}

type Found = { readonly listeners: readonly ListenerPoint[] } | Refusal;

function listenersOfParent(parent: ParentName, snapshot: ClusterSnapshot): Found {
  const isGateway = parent.kind === 'Gateway';
  if (parent.group !== gatewayGroup || (!isGateway && parent.kind !== 'ListenerSet')) {
    return {
      code: 'attachment.parent-kind',
      reason: `A parent of kind ${parent.kind} in ${parent.group || 'the core group'} is not read here, only Gateway and ListenerSet.`,
    };
  }
  const label = `${parent.kind} ${parent.name || '(no name)'}`;
  if (snapshot.pendingKinds.has(isGateway ? 'gateways' : 'listenersets')) {
    return { code: 'attachment.not-loaded', reason: `${label} has not been read from the cluster yet.` };
  }
  const listeners = isGateway ? ofGateway(parent, snapshot) : ofSet(parent, snapshot);
  if (listeners === null) {
    return { code: 'attachment.no-parent', reason: `${label} does not exist in namespace ${parent.namespace}.` };
  }
  if ('code' in listeners) return listeners;
  if (listeners.length === 0) return { code: 'attachment.no-listener', reason: `${label} has no listener.` };
  return { listeners };
}

function ofGateway(parent: ParentName, snapshot: ClusterSnapshot): readonly ListenerPoint[] | null {
  const gateway = snapshot.gateways.get(objectKey(parent));
  return gateway === undefined ? null : listenersOfGateway(gateway);
}

function ofSet(parent: ParentName, snapshot: ClusterSnapshot): readonly ListenerPoint[] | Refusal | null {
  const set = snapshot.listenerSets.get(objectKey(parent));
  if (set === undefined) return null;
  const reason = refusalOfSet(set, snapshot);
  return reason === null ? listenersOfSet(set) : { code: 'attachment.listener-set', reason };
}

function judgeListener(
  listener: ListenerPoint,
  parent: ParentName,
  route: HttpRoute,
  snapshot: ClusterSnapshot,
): AttachedListener | (Refusal & { readonly listener: ListenerPoint }) {
  const refusal = refusalOfAddress(listener, parent) ?? refusalOfNamespace(listener, namespaceOf(route), snapshot);
  if (refusal !== null) return { ...refusal, listener };
  const hostnames = servedHostnames(listener, route);
  if (hostnames.length > 0) return { listener, hostnames };
  const asked = hostnamesOf(route).join(', ');
  return {
    listener,
    code: 'attachment.hostname',
    reason: `Listener ${listener.name} serves ${listener.hostname ?? 'every name'}, which covers none of the route's hostnames (${asked}).`,
  };
}

function refusalOfAddress(listener: ListenerPoint, parent: ParentName): Refusal | null {
  if (parent.sectionName !== null && parent.sectionName !== listener.name) {
    return { code: 'attachment.section-name', reason: `The route asks for listener ${parent.sectionName}.` };
  }
  if (parent.port !== null && parent.port !== listener.port) {
    return {
      code: 'attachment.port',
      reason: `The route asks for port ${parent.port}, listener ${listener.name} is on ${listener.port}.`,
    };
  }
  return null;
}

function servedHostnames(listener: ListenerPoint, route: HttpRoute): readonly ServedHostname[] {
  return hostnamesOf(route).flatMap((hostname) => {
    const served = intersectHostnames(listener.hostname ?? '', hostname === '*' ? '' : hostname);
    return served === null ? [] : [{ hostname, served: served || '*' }];
  });
}
