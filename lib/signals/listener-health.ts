import { conditionState, conditionText, findCondition } from '../gateway-api/conditions.ts';
import { objects, text } from '../gateway-api/hostile.ts';
import { type ListenerPoint, objectKey } from '../gateway-api/listeners.ts';
import type { Condition, Gateway } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import type { Saying } from './make-verdict.ts';

/** What the conditions of a Gateway say, without any probe. */
export function gatewayHealth(gateway: Gateway): Saying {
  const { name, generation } = gateway.metadata;
  const conditions = gateway.status?.conditions;
  for (const [type, code] of [
    ['Accepted', 'gateway.rejected'],
    ['Programmed', 'gateway.not-programmed'],
  ] as const) {
    const state = conditionState(conditions, type, generation);
    const condition = findCondition(conditions, type);
    if (state === 'true') continue;
    if (state === 'false' && condition?.reason !== 'Pending') {
      return { state: 'problem', code, reason: `Gateway ${name}: ${conditionText(condition)}` };
    }
    if (state === 'missing' || (state === 'unknown' && condition?.reason === 'Pending')) {
      return {
        state: 'progress',
        code: 'gateway.silent',
        reason: `Gateway ${name} has not been judged by its controller yet.`,
      };
    }
    const why = state === 'outdated' ? 'its newest version has not been seen yet' : conditionText(condition);
    return { state: 'progress', code: 'gateway.programming', reason: `Gateway ${name} is being programmed: ${why}.` };
  }
  if (objects(gateway.status?.addresses).length === 0) {
    return { state: 'progress', code: 'gateway.no-address', reason: `Gateway ${name} has no address yet.` };
  }
  return { state: 'ok', code: 'gateway.ok', reason: `Gateway ${name} is programmed.` };
}

/**
 * What the conditions of a listener and of its Gateway say, without any probe.
 *
 * @see Gateway API v1, ListenerStatus
 */
export function listenerHealth(listener: ListenerPoint, snapshot: ClusterSnapshot): Saying {
  const gateway = snapshot.gateways.get(objectKey(listener.gateway));
  if (gateway === undefined) {
    return { state: 'unknown', code: 'gateway.not-loaded', reason: `Gateway ${listener.gateway.name} is not known.` };
  }
  const health = gatewayHealth(gateway);
  if (health.state === 'problem') return sayingOfListener(listener, snapshot) ?? health;
  if (health.state !== 'ok') return health;
  return (
    sayingOfListener(listener, snapshot) ?? {
      state: 'ok',
      code: 'gateway.ok',
      reason: `Listener ${listener.name} on port ${listener.port} is programmed.`,
    }
  );
}

/** What is wrong with the listener itself; null when nothing is. */
function sayingOfListener(listener: ListenerPoint, snapshot: ClusterSnapshot): Saying | null {
  const { conditions, generation } = listenerConditions(listener, snapshot);
  const label = `Listener ${listener.name}`;
  if (conditions === null) {
    return { state: 'progress', code: 'gateway.programming', reason: `${label} has no status yet.` };
  }
  const isTrue = (type: string) => conditionState(conditions, type, generation) === 'true';
  const detail = (type: string) => conditionText(findCondition(conditions, type));
  if (isTrue('Conflicted')) {
    return {
      state: 'problem',
      code: 'gateway.listener-conflict',
      reason: `${label} is in conflict: ${detail('Conflicted')}`,
    };
  }
  for (const type of ['Accepted', 'ResolvedRefs', 'Programmed']) {
    const state = conditionState(conditions, type, generation);
    const reason = findCondition(conditions, type)?.reason;
    if (state === 'true') continue;
    if (state === 'false' && reason !== 'Pending') {
      return { state: 'problem', code: 'gateway.listener-rejected', reason: `${label}: ${detail(type)}` };
    }
    // An implementation may leave out what it has nothing to say about; only Programmed must be there.
    if (state === 'missing' && type !== 'Programmed') continue;
    const why = state === 'outdated' ? 'its newest version has not been seen yet' : detail(type);
    return { state: 'progress', code: 'gateway.programming', reason: `${label} is being programmed: ${why}.` };
  }
  return null;
}

/** The conditions of a listener and the generation that they should speak of; null when there is no status for it. */
export function listenerConditions(
  { owner, name }: ListenerPoint,
  snapshot: ClusterSnapshot,
): {
  readonly conditions: readonly Condition[] | null;
  readonly generation: number | undefined;
  readonly attachedRoutes: number | null;
} {
  const object =
    owner.kind === 'Gateway' ? snapshot.gateways.get(objectKey(owner)) : snapshot.listenerSets.get(objectKey(owner));
  const status = objects<{
    readonly name?: string | undefined;
    readonly attachedRoutes?: number | undefined;
    readonly conditions?: readonly Condition[] | undefined;
  }>(object?.status?.listeners).find((one) => text(one.name) === name);
  return {
    conditions: status === undefined ? null : objects(status.conditions),
    generation: object?.metadata.generation,
    attachedRoutes: typeof status?.attachedRoutes === 'number' ? status.attachedRoutes : null,
  };
}
