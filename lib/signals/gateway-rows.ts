import { isCurrent } from '../gateway-api/conditions.ts';
import { epochMs, namespaceOf, objects, text } from '../gateway-api/hostile.ts';
import {
  admitsText,
  type ListenerPoint,
  listenersOfGateway,
  listenersOfSet,
  objectKey,
  refusalOfSet,
} from '../gateway-api/listeners.ts';
import type { Condition, Gateway } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { gatewayHealth, listenerConditions, listenerHealth } from './listener-health.ts';
import type { ConditionRow, GatewayRow, ListenerRow } from './route-view.ts';
import { compareStates, type LampState, worstState } from './verdict.ts';

/**
 * Every Gateway with its listeners and those of its ListenerSets, worst first, then by name.
 *
 * @param refusedPorts `namespace/name:port` of Gateways whose port is known to refuse connections
 */
export function gatewayRows(
  snapshot: ClusterSnapshot,
  refusedPorts: ReadonlySet<string> = new Set(),
): readonly GatewayRow[] {
  return [...snapshot.gateways.values()]
    .map((gateway) => toGatewayRow(gateway, snapshot, refusedPorts))
    .toSorted((a, b) => compareStates(a.state, b.state) || (a.id < b.id ? -1 : 1));
}

function toGatewayRow(gateway: Gateway, snapshot: ClusterSnapshot, refusedPorts: ReadonlySet<string>): GatewayRow {
  const { name, generation } = gateway.metadata;
  const namespace = namespaceOf(gateway);
  const id = objectKey({ namespace, name });
  const listeners = listenersOf(gateway, snapshot).map((listener) => toListenerRow(listener, snapshot, refusedPorts));
  const health = gatewayHealth(gateway);
  const worst = listeners.toSorted((a, b) => compareStates(a.state, b.state))[0];
  const isListenerWorse = worst !== undefined && compareStates(worst.state, health.state) < 0;
  return {
    id,
    namespace,
    name,
    className: text(gateway.spec?.gatewayClassName) ?? '',
    addresses: objects(gateway.status?.addresses).flatMap((address) => text(address.value) ?? []),
    state: worstState([health.state, ...listeners.map((listener) => listener.state)]),
    reason: isListenerWorse ? worst.reason : health.reason,
    listeners,
    conditions: objects(gateway.status?.conditions).map((condition) => toConditionRow(condition, generation)),
  };
}

function listenersOf(gateway: Gateway, snapshot: ClusterSnapshot): readonly ListenerPoint[] {
  const key = objectKey({ namespace: namespaceOf(gateway), name: gateway.metadata.name });
  const sets = [...snapshot.listenerSets.values()].filter((set) => refusalOfSet(set, snapshot) === null);
  const onSets = sets.flatMap(listenersOfSet).filter((listener) => objectKey(listener.gateway) === key);
  return [...listenersOfGateway(gateway), ...onSets];
}

function toListenerRow(
  listener: ListenerPoint,
  snapshot: ClusterSnapshot,
  refusedPorts: ReadonlySet<string>,
): ListenerRow {
  const health = listenerHealth(listener, snapshot);
  const isRefused = health.state === 'ok' && refusedPorts.has(`${objectKey(listener.gateway)}:${listener.port}`);
  const state: LampState = isRefused ? 'problem' : health.state;
  return {
    name: listener.owner.kind === 'Gateway' ? listener.name : `${objectKey(listener.owner)} ${listener.name}`,
    namespace: listener.owner.namespace,
    protocol: listener.protocol,
    port: listener.port,
    hostname: listener.hostname,
    attachedRoutes: listenerConditions(listener, snapshot).attachedRoutes,
    state,
    reason: isRefused ? `Port ${listener.port} refuses connections.` : health.reason,
    admits: admitsText(listener.allowedRoutes?.namespaces, listener.owner.namespace),
  };
}

/** A condition for a table. */
export function toConditionRow(condition: Condition, generation: number | undefined): ConditionRow {
  return {
    type: text(condition.type) ?? '',
    status: text(condition.status) ?? 'Unknown',
    reason: text(condition.reason) ?? '',
    message: text(condition.message) ?? '',
    current: isCurrent(condition, generation),
    changedAt: epochMs(condition.lastTransitionTime),
  };
}
