import { gatewayGroup } from './attachment.ts';
import { epochMs, namespaceOf, text } from './hostile.ts';
import {
  gatewayOfSet,
  type ListenerPoint,
  listenersOfGateway,
  listenersOfSet,
  objectKey,
  refusalOfSet,
} from './listeners.ts';
import type { Gateway, ListenerSet } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Why two listeners cannot be told apart, in the standard's words. */
export type ConflictReason = 'HostnameConflict' | 'ProtocolConflict';

/** Why a listener takes no traffic, and the listener that it cannot be told apart from. */
export type ListenerConflict = { readonly reason: ConflictReason; readonly other: ListenerPoint };

/** The key of a listener among all of a cluster: `Gateway infra/external https`. */
export function listenerKey({ owner, name }: ListenerPoint): string {
  return `${owner.kind} ${objectKey(owner)} ${name}`;
}

/**
 * The listeners of a Gateway that take no traffic because they cannot be told apart from another one, by `listenerKey`.
 *
 * @see listenerConflicts
 */
export function conflictedListeners(gateway: Gateway, snapshot: ClusterSnapshot): ReadonlySet<string> {
  return new Set(listenerConflicts(gateway, snapshot).keys());
}

/**
 * The ListenerSets that a Gateway admits, in the order in which their listeners follow its own: oldest first, then by name.
 *
 * @see Gateway API v1, ListenerSetSpec.listeners
 */
export function setsOfGateway(gateway: Gateway, snapshot: ClusterSnapshot): readonly ListenerSet[] {
  const key = objectKey({ namespace: namespaceOf(gateway), name: gateway.metadata.name });
  return [...snapshot.listenerSets.values()]
    .filter((set) => gatewayKeyOf(set) === key && refusalOfSet(set, snapshot) === null)
    .map((set) => ({
      set,
      age: epochMs(set.metadata.creationTimestamp) ?? Number.POSITIVE_INFINITY,
      name: objectKey({ namespace: namespaceOf(set), name: set.metadata.name }),
    }))
    .toSorted((a, b) => (a.age === b.age ? compareText(a.name, b.name) : a.age - b.age))
    .map(({ set }) => set);
}

/** The key of the Gateway that a ListenerSet names, or null when it names an object of another kind. */
export function gatewayKeyOf(set: ListenerSet): string | null {
  const ref = set.spec?.parentRef;
  const isGateway = (text(ref?.kind) ?? 'Gateway') === 'Gateway' && (text(ref?.group) ?? gatewayGroup) === gatewayGroup;
  return isGateway ? objectKey(gatewayOfSet(set)) : null;
}

/**
 * Which listeners of a Gateway and its ListenerSets are in conflict, by `listenerKey`. Whoever comes earlier in the merged list
 * keeps its place; among the listeners of one object there is no winner, all of them lose.
 *
 * @see Gateway API v1, GatewaySpec.listeners ("Distinct Listeners", "Handling indistinct Listeners"), ListenerSetSpec.listeners
 */
export function listenerConflicts(gateway: Gateway, snapshot: ClusterSnapshot): ReadonlyMap<string, ListenerConflict> {
  const conflicts = new Map<string, ListenerConflict>();
  const places: Places = new Map();
  const own = listenersOfGateway(gateway);
  settleWithin(own, conflicts);
  // A Gateway's listeners hold their places even against each other: no ListenerSet may take what its Gateway quarrels about.
  for (const listener of own) hold(listener, places);
  for (const set of setsOfGateway(gateway, snapshot)) {
    const left = listenersOfSet(set).filter((listener) => {
      const conflict = findConflict(listener, places);
      if (conflict !== null) conflicts.set(listenerKey(listener), conflict);
      return conflict === null;
    });
    settleWithin(left, conflicts);
    for (const listener of left) if (!conflicts.has(listenerKey(listener))) hold(listener, places);
  }
  return conflicts;
}

/** A conflict in plain words. It names no listener of another ListenerSet, which its reader may have no right to see. */
export function conflictText(listener: ListenerPoint, { reason, other }: ListenerConflict): string {
  const isSameOwner = objectKey(other.owner) === objectKey(listener.owner) && other.owner.kind === listener.owner.kind;
  const whose = isSameOwner
    ? `listener ${other.name}`
    : other.owner.kind === 'Gateway'
      ? `listener ${other.name} of Gateway ${other.owner.name}`
      : 'a listener of another ListenerSet';
  if (reason === 'ProtocolConflict') {
    return `Port ${listener.port} carries ${other.protocol} for ${whose}, which cannot share it with ${listener.protocol}.`;
  }
  return `Port ${listener.port} with ${listener.hostname ?? 'every hostname'} is already that of ${whose}.`;
}

type Family = 'http' | 'tls' | 'tcp' | 'udp';

/** Protocols of one family share a port by hostname. UDP has ports of its own. */
const families: Readonly<Record<string, Family>> = { HTTP: 'http', HTTPS: 'tls', TLS: 'tls', TCP: 'tcp', UDP: 'udp' };
const streams: readonly Family[] = ['http', 'tls', 'tcp'];

function familyOf(listener: ListenerPoint): Family | null {
  return Object.hasOwn(families, listener.protocol) ? (families[listener.protocol] ?? null) : null;
}

function isByHostname(family: Family): boolean {
  return family === 'http' || family === 'tls';
}

/** Who holds `port family` and `port family hostname`. */
type Places = Map<string, ListenerPoint>;

function hold(listener: ListenerPoint, places: Places): void {
  const family = familyOf(listener);
  if (family === null) return;
  const port = `${listener.port} ${family}`;
  for (const place of [port, `${port} ${listener.hostname ?? ''}`]) {
    if (!places.has(place)) places.set(place, listener);
  }
}

function findConflict(listener: ListenerPoint, places: Places): ListenerConflict | null {
  const family = familyOf(listener);
  if (family === null) return null;
  const rivals = family === 'udp' ? [] : streams.filter((other) => other !== family);
  for (const rival of rivals) {
    const other = places.get(`${listener.port} ${rival}`);
    if (other !== undefined) return { reason: 'ProtocolConflict', other };
  }
  const place = `${listener.port} ${family}`;
  const other = places.get(isByHostname(family) ? `${place} ${listener.hostname ?? ''}` : place);
  return other === undefined ? null : { reason: 'HostnameConflict', other };
}

/** Marks every listener of one object that cannot be told apart from another one of it. */
function settleWithin(listeners: readonly ListenerPoint[], conflicts: Map<string, ListenerConflict>): void {
  const before: Places = new Map();
  for (const listener of listeners) {
    const conflict = findConflict(listener, before);
    hold(listener, before);
    if (conflict === null) continue;
    conflicts.set(listenerKey(listener), conflict);
  }
  // Once more from behind, for those that the first pass met before their rivals.
  const after: Places = new Map();
  for (const listener of listeners.toReversed()) {
    const conflict = findConflict(listener, after);
    hold(listener, after);
    if (conflict !== null && !conflicts.has(listenerKey(listener))) conflicts.set(listenerKey(listener), conflict);
  }
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
