import { type ExpectedCondition, type Judgement, met, refused, toCondition, unjudged } from './expected-condition.ts';
import { type ExpectedListenerStatus, expectedListenerStatus } from './expected-listener-status.ts';
import { judgeGatewayFields } from './gateway-acceptance.ts';
import {
  entriesOfSet,
  type GatewaySurroundings,
  gatewaySurroundings,
  referrerOfSet,
  withObject,
} from './gateway-surroundings.ts';
import { gatewayKeyOf } from './listener-conflicts.ts';
import type { KnownObjects } from './listener-references.ts';
import { refusalOfSet } from './listeners.ts';
import type { ListenerSet } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What a conformant controller will write about a ListenerSet. */
export type ExpectedListenerSetStatus = {
  readonly conditions: readonly ExpectedCondition<'Accepted' | 'Programmed'>[];
  readonly listeners: readonly ExpectedListenerStatus[];
};

/**
 * What a conformant controller will write about a ListenerSet, drafts included: the given object counts, not the snapshot's.
 *
 * @param known what can be told of Secrets and ConfigMaps; what cannot leaves conditions `Unknown`
 * @see Gateway API v1, ListenerSetConditionType, ListenerSetConditionReason
 */
export function expectedListenerSetStatus(
  set: ListenerSet,
  before: ClusterSnapshot,
  known: KnownObjects = {},
): ExpectedListenerSetStatus {
  const snapshot = { ...before, listenerSets: withObject(before.listenerSets, set) };
  const gateway = snapshot.gateways.get(gatewayKeyOf(set) ?? '');
  const around = gateway === undefined ? null : gatewaySurroundings(gateway, snapshot, known);
  if (around === null) return toStatus(unjudged('No controller is known for the Gateway that the ListenerSet names.'));
  const refusal = refusalOfSet(set, snapshot);
  if (refusal !== null) return toStatus(refused('NotAllowed', refusal));
  return admittedSetStatus(set, around);
}

/** The same for a ListenerSet that its Gateway admits. */
export function admittedSetStatus(set: ListenerSet, around: GatewaySurroundings): ExpectedListenerSetStatus {
  const { gateway, referrer } = around;
  if (judgeGatewayFields(gateway, referrer.controllerName)?.status === 'False') {
    return toStatus(refused('ParentNotAccepted', `Gateway ${gateway.metadata.name} is not accepted.`));
  }
  const surroundings = { ...around, referrer: referrerOfSet(set, referrer) };
  const listeners = entriesOfSet(set).map((entry) => expectedListenerStatus(entry, surroundings));
  return toStatus(judgeListeners(listeners), listeners);
}

/** A set is as good as the best of its listeners; unlike on a Gateway, one whose references fail does not count as valid. */
function judgeListeners(listeners: readonly ExpectedListenerStatus[]): Judgement {
  const states = listeners.map(({ conditions }) =>
    ['Accepted', 'ResolvedRefs'].map((type) => conditions.find((one) => one.type === type)?.status ?? 'Unknown'),
  );
  if (states.some((state) => state.every((status) => status === 'True'))) return met('Accepted');
  if (states.some((state) => !state.includes('False'))) {
    return unjudged('Whether any of its listeners is valid cannot be seen from here.');
  }
  return refused('ListenersNotValid', 'None of its listeners is valid.');
}

function toStatus(accepted: Judgement, listeners: readonly ExpectedListenerStatus[] = []): ExpectedListenerSetStatus {
  const programmed = accepted.status === 'True' ? met('Programmed') : accepted;
  return { conditions: [toCondition('Accepted', accepted), toCondition('Programmed', programmed)], listeners };
}
