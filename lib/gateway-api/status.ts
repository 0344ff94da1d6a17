import { type ParentName, parentName } from './attachment.ts';
import { type ConditionState, conditionState, conditionText, findCondition } from './conditions.ts';
import { namespaceOf, number, objects, text } from './hostile.ts';
import { objectKey } from './listeners.ts';
import type { Condition, HttpRoute, RouteParentStatus } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/**
 * What a route's controller says about one parentRef:
 * `accepted` (Accepted and ResolvedRefs are True and current), `partial` (accepted, but some rules were dropped),
 * `unresolved` (a reference does not resolve), `rejected`, `outdated` (it has not seen the present generation yet),
 * `waiting` (it has said nothing, or not enough), `no-controller` (whose word would count is not known).
 */
export type ParentState = 'accepted' | 'partial' | 'unresolved' | 'rejected' | 'outdated' | 'waiting' | 'no-controller';

export type ParentStatus = {
  readonly parent: ParentName;
  readonly state: ParentState;
  /** The controller whose word counts: that of the Gateway's class. Null when the Gateway or its class is not known. */
  readonly controllerName: string | null;
  /** The controller's words on this state, or an empty text. */
  readonly detail: string;
  readonly reason: string | null;
  readonly conditions: readonly Condition[];
  readonly observedGeneration: number | null;
};

/** An entry of `status.parents` that does not count: another controller's, or for a parent that the route no longer names. */
export type ForeignStatus = {
  readonly controllerName: string;
  readonly parent: ParentName;
  readonly why: 'other-controller' | 'not-a-parent';
  readonly conditions: readonly Condition[];
};

export type RouteStatusSummary = {
  /** One for each parentRef of the spec, in its order. */
  readonly parents: readonly ParentStatus[];
  readonly foreign: readonly ForeignStatus[];
  /** False when nobody has written any status at all. */
  readonly hasStatus: boolean;
};

/**
 * Reads `status.parents` for each parentRef of the spec. Only the controller of the parent's GatewayClass is believed, and only
 * about the present generation; whatever else is written there is handed out as foreign.
 *
 * @see Gateway API v1, RouteParentStatus
 */
export function summariseStatus(route: HttpRoute, snapshot: ClusterSnapshot): RouteStatusSummary {
  const namespace = namespaceOf(route);
  const entries = objects(route.status?.parents).map((entry) => ({
    entry,
    parent: parentName(entry.parentRef ?? {}, namespace),
  }));
  const counted = new Set<RouteParentStatus>();
  const parents = objects(route.spec?.parentRefs).map((ref) => {
    const parent = parentName(ref, namespace);
    const controllerName = controllerOf(parent, snapshot);
    const own = entries.find(
      (candidate) => isSameParent(candidate.parent, parent) && text(candidate.entry.controllerName) === controllerName,
    );
    if (own !== undefined) counted.add(own.entry);
    return toParentStatus(parent, controllerName, own?.entry, route.metadata.generation);
  });
  const foreign = entries
    .filter(({ entry }) => !counted.has(entry))
    .map(({ entry, parent }) => ({
      controllerName: text(entry.controllerName) ?? '',
      parent,
      why: parents.some((one) => isSameParent(one.parent, parent))
        ? ('other-controller' as const)
        : ('not-a-parent' as const),
      conditions: objects(entry.conditions),
    }));
  return { parents, foreign, hasStatus: entries.length > 0 };
}

/** The controllerName of the class of the Gateway behind a parent, or null when one of them is not known. */
export function controllerOf(parent: ParentName, snapshot: ClusterSnapshot): string | null {
  const gatewayKey = parent.kind === 'ListenerSet' ? gatewayOfSet(parent, snapshot) : objectKey(parent);
  const gateway = gatewayKey === null ? undefined : snapshot.gateways.get(gatewayKey);
  const className = text(gateway?.spec?.gatewayClassName);
  const gatewayClass = className === undefined ? undefined : snapshot.gatewayClasses.get(className);
  return text(gatewayClass?.spec?.controllerName) ?? null;
}

function gatewayOfSet(parent: ParentName, snapshot: ClusterSnapshot): string | null {
  const ref = snapshot.listenerSets.get(objectKey(parent))?.spec?.parentRef;
  const name = text(ref?.name);
  return name === undefined ? null : objectKey({ namespace: text(ref?.namespace) ?? parent.namespace, name });
}

function isSameParent(a: ParentName, b: ParentName): boolean {
  return (
    a.kind === b.kind &&
    a.group === b.group &&
    a.namespace === b.namespace &&
    a.name === b.name &&
    a.sectionName === b.sectionName &&
    a.port === b.port
  );
}

function toParentStatus(
  parent: ParentName,
  controllerName: string | null,
  entry: RouteParentStatus | undefined,
  generation: number | undefined,
): ParentStatus {
  const conditions = objects(entry?.conditions);
  const observed = conditions.map((one) => number(one.observedGeneration)).filter((one) => one !== undefined);
  const base = {
    parent,
    controllerName,
    conditions,
    observedGeneration: observed.length === 0 ? null : Math.min(...observed),
  };
  if (controllerName === null) return { ...base, state: 'no-controller', detail: '', reason: null };
  const [state, type] = stateOf(conditions, generation);
  const condition = findCondition(conditions, type);
  return { ...base, state, detail: conditionText(condition), reason: text(condition?.reason) ?? null };
}

/** The state and the condition type that decides it. */
function stateOf(conditions: readonly Condition[], generation: number | undefined): readonly [ParentState, string] {
  const accepted = conditionState(conditions, 'Accepted', generation);
  const resolved = conditionState(conditions, 'ResolvedRefs', generation);
  const undecided: Partial<Record<ConditionState, ParentState>> = {
    outdated: 'outdated',
    missing: 'waiting',
    unknown: 'waiting',
  };
  if (accepted === 'false') return ['rejected', 'Accepted'];
  const ofAccepted = undecided[accepted];
  if (ofAccepted !== undefined) return [ofAccepted, 'Accepted'];
  if (resolved === 'false') return ['unresolved', 'ResolvedRefs'];
  const ofResolved = undecided[resolved];
  if (ofResolved !== undefined) return [ofResolved, 'ResolvedRefs'];
  const dropped = conditionState(conditions, 'PartiallyInvalid', generation) === 'true';
  return dropped ? ['partial', 'PartiallyInvalid'] : ['accepted', 'Accepted'];
}
