import { gatewayGroup, type RefusalCode, refusalOfNamespace } from './attachment.ts';
import { type ListenerPoint, listenersOfGateway, listenersOfSet, type ObjectName, refusalOfSet } from './listeners.ts';
import type { ParentRef } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A listener as the editor offers it to a namespace. */
export type ListenerChoice = {
  readonly gateway: ObjectName;
  /** The ListenerSet that holds the listener; null when it stands on the Gateway itself. */
  readonly listenerSet: ObjectName | null;
  readonly listener: string;
  readonly protocol: string;
  readonly port: number;
  /** Null takes every name. */
  readonly hostname: string | null;
  readonly wouldAccept: boolean;
  readonly code: RefusalCode | null;
  /** Why not, or an empty text. */
  readonly reason: string;
  /** What to write into `spec.parentRefs` to choose it. */
  readonly parentRef: ParentRef;
};

/**
 * Every listener of the cluster with whether it would take a route of this namespace: those that would come first,
 * then by Gateway and in the order of its listeners.
 */
export function listenersFor(namespace: string, snapshot: ClusterSnapshot): readonly ListenerChoice[] {
  const onGateways = [...snapshot.gateways.values()].flatMap((gateway) =>
    listenersOfGateway(gateway).map((listener) => toChoice(listener, namespace, snapshot, null)),
  );
  const onSets = [...snapshot.listenerSets.values()].flatMap((set) => {
    const refusal = refusalOfSet(set, snapshot);
    return listenersOfSet(set).map((listener) => toChoice(listener, namespace, snapshot, refusal));
  });
  return [...onGateways, ...onSets].toSorted(
    (a, b) =>
      Number(b.wouldAccept) - Number(a.wouldAccept) ||
      compareText(a.gateway.namespace, b.gateway.namespace) ||
      compareText(a.gateway.name, b.gateway.name),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toChoice(
  listener: ListenerPoint,
  namespace: string,
  snapshot: ClusterSnapshot,
  setRefusal: string | null,
): ListenerChoice {
  const refusal =
    setRefusal === null
      ? refusalOfNamespace(listener, namespace, snapshot)
      : ({ code: 'attachment.listener-set', reason: setRefusal } as const);
  const { owner } = listener;
  const isSet = owner.kind === 'ListenerSet';
  return {
    gateway: listener.gateway,
    listenerSet: isSet ? { namespace: owner.namespace, name: owner.name } : null,
    listener: listener.name,
    protocol: listener.protocol,
    port: listener.port,
    hostname: listener.hostname,
    wouldAccept: refusal === null,
    code: refusal?.code ?? null,
    reason: refusal?.reason ?? '',
    parentRef: {
      group: gatewayGroup,
      kind: owner.kind,
      ...(owner.namespace === namespace ? {} : { namespace: owner.namespace }),
      name: owner.name,
      sectionName: listener.name,
    },
  };
}
