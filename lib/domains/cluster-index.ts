import { hostnamesOf, parentName } from '../gateway-api/attachment.ts';
import { epochMs, namespaceOf, objects, text } from '../gateway-api/hostile.ts';
import { type ListenerPoint, listenersOfGateway, listenersOfSet, objectKey } from '../gateway-api/listeners.ts';
import type {
  Certificate,
  CertificateRequest,
  Challenge,
  HttpRoute,
  KubeEvent,
  KubeObject,
  ListenerSet,
  Order,
} from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { createNameIndex, type NameIndex } from './cluster-index-names.ts';
import { claimLabel } from './wanted-objects.ts';

/** The cluster's objects by what a claim asks for, so that thousands of claims do not each go through all of them. */
export type ClusterIndex = {
  readonly snapshot: ClusterSnapshot;
  /** By the id of the claim that a set is labelled with. */
  readonly setsOfClaim: ReadonlyMap<string, readonly ListenerSet[]>;
  /** The HTTPS listeners of each Gateway itself, by `namespace/name`; where it has none, those of HTTP. */
  readonly gatewayListeners: ReadonlyMap<string, readonly ListenerPoint[]>;
  /** By `namespace/name` of the Secret. */
  readonly certificates: ReadonlyMap<string, Certificate>;
  /** The newest request of each Certificate, the newest order of each request, the challenges of each order: by `namespace/name`. */
  readonly requests: ReadonlyMap<string, CertificateRequest>;
  readonly orders: ReadonlyMap<string, Order>;
  readonly challenges: ReadonlyMap<string, readonly Challenge[]>;
  readonly routes: NameIndex<HttpRoute>;
  readonly listenerSets: NameIndex<ListenerSet>;
  /** Routes without hostnames, by `namespace/name` of the ListenerSets that they name as parents. */
  readonly namelessRoutes: ReadonlyMap<string, readonly HttpRoute[]>;
  /** cert-manager's `BadConfig` events on ListenerSets, by `namespace/name`, newest first. */
  readonly badConfig: ReadonlyMap<string, readonly { readonly at: number; readonly message: string }[]>;
};

/** Whether the kinds that a look at a claim rests on have been read at least once; before that, absence means nothing. */
export function isClusterRead(snapshot: ClusterSnapshot): boolean {
  return neededKinds.every((kind) => !snapshot.pendingKinds.has(kind));
}

const neededKinds = [
  'gateways',
  'listenersets',
  'httproutes',
  'certificates',
  'certificaterequests',
  'orders',
  'challenges',
];

/** Goes through everything once. */
export function createClusterIndex(snapshot: ClusterSnapshot, events: Iterable<KubeEvent>): ClusterIndex {
  const sets = [...snapshot.listenerSets.values()];
  const routes = [...snapshot.routes.values()];
  return {
    snapshot,
    setsOfClaim: grouped(sets, (set) => {
      const id = text(set.metadata.labels?.[claimLabel]);
      return id === undefined ? [] : [id];
    }),
    gatewayListeners: new Map(
      [...snapshot.gateways].map(([key, gateway]) => [key, usable(listenersOfGateway(gateway))]),
    ),
    certificates: new Map(
      [...snapshot.certificates.values()].map((one) => [
        objectKey({ namespace: namespaceOf(one), name: text(one.spec?.secretName) ?? one.metadata.name }),
        one,
      ]),
    ),
    requests: newestByOwner(snapshot.certificateRequests.values(), 'Certificate'),
    orders: newestByOwner(snapshot.orders.values(), 'CertificateRequest'),
    challenges: grouped(snapshot.challenges.values(), (challenge) => ownerKeys(challenge, 'Order')),
    routes: named(routes, (route) => hostnamesOf(route).filter((hostname) => hostname !== '*')),
    listenerSets: named(sets, (set) => listenersOfSet(set).flatMap(({ hostname }) => hostname ?? [])),
    namelessRoutes: grouped(
      routes.filter((route) => hostnamesOf(route)[0] === '*'),
      setKeysOf,
    ),
    badConfig: badConfigOf(events),
  };
}

/** The ListenerSets that a route names as parents, by `namespace/name`. */
export function setKeysOf(route: HttpRoute): readonly string[] {
  const namespace = namespaceOf(route);
  return objects(route.spec?.parentRefs)
    .map((ref) => parentName(ref, namespace))
    .filter(({ kind }) => kind === 'ListenerSet')
    .map(objectKey);
}

function usable(listeners: readonly ListenerPoint[]): readonly ListenerPoint[] {
  const secure = listeners.filter(({ protocol }) => protocol === 'HTTPS');
  return secure.length > 0 ? secure : listeners.filter(({ protocol }) => protocol === 'HTTP');
}

function named<T>(list: readonly T[], namesOf: (one: T) => readonly string[]): NameIndex<T> {
  const index = createNameIndex<T>();
  for (const one of list) for (const name of namesOf(one)) index.add(name, one);
  return index;
}

function grouped<T>(list: Iterable<T>, keysOf: (one: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return groups;
}

function newestByOwner<T extends KubeObject>(list: Iterable<T>, kind: string): ReadonlyMap<string, T> {
  const newest = new Map<string, T>();
  for (const one of list) {
    for (const key of ownerKeys(one, kind)) {
      const known = newest.get(key);
      if (known === undefined || madeAt(one) >= madeAt(known)) newest.set(key, one);
    }
  }
  return newest;
}

function ownerKeys(object: KubeObject, kind: string): readonly string[] {
  const namespace = namespaceOf(object);
  return objects(object.metadata.ownerReferences)
    .filter((ref) => ref.kind === kind)
    .map((ref) => objectKey({ namespace, name: text(ref.name) ?? '' }));
}

function madeAt({ metadata }: KubeObject): number {
  return epochMs(metadata.creationTimestamp) ?? 0;
}

function badConfigOf(events: Iterable<KubeEvent>): ClusterIndex['badConfig'] {
  const found = new Map<string, { at: number; message: string }[]>();
  for (const event of events) {
    if (event.reason !== 'BadConfig') continue;
    const target = event.involvedObject ?? event.regarding;
    if (text(target?.kind) !== 'ListenerSet') continue;
    const key = objectKey({ namespace: text(target?.namespace) ?? '', name: text(target?.name) ?? '' });
    const said = { at: eventAt(event), message: text(event.message) ?? text(event.note) ?? '' };
    const known = found.get(key);
    if (known === undefined) found.set(key, [said]);
    else known.push(said);
  }
  for (const list of found.values()) list.sort((a, b) => b.at - a.at);
  return found;
}

function eventAt({ lastTimestamp, eventTime, firstTimestamp, metadata }: KubeEvent): number {
  const times = [lastTimestamp, eventTime, firstTimestamp, metadata.creationTimestamp].map(epochMs);
  return times.find((time) => time !== null) ?? 0;
}
