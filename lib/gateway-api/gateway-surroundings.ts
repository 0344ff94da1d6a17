import type { ListenerEntry, ListenerSurroundings } from './expected-listener-status.ts';
import { countAttachedRoutes } from './expected-route-status.ts';
import { namespaceOf, objects, text } from './hostile.ts';
import { listenerConflicts, listenerKey, setsOfGateway } from './listener-conflicts.ts';
import type { KnownObjects, Referrer } from './listener-references.ts';
import { type ListenerPoint, listenersOfGateway, listenersOfSet, type ObjectName, objectKey } from './listeners.ts';
import type { Gateway, Listener, ListenerSet, ObjectMeta } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { tlsOverlaps } from './tls-overlaps.ts';

/** Everything around a Gateway's listeners, and the ListenerSets that it admits. */
export type GatewaySurroundings = ListenerSurroundings & {
  readonly snapshot: ClusterSnapshot;
  readonly sets: readonly ListenerSet[];
};

/** What a Gateway's status depends on, or null when no controller is known for it. The given Gateway replaces the snapshot's. */
export function gatewaySurroundings(
  gateway: Gateway,
  before: ClusterSnapshot,
  known: KnownObjects,
): GatewaySurroundings | null {
  const gatewayClass = before.gatewayClasses.get(text(gateway.spec?.gatewayClassName) ?? '');
  const controllerName = text(gatewayClass?.spec?.controllerName) ?? null;
  if (controllerName === null) return null;
  const snapshot = { ...before, gateways: withObject(before.gateways, gateway) };
  const sets = setsOfGateway(gateway, snapshot);
  const owners = new Set([`Gateway ${keyOf(gateway)}`, ...sets.map((set) => `ListenerSet ${keyOf(set)}`)]);
  const conflicts = listenerConflicts(gateway, snapshot);
  const merged = [...listenersOfGateway(gateway), ...sets.flatMap(listenersOfSet)];
  return {
    gateway,
    snapshot,
    sets,
    conflicts,
    referrer: { kind: 'Gateway', namespace: namespaceOf(gateway), controllerName, snapshot, known },
    features: new Set(objects(gatewayClass?.status?.supportedFeatures).flatMap(({ name }) => text(name) ?? [])),
    overlaps: tlsOverlaps(merged.filter((listener) => !conflicts.has(listenerKey(listener)))),
    attachedRoutes: countAttachedRoutes(snapshot, (owner) => owners.has(owner)),
  };
}

/** A snapshot's map with one object put in or replaced. */
export function withObject<T extends { readonly metadata: ObjectMeta }>(
  map: ReadonlyMap<string, T>,
  object: T,
): ReadonlyMap<string, T> {
  return map.get(keyOf(object)) === object ? map : new Map([...map, [keyOf(object), object]]);
}

/** The listeners of a Gateway, as written and as points. */
export function entriesOfGateway(gateway: Gateway): readonly ListenerEntry[] {
  return toEntries(objects(gateway.spec?.listeners), listenersOfGateway(gateway));
}

/** The listeners of a ListenerSet, as written and as points. */
export function entriesOfSet(set: ListenerSet): readonly ListenerEntry[] {
  return toEntries(objects(set.spec?.listeners), listenersOfSet(set));
}

/** The referrer that a ListenerSet is: its references start from its own namespace. */
export function referrerOfSet(set: ListenerSet, referrer: Referrer): Referrer {
  return { ...referrer, kind: 'ListenerSet', namespace: namespaceOf(set) };
}

function toEntries(specs: readonly Listener[], points: readonly ListenerPoint[]): readonly ListenerEntry[] {
  return specs.flatMap((spec, index) => {
    const point = points[index];
    return point === undefined ? [] : [{ spec, point }];
  });
}

function keyOf(object: { readonly metadata: ObjectMeta }): string {
  return objectKey({ namespace: namespaceOf(object), name: object.metadata.name } satisfies ObjectName);
}
