import type {
  EndpointSlice,
  Gateway,
  GatewayClass,
  HttpRoute,
  HttpRouteSpec,
  ListenerSet,
  Namespace,
  ObjectMeta,
  ReferenceGrant,
  Service,
} from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const createdAt = '2026-11-01T10:00:00Z';

type Overrides<Spec> = Partial<ObjectMeta> & { readonly spec?: Spec };

function meta(name: string, namespace: string | undefined, overrides: Partial<ObjectMeta>): ObjectMeta {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: `uid-${name}`,
    generation: 1,
    resourceVersion: '1',
    creationTimestamp: createdAt,
    ...overrides,
  };
}

/** The smallest HTTPRoute that attaches to `gateway()` and sends to `service()`: for tests. */
export function httpRoute(spec: HttpRouteSpec = {}, metadata: Partial<ObjectMeta> = {}): HttpRoute {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: meta('shop', 'storefront', metadata),
    spec: {
      parentRefs: [{ name: 'external', namespace: 'infra' }],
      hostnames: ['shop.apps.test'],
      rules: [{ backendRefs: [{ name: 'storefront', port: 80 }] }],
      ...spec,
    },
  };
}

/** A GatewayClass of the controller `test.example/controller`: for tests. */
export function gatewayClass(controllerName = 'test.example/controller', name = 'test'): GatewayClass {
  return { metadata: meta(name, undefined, {}), spec: { controllerName } };
}

/** A programmed Gateway `infra/external` at 127.0.0.1 with one HTTP listener for all namespaces: for tests. */
export function gateway(
  spec: NonNullable<Gateway['spec']> = {},
  { status, ...metadata }: Partial<ObjectMeta> & { readonly status?: NonNullable<Gateway['status']> } = {},
): Gateway {
  const listeners = spec.listeners ?? [
    { name: 'http', port: 10080, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
  ];
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: meta('external', 'infra', metadata),
    spec: { gatewayClassName: 'test', ...spec, listeners },
    status: status ?? {
      addresses: [{ type: 'IPAddress', value: '127.0.0.1' }],
      conditions: [trueCondition('Accepted'), trueCondition('Programmed')],
      listeners: listeners.map((listener) => ({
        name: listener.name,
        attachedRoutes: 1,
        conditions: [trueCondition('Accepted'), trueCondition('Programmed'), trueCondition('ResolvedRefs')],
      })),
    },
  };
}

/** A condition that is True for generation 1. */
export function trueCondition(type: string) {
  return condition(type, 'True', type);
}

/** A condition of generation 1 as a controller writes it: for tests. */
export function condition(type: string, status: string, reason: string, message = '', observedGeneration = 1) {
  return { type, status, reason, message, observedGeneration, lastTransitionTime: createdAt };
}

/** A ListenerSet on `gateway()`: for tests. */
export function listenerSet(
  spec: NonNullable<ListenerSet['spec']> = {},
  { status, ...metadata }: Partial<ObjectMeta> & { readonly status?: NonNullable<ListenerSet['status']> } = {},
): ListenerSet {
  return {
    metadata: meta('acme', 'storefront', metadata),
    spec: {
      parentRef: { name: 'external', namespace: 'infra' },
      listeners: [{ name: 'shop', port: 10443, protocol: 'HTTPS', hostname: 'shop.acme.test' }],
      ...spec,
    },
    ...(status === undefined ? {} : { status }),
  };
}

/** A Service `storefront/storefront` with port 80: for tests. */
export function service({ spec, ...metadata }: Overrides<NonNullable<Service['spec']>> = {}): Service {
  return {
    metadata: meta('storefront', 'storefront', metadata),
    spec: { ports: [{ name: 'http', port: 80, protocol: 'TCP' }], ...spec },
  };
}

/** A slice of `service()` with as many ready and unready endpoints as asked for: for tests. */
export function endpointSlice(ready = 1, notReady = 0, serviceName = 'storefront'): EndpointSlice {
  const endpoint = (isReady: boolean, index: number) => ({
    addresses: [`10.0.${isReady ? 0 : 1}.${index + 1}`],
    conditions: { ready: isReady },
  });
  return {
    metadata: meta(`${serviceName}-1`, 'storefront', { labels: { 'kubernetes.io/service-name': serviceName } }),
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: [
      ...Array.from({ length: ready }, (_, index) => endpoint(true, index)),
      ...Array.from({ length: notReady }, (_, index) => endpoint(false, index)),
    ],
  };
}

/** A Namespace with labels: for tests. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Namespace {
  return { metadata: meta(name, undefined, { labels: { 'kubernetes.io/metadata.name': name, ...labels } }) };
}

/** A grant that lets routes of `from` reach every Service of `namespace`: for tests. */
export function referenceGrant(from: string, inNamespace: string, serviceName?: string): ReferenceGrant {
  return {
    metadata: meta('grant', inNamespace, {}),
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from }],
      to: [{ group: '', kind: 'Service', ...(serviceName === undefined ? {} : { name: serviceName }) }],
    },
  };
}

type Objects = {
  readonly [Key in keyof ClusterSnapshot]?: ClusterSnapshot[Key] extends ReadonlyMap<string, infer Value>
    ? readonly Value[]
    : readonly string[];
};

function keyed<T extends { readonly metadata: ObjectMeta }>(list: readonly T[] = []): ReadonlyMap<string, T> {
  return new Map(
    list.map((object) => {
      const { name, namespace: inNamespace } = object.metadata;
      return [inNamespace === undefined ? name : `${inNamespace}/${name}`, object];
    }),
  );
}

/** A snapshot of lists of objects; what is not given is empty. For tests and benchmarks. */
export function snapshot(
  lists: Omit<Objects, 'endpointSlices'> & { readonly endpointSlices?: readonly EndpointSlice[] } = {},
): ClusterSnapshot {
  return {
    gatewayClasses: keyed(lists.gatewayClasses ?? [gatewayClass()]),
    gateways: keyed(lists.gateways),
    listenerSets: keyed(lists.listenerSets),
    routes: keyed(lists.routes),
    referenceGrants: keyed(lists.referenceGrants),
    services: keyed(lists.services),
    endpointSlices: byService(lists.endpointSlices ?? []),
    namespaces: keyed(lists.namespaces),
    certificates: keyed(lists.certificates),
    certificateRequests: keyed(lists.certificateRequests),
    orders: keyed(lists.orders),
    challenges: keyed(lists.challenges),
    missingKinds: new Set(lists.missingKinds ?? []),
    pendingKinds: new Set(lists.pendingKinds ?? []),
  };
}

function byService(slices: readonly EndpointSlice[]): ReadonlyMap<string, readonly EndpointSlice[]> {
  const map = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const key = `${slice.metadata.namespace}/${slice.metadata.labels?.['kubernetes.io/service-name']}`;
    map.set(key, [...(map.get(key) ?? []), slice]);
  }
  return map;
}
