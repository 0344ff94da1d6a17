import 'server-only';
import type { ClusterIssuer, EndpointSlice, KubeEvent } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { type WatchedKind, watchedKindNames } from './kinds.ts';
import type { WatchedObject, WatchSink, WatchState } from './watch-kind.ts';

/** What changed: one object of a kind, or (key null) everything of it. */
export type StoreChange = { readonly kind: WatchedKind; readonly key: string | null };

/** Everything watched, in memory, in step with the cluster. The snapshot is a live view: read it within one turn of the event loop. */
export type Store = {
  readonly snapshot: ClusterSnapshot;
  readonly events: ReadonlyMap<string, KubeEvent>;
  readonly clusterIssuers: ReadonlyMap<string, ClusterIssuer>;
  readonly customResourceDefinitions: ReadonlyMap<string, WatchedObject>;
  readonly states: ReadonlyMap<WatchedKind, WatchState>;
  readonly sinkFor: (kind: WatchedKind) => WatchSink;
};

const serviceNameLabel = 'kubernetes.io/service-name';
const keptEvents = 2_000;

export function createStore(onChange: (change: StoreChange) => void): Store {
  const maps = new Map<WatchedKind, Map<string, WatchedObject>>(watchedKindNames.map((kind) => [kind, new Map()]));
  const states = new Map<WatchedKind, WatchState>();
  const pending = new Set<string>(watchedKindNames);
  const missing = new Set<string>();
  const slices = createSliceIndex();

  function sinkFor(kind: WatchedKind): WatchSink {
    const map = mapOf(maps, kind);
    return {
      onReplace: (objects) => {
        map.clear();
        for (const [key, object] of objects) map.set(key, object);
        if (kind === 'events') dropOldest(map);
        if (kind === 'endpointslices') slices.rebuild(objects);
        pending.delete(kind);
        missing.delete(kind);
        onChange({ kind, key: null });
      },
      onUpsert: (key, object) => {
        map.delete(key); // to the end: maps keep the order of insertion, and the oldest events are dropped
        map.set(key, object);
        if (kind === 'events') dropOldest(map);
        if (kind === 'endpointslices') slices.put(key, object);
        onChange({ kind, key });
      },
      onDelete: (key) => {
        map.delete(key);
        if (kind === 'endpointslices') slices.remove(key);
        onChange({ kind, key });
      },
      onState: (state) => {
        const before = states.get(kind)?.state;
        states.set(kind, state);
        if (state.state === 'missing') {
          map.clear();
          missing.add(kind);
          pending.delete(kind);
        }
        if (before !== state.state) onChange({ kind, key: null });
      },
    };
  }

  // Objects are what the API server sent: every reader in the pure core treats each field as possibly absent.
  const view = <T>(kind: WatchedKind) => mapOf(maps, kind) as unknown as ReadonlyMap<string, T>;
  return {
    snapshot: {
      gatewayClasses: view('gatewayclasses'),
      gateways: view('gateways'),
      listenerSets: view('listenersets'),
      routes: view('httproutes'),
      referenceGrants: view('referencegrants'),
      services: view('services'),
      endpointSlices: slices.byService,
      namespaces: view('namespaces'),
      certificates: view('certificates'),
      certificateRequests: view('certificaterequests'),
      orders: view('orders'),
      challenges: view('challenges'),
      missingKinds: missing,
      pendingKinds: pending,
    },
    events: view('events'),
    clusterIssuers: view('clusterissuers'),
    customResourceDefinitions: view('customresourcedefinitions'),
    states,
    sinkFor,
  };
}

function mapOf(
  maps: ReadonlyMap<WatchedKind, Map<string, WatchedObject>>,
  kind: WatchedKind,
): Map<string, WatchedObject> {
  const map = maps.get(kind);
  if (!map) throw new Error(`${kind} is not watched`);
  return map;
}

function dropOldest(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    if (map.size <= keptEvents) return;
    map.delete(key);
  }
}

/** Slices by the Service that their label names. */
function createSliceIndex() {
  const byService = new Map<string, readonly EndpointSlice[]>();
  const serviceOf = new Map<string, string>();

  function remove(key: string): void {
    const service = serviceOf.get(key);
    if (service === undefined) return;
    serviceOf.delete(key);
    const rest = (byService.get(service) ?? []).filter(
      (slice) => `${slice.metadata.namespace}/${slice.metadata.name}` !== key,
    );
    if (rest.length > 0) byService.set(service, rest);
    else byService.delete(service);
  }

  function put(key: string, object: WatchedObject): void {
    remove(key);
    const slice = object as unknown as EndpointSlice;
    const name = slice.metadata.labels?.[serviceNameLabel];
    if (!name) return;
    const service = `${slice.metadata.namespace}/${name}`;
    serviceOf.set(key, service);
    byService.set(service, [...(byService.get(service) ?? []), slice]);
  }

  function rebuild(objects: ReadonlyMap<string, WatchedObject>): void {
    byService.clear();
    serviceOf.clear();
    for (const [key, object] of objects) put(key, object);
  }

  return { byService: byService as ReadonlyMap<string, readonly EndpointSlice[]>, put, remove, rebuild };
}
