import { attachRoute, type ParentAttachment, type RefusalCode } from './attachment.ts';
import { type ExpectedCondition, type Judgement, met, refused, toCondition } from './expected-condition.ts';
import { judgeRouteRefs } from './expected-route-refs.ts';
import { type ListenerConflict, listenerConflicts, listenerKey } from './listener-conflicts.ts';
import { type ObjectName, objectKey } from './listeners.ts';
import type { HttpRoute, ParentRef } from './objects.ts';
import { findRuleFlaws, type RuleFlaws } from './rule-support.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { controllerOf } from './status.ts';

export type RouteConditionType = 'Accepted' | 'ResolvedRefs' | 'PartiallyInvalid';

/** What a conformant controller will write about one parentRef of a route. */
export type ExpectedParentStatus = {
  readonly parentRef: ParentRef;
  /** Empty where nobody will write anything. */
  readonly conditions: readonly ExpectedCondition<RouteConditionType>[];
  /** Why nobody will write anything, in words; null where somebody does. */
  readonly silence: string | null;
};

/**
 * What a conformant controller will write about each parentRef of a route, drafts included: the route itself need not be in
 * the snapshot.
 *
 * @see Gateway API v1, RouteConditionType, RouteConditionReason
 */
export function expectedRouteStatus(route: HttpRoute, snapshot: ClusterSnapshot): readonly ExpectedParentStatus[] {
  const flaws = findRuleFlaws(route);
  const conflicts = createConflictLookup(snapshot);
  return attachRoute(route, snapshot).map((attachment) => {
    const silence = silenceOf(attachment, snapshot);
    if (silence !== null) return { parentRef: attachment.parentRef, conditions: [], silence };
    const controllerName = controllerOf(attachment.parent, snapshot);
    const accepted = judgeAccepted(attachment, flaws, conflicts);
    const dropped = accepted.status === 'True' ? flaws.find((flaw) => flaw !== null) : undefined;
    return {
      parentRef: attachment.parentRef,
      silence: null,
      conditions: [
        toCondition('Accepted', accepted),
        toCondition('ResolvedRefs', judgeRouteRefs(route, controllerName, snapshot)),
        ...(dropped == null
          ? []
          : [toCondition('PartiallyInvalid', met('UnsupportedValue', `Dropped Rule: ${dropped.message}`))]),
      ],
    };
  });
}

/**
 * How many HTTPRoutes of a snapshot each listener of a Gateway and its ListenerSets takes, by `listenerKey`. A route counts
 * where its Accepted condition is True, whatever becomes of the listener.
 *
 * @param isParent whether an object (`Gateway infra/external`) is of interest
 * @see Gateway API v1, ListenerStatus.attachedRoutes
 */
export function countAttachedRoutes(
  snapshot: ClusterSnapshot,
  isParent: (owner: string) => boolean,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const conflicts = createConflictLookup(snapshot);
  for (const route of snapshot.routes.values()) {
    const attachments = attachRoute(route, snapshot).filter(({ parent }) =>
      isParent(`${parent.kind} ${objectKey(parent)}`),
    );
    if (attachments.length === 0) continue;
    const flaws = findRuleFlaws(route);
    const keys = attachments
      .filter((one) => judgeAccepted(one, flaws, conflicts).status === 'True')
      .flatMap((one) => one.attached.map(({ listener }) => listenerKey(listener)));
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

type ConflictLookup = (gateway: ObjectName) => ReadonlyMap<string, ListenerConflict>;

/** The conflicts of a Gateway, each Gateway judged once. */
function createConflictLookup(snapshot: ClusterSnapshot): ConflictLookup {
  const found = new Map<string, ReadonlyMap<string, ListenerConflict>>();
  return (name) => {
    const key = objectKey(name);
    const before = found.get(key);
    if (before !== undefined) return before;
    const gateway = snapshot.gateways.get(key);
    const conflicts = gateway === undefined ? new Map() : listenerConflicts(gateway, snapshot);
    found.set(key, conflicts);
    return conflicts;
  };
}

/** Why no controller will say anything: it never learns that the parent is meant, or there is none. */
function silenceOf({ parent, refused }: ParentAttachment, snapshot: ClusterSnapshot): string | null {
  const silent: readonly RefusalCode[] = ['attachment.parent-kind', 'attachment.no-parent', 'attachment.not-loaded'];
  const reason = refused.find(({ code }) => silent.includes(code))?.reason;
  if (reason !== undefined) return reason;
  return controllerOf(parent, snapshot) === null ? `No controller is known for ${parent.kind} ${parent.name}.` : null;
}

function judgeAccepted(attachment: ParentAttachment, flaws: RuleFlaws, conflicts: ConflictLookup): Judgement {
  const { attached } = attachment;
  if (attached.length === 0) return judgeRefusal(attachment);
  const isUsable = attached.some(({ listener }) => !conflicts(listener.gateway).has(listenerKey(listener)));
  if (!isUsable) {
    const names = attached.map(({ listener }) => listener.name).join(', ');
    return refused(
      'NoMatchingParent',
      `Every listener that would take the route is in conflict with another: ${names}.`,
    );
  }
  const isHopeless = flaws.length > 0 && flaws.every((flaw) => flaw !== null);
  return (isHopeless ? flaws[0] : null) ?? met('Accepted');
}

/** How far the nearest listener let the route come decides the reason: found, then admitted, then a hostname in common. */
const nearest: readonly { readonly reason: string; readonly codes: readonly RefusalCode[] }[] = [
  { reason: 'NoMatchingListenerHostname', codes: ['attachment.hostname'] },
  { reason: 'NotAllowedByListeners', codes: ['attachment.namespace', 'attachment.kind', 'attachment.protocol'] },
];

function judgeRefusal({ refused: refusals }: ParentAttachment): Judgement {
  for (const { reason, codes } of nearest) {
    const found = refusals.find(({ code }) => codes.includes(code));
    if (found !== undefined) return refused(reason, found.reason);
  }
  return refused('NoMatchingParent', refusals[0]?.reason ?? 'The parent has no listener.');
}
