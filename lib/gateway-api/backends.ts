import { number, objects, text } from './hostile.ts';
import { objectKey } from './listeners.ts';
import type { BackendRef, EndpointSlice, Service } from './objects.ts';
import { isReferenceGranted } from './reference-grants.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/**
 * What stands behind a backendRef: `ready`, or why requests sent to it fail or cannot be judged.
 * `unjudged` is a backend whose endpoints the cluster does not list (another kind than Service, an ExternalName Service).
 */
export type BackendStateName =
  | 'ready'
  | 'no-endpoints'
  | 'no-service'
  | 'no-port'
  | 'not-granted'
  | 'not-loaded'
  | 'unjudged';

export type BackendState = {
  readonly state: BackendStateName;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly port: number | null;
  readonly readyEndpoints: number;
  readonly totalEndpoints: number;
};

/** Endpoints of one Service port. */
export type EndpointCount = { readonly ready: number; readonly total: number };

/** A weight as the API counts it: 1 when absent; what is no number in range counts nothing. */
export function weightOf(ref: { readonly weight?: number | undefined }): number {
  if (ref.weight === undefined || ref.weight === null) return 1;
  return Math.max(number(ref.weight) ?? 0, 0);
}

/**
 * The percentage of requests that each weight gets, with one decimal; they sum to exactly 100, or are all 0 when every weight
 * is 0. What rounding leaves over goes to the largest remainders, the first of equals first.
 */
export function sharesOf(refs: readonly { readonly weight?: number | undefined }[]): readonly number[] {
  const weights = refs.map(weightOf);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (weight / sum) * 1_000);
  const floors = exact.map(Math.floor);
  const left = 1_000 - floors.reduce((total, floor) => total + floor, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  const rounded = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (floor + (rounded.has(index) ? 1 : 0)) / 10);
}

/**
 * How many endpoints of a Service port are ready. A dual-stack Service lists every pod once per address family, so the
 * families are counted apart and the best one is taken; an absent `ready` means ready.
 *
 * @see Kubernetes, EndpointSlice, "Conditions"
 */
export function countEndpoints(
  portName: string | null | undefined,
  slices: readonly EndpointSlice[] | undefined,
): EndpointCount {
  const families = new Map<string, EndpointCount>();
  for (const slice of objects(slices)) {
    const hasPort = objects(slice.ports).some((port) => (text(port.name) ?? '') === (portName ?? ''));
    if (!hasPort) continue;
    const family = text(slice.addressType) ?? '';
    const before = families.get(family) ?? { ready: 0, total: 0 };
    const endpoints = objects(slice.endpoints);
    const ready = endpoints.filter((endpoint) => endpoint.conditions?.ready !== false).length;
    families.set(family, { ready: before.ready + ready, total: before.total + endpoints.length });
  }
  return [...families.values()].reduce(
    (best, one) => (one.ready > best.ready || (one.ready === best.ready && one.total > best.total) ? one : best),
    { ready: 0, total: 0 },
  );
}

/** A backendRef with the API's defaults: a Service of the route's own namespace. */
export function backendName(ref: BackendRef, routeNamespace: string) {
  return {
    group: text(ref.group) ?? '',
    kind: text(ref.kind) ?? 'Service',
    namespace: text(ref.namespace) ?? routeNamespace,
    name: text(ref.name) ?? '',
    port: number(ref.port) ?? null,
  };
}

/**
 * What stands behind one backendRef of a route in `routeNamespace`.
 *
 * @see Gateway API v1, HTTPBackendRef: an invalid reference answers 500, a Service without endpoints 503
 */
export function resolveBackend(ref: BackendRef, routeNamespace: string, snapshot: ClusterSnapshot): BackendState {
  const { group, kind, namespace, name, port } = backendName(ref, routeNamespace);
  const unresolved = (state: BackendStateName): BackendState => ({
    state,
    namespace,
    name,
    kind,
    port,
    readyEndpoints: 0,
    totalEndpoints: 0,
  });
  const reference = { fromNamespace: routeNamespace, group, kind, namespace, name };
  if (!isReferenceGranted(reference, snapshot.referenceGrants.values())) {
    return unresolved(snapshot.pendingKinds.has('referencegrants') ? 'not-loaded' : 'not-granted');
  }
  if (group !== '' || kind !== 'Service') return unresolved('unjudged');
  if (snapshot.pendingKinds.has('services')) return unresolved('not-loaded');
  const service = snapshot.services.get(objectKey({ namespace, name }));
  if (service === undefined) return unresolved('no-service');
  if (service.spec?.type === 'ExternalName') return unresolved('unjudged');
  const servicePort = findPort(service, port);
  if (servicePort === undefined) return unresolved('no-port');
  if (snapshot.pendingKinds.has('endpointslices')) return unresolved('not-loaded');
  const count = countEndpoints(servicePort.name, snapshot.endpointSlices.get(objectKey({ namespace, name })));
  return {
    ...unresolved(count.ready > 0 ? 'ready' : 'no-endpoints'),
    readyEndpoints: count.ready,
    totalEndpoints: count.total,
  };
}

function findPort(service: Service, port: number | null) {
  return objects(service.spec?.ports).find((candidate) => candidate.port === port);
}
