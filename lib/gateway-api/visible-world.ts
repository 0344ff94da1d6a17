import { namespaceOf, objects, text } from './hostile.ts';
import { objectKey } from './listeners.ts';
import type {
  EndpointSlice,
  Gateway,
  GatewayClass,
  HttpRoute,
  ListenerSet,
  Namespace,
  ReferenceGrant,
  Service,
} from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** The part of a cluster that somebody may see and that judging requests needs, as plain data for a browser. */
export type VisibleWorld = {
  readonly gatewayClasses: readonly GatewayClass[];
  readonly gateways: readonly Gateway[];
  readonly listenerSets: readonly ListenerSet[];
  readonly routes: readonly HttpRoute[];
  readonly referenceGrants: readonly ReferenceGrant[];
  readonly services: readonly Service[];
  /** By `namespace/name` of the Service. */
  readonly endpointSlices: readonly (readonly [string, readonly EndpointSlice[]])[];
  readonly namespaces: readonly Namespace[];
  readonly pendingKinds: readonly string[];
};

/**
 * Cuts a snapshot to what a user may see: Gateways are everybody's, everything else is that of the visible namespaces, and of
 * other namespaces only the Services that a grant opens to one of them. Addresses of endpoints and what servers write are left out.
 */
export function cutWorld(snapshot: ClusterSnapshot, visible: ReadonlySet<string>): VisibleWorld {
  const isVisible = (object: { readonly metadata: { readonly namespace?: string | undefined } }) =>
    visible.has(namespaceOf(object));
  const grants = [...snapshot.referenceGrants.values()].filter((grant) =>
    objects(grant.spec?.from).some((from) => visible.has(text(from.namespace) ?? '')),
  );
  const services = [...snapshot.services.values()].filter(
    (service) => isVisible(service) || grants.some((grant) => opens(grant, service)),
  );
  return {
    gatewayClasses: [...snapshot.gatewayClasses.values()].map(({ metadata: { name }, spec }) => ({
      metadata: { name },
      spec: { controllerName: spec?.controllerName },
    })),
    gateways: [...snapshot.gateways.values()].map(withoutServerFields),
    listenerSets: [...snapshot.listenerSets.values()].filter(isVisible).map(withoutServerFields),
    routes: [...snapshot.routes.values()].filter(isVisible).map(withoutServerFields),
    referenceGrants: grants.map(withoutServerFields),
    services: services.map(withoutServerFields),
    endpointSlices: services.map((service) => {
      const key = objectKey({ namespace: namespaceOf(service), name: service.metadata.name });
      return [key, objects(snapshot.endpointSlices.get(key)).map(countable)] as const;
    }),
    namespaces: [...snapshot.namespaces.values()]
      .filter((namespace) => visible.has(namespace.metadata.name))
      .map(withoutServerFields),
    pendingKinds: [...snapshot.pendingKinds],
  };
}

/** The world as a snapshot. Kinds that it does not hold are pending: their absence means nothing. */
export function snapshotOfWorld(world: VisibleWorld): ClusterSnapshot {
  const none = new Map<string, never>();
  return {
    gatewayClasses: new Map(world.gatewayClasses.map((one) => [one.metadata.name, one])),
    gateways: keyed(world.gateways),
    listenerSets: keyed(world.listenerSets),
    routes: keyed(world.routes),
    referenceGrants: keyed(world.referenceGrants),
    services: keyed(world.services),
    endpointSlices: new Map(world.endpointSlices),
    namespaces: new Map(world.namespaces.map((one) => [one.metadata.name, one])),
    certificates: none,
    certificateRequests: none,
    orders: none,
    challenges: none,
    missingKinds: new Set(),
    pendingKinds: new Set([...world.pendingKinds, 'certificates', 'certificaterequests', 'orders', 'challenges']),
  };
}

function opens(grant: ReferenceGrant, service: Service): boolean {
  if (namespaceOf(grant) !== namespaceOf(service)) return false;
  return objects(grant.spec?.to).some(
    (to) => (text(to.group) ?? '') === '' && to.kind === 'Service' && (!to.name || to.name === service.metadata.name),
  );
}

/** What of an object a browser judges with: neither its status nor what servers write into its metadata. */
export function withoutServerFields<
  T extends { readonly metadata: HttpRoute['metadata']; readonly spec?: unknown; readonly kind?: string | undefined },
>(object: T): T {
  const { status: _status, ...rest }: T & { readonly status?: unknown } = object;
  const { name, namespace, labels, creationTimestamp } = object.metadata;
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined || object.kind === 'HTTPRoute' ? {} : { labels }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
  };
  // Every field but `metadata.name` is optional in these kinds, so leaving some out keeps the type's promise.
  return { ...rest, metadata } as unknown as T;
}

function countable({ addressType, ports, endpoints, metadata: { name, namespace } }: EndpointSlice): EndpointSlice {
  return {
    metadata: { name, namespace },
    addressType,
    ports,
    endpoints: objects(endpoints).map((endpoint) => ({ conditions: { ready: endpoint.conditions?.ready } })),
  };
}

function keyed<T extends { readonly metadata: HttpRoute['metadata'] }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [objectKey({ namespace: namespaceOf(one), name: one.metadata.name }), one]));
}
