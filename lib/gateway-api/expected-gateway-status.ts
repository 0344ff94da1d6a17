import {
  type ExpectedCondition,
  type Judgement,
  met,
  refused,
  toCondition,
  unjudged,
  worstOf,
} from './expected-condition.ts';
import { admittedSetStatus } from './expected-listener-set-status.ts';
import {
  type ExpectedListenerStatus,
  expectedListenerStatus,
  type ListenerConditionType,
} from './expected-listener-status.ts';
import { judgeGatewayFields } from './gateway-acceptance.ts';
import { entriesOfGateway, type GatewaySurroundings, gatewaySurroundings } from './gateway-surroundings.ts';
import { judgeClientCertificate, type KnownObjects } from './listener-references.ts';
import type { Gateway } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What a conformant controller will write about a Gateway. */
export type ExpectedGatewayStatus = {
  readonly conditions: readonly ExpectedCondition<'Accepted' | 'Programmed' | 'ResolvedRefs'>[];
  readonly listeners: readonly ExpectedListenerStatus[];
  /** Null where whether a ListenerSet is accepted cannot be seen from here. */
  readonly attachedListenerSets: number | null;
};

/**
 * What a conformant controller will write about a Gateway, drafts included: the given object counts, not the snapshot's.
 *
 * @param known what can be told of Secrets and ConfigMaps; what cannot leaves conditions `Unknown`
 * @see Gateway API v1, GatewayConditionType, GatewayConditionReason
 */
export function expectedGatewayStatus(
  gateway: Gateway,
  snapshot: ClusterSnapshot,
  known: KnownObjects = {},
): ExpectedGatewayStatus {
  const around = gatewaySurroundings(gateway, snapshot, known);
  if (around === null) return nobodyWrites();
  const listeners = entriesOfGateway(gateway).map((entry) => expectedListenerStatus(entry, around));
  const accepted = judgeGatewayFields(gateway, around.referrer.controllerName) ?? judgeListeners(listeners);
  const certificate = judgeClientCertificate(gateway, around.referrer);
  return {
    conditions: [
      toCondition('Accepted', accepted),
      toCondition('Programmed', judgeProgrammed(accepted, listeners)),
      toCondition(
        'ResolvedRefs',
        worstOf([...(certificate === null ? [] : [certificate]), judgeRefs(listeners)], met('ResolvedRefs')),
      ),
    ],
    listeners,
    attachedListenerSets: countSets(around),
  };
}

function nobodyWrites(): ExpectedGatewayStatus {
  const waiting = unjudged('No controller is known for the class of this Gateway.');
  return {
    conditions: [toCondition('Accepted', waiting), toCondition('Programmed', waiting)],
    listeners: [],
    attachedListenerSets: null,
  };
}

function judgeListeners(listeners: readonly ExpectedListenerStatus[]): Judgement {
  const bad = listeners.filter((listener) => statusOf(listener, 'Accepted') === 'False').map(({ name }) => name);
  if (bad.length === listeners.length) return refused('ListenersNotValid', 'None of its listeners is valid.');
  if (!listeners.some((listener) => statusOf(listener, 'Accepted') === 'True')) {
    return unjudged('Whether any of its listeners is valid cannot be seen from here.');
  }
  // True with this reason: some listeners work, the message names those that do not.
  return bad.length === 0 ? met('Accepted') : met('ListenersNotValid', `Not valid: ${bad.join(', ')}.`);
}

function judgeProgrammed(accepted: Judgement, listeners: readonly ExpectedListenerStatus[]): Judgement {
  if (accepted.status === 'False') return refused('Invalid', accepted.message);
  if (accepted.status === 'Unknown') return accepted;
  const states = listeners.map((listener) => statusOf(listener, 'Programmed'));
  if (states.includes('True')) return met('Programmed');
  if (states.includes('Unknown')) return unjudged('Whether any of its listeners can serve cannot be seen from here.');
  return refused('Invalid', 'None of its listeners can serve.');
}

/** @see Gateway API v1, GatewayConditionResolvedRefs: it also sums up the listeners */
function judgeRefs(listeners: readonly ExpectedListenerStatus[]): Judgement {
  const bad = listeners.filter((listener) => statusOf(listener, 'ResolvedRefs') === 'False').map(({ name }) => name);
  if (bad.length > 0) return refused('ListenersNotResolved', `References do not resolve on: ${bad.join(', ')}.`);
  return worstOf(listeners.map(conditionOf('ResolvedRefs')), met('ResolvedRefs'));
}

function countSets(around: GatewaySurroundings): number | null {
  const states = around.sets.map(
    (set) => admittedSetStatus(set, around).conditions.find((condition) => condition.type === 'Accepted')?.status,
  );
  return states.includes('Unknown') ? null : states.filter((status) => status === 'True').length;
}

function statusOf(listener: ExpectedListenerStatus, type: ListenerConditionType): Judgement['status'] {
  return conditionOf(type)(listener).status;
}

function conditionOf(type: ListenerConditionType): (listener: ExpectedListenerStatus) => Judgement {
  return ({ conditions }) => conditions.find((condition) => condition.type === type) ?? unjudged('');
}
