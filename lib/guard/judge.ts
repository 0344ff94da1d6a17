import { isSame } from '../gateway-api/document.ts';
import { coversHostname } from '../gateway-api/hostname.ts';
import type { Grant } from './grant.ts';
import { at, type Carried, carriedBy, type GuardedObject } from './guarded-object.ts';
import { type GuardOptions, reservedNames } from './options.ts';
import { type RefusalReason, refusalText } from './refusal-words.ts';

/** A write to a route or ListenerSet itself; its status and its deletion are not judged. `before` is null when it is made. */
export type GuardedWrite = {
  readonly object: GuardedObject;
  readonly before: GuardedObject | null;
  /** Who writes, as the API server knows them. */
  readonly user: string;
};

/** What the rule knows of the namespace. */
export type Ground = {
  /** Null: the namespace has none, and nothing in it can be written. */
  readonly grant: Grant | null;
  readonly labels: Readonly<Record<string, string>>;
};

export type GuardJudgement =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string };

const allowed: GuardJudgement = { kind: 'allowed' };

/**
 * What the cluster's guard in mode `deny` answers to a write, in the same words. The policy in `policy.ts` is this rule in the API server's
 * language; a test asks both the same questions.
 */
export function judge(
  { object, before, user }: GuardedWrite,
  { grant, labels }: Ground,
  options: GuardOptions,
): GuardJudgement {
  if (grant === null) return refused({ code: 'no-grant' });
  if (options.components.includes(user)) return allowed;
  if (before !== null && isSame(object.spec, before.spec)) return allowed;
  const carried = carriedBy(object);
  if (isDetached(object, carried) && (before !== null || carried.parents.length > 0)) return allowed;
  const suffix = suffixOf(labels, options);
  const { names } = carried;
  const unproven = names.filter((name) => name !== '' && !isGranted(name, grant, suffix));
  if (before !== null && narrows(carried, carriedBy(before))) {
    const lost = unproven.filter((name) => isCovered(name, grant.lost));
    return lost.length === 0 || takesLostNameAway({ object, before }, { grant, suffix })
      ? allowed
      : refused({ code: 'lost', names: lost });
  }
  const reserved = names.filter((name) => isReserved(name, options));
  const isListenerSet = object.kind === 'ListenerSet';
  if (isListenerSet ? carried.names.includes('') : carried.names.length === 0 && !inherits(object, carried)) {
    return refused({ code: 'no-hostname', kind: isListenerSet ? 'listener' : 'route' });
  }
  if (reserved.length > 0) return refused({ code: 'reserved', names: reserved });
  return unproven.length === 0 ? allowed : refused({ code: 'not-proven', names: unproven });
}

function refused(reason: RefusalReason): GuardJudgement {
  return { kind: 'refused', reason, message: refusalText(reason) };
}

/** Whether no Gateway serves a route: it has no parent, or only Services, whose names those of a mesh are. */
function isDetached({ kind }: GuardedObject, { parents, usesDefaultGateways }: Carried): boolean {
  return kind !== 'ListenerSet' && parents.every(isService) && !usesDefaultGateways;
}

/** A route without hostnames takes those of its listeners: safe below ListenerSets of its own namespace, whose names were judged. */
function inherits({ metadata }: GuardedObject, { parents, usesDefaultGateways }: Carried): boolean {
  const isOwnSet = (parent: unknown) =>
    groupOf(parent) === 'gateway.networking.k8s.io' &&
    at(parent, 'kind') === 'ListenerSet' &&
    (at(parent, 'namespace') ?? metadata.namespace) === metadata.namespace;
  return !usesDefaultGateways && parents.length > 0 && parents.every((one) => isOwnSet(one) || isService(one));
}

/**
 * Whether the write offers no name and names no parent that was not there before: then what was there stays as proven or unproven as it
 * was. Giving up the last name is no narrowing: a route without names takes all.
 */
function narrows(now: Carried, before: Carried): boolean {
  return (
    (now.names.length === 0) === (before.names.length === 0) &&
    now.offers.every((offer) => before.offers.includes(offer)) &&
    now.parents.every((parent) => before.parents.some((one) => isSame(one, parent))) &&
    (!now.usesDefaultGateways || before.usesDefaultGateways)
  );
}

/** Whether an update that narrows removes a lost name and leaves the rest alone, although it may still carry others. */
function takesLostNameAway(
  { object, before }: { readonly object: GuardedObject; readonly before: GuardedObject },
  { grant, suffix }: { readonly grant: Grant; readonly suffix: string | null },
): boolean {
  const lostIn = (one: GuardedObject) =>
    carriedBy(one).names.filter((name) => !isGranted(name, grant, suffix) && isCovered(name, grant.lost)).length;
  return lostIn(object) < lostIn(before) && isRestSame(object, before);
}

function isRestSame(object: GuardedObject, before: GuardedObject): boolean {
  if (object.kind !== 'ListenerSet') return isSame(at(object.spec, 'rules'), at(before.spec, 'rules'));
  const former = listenersOf(before);
  return listenersOf(object).every((listener) => former.some((one) => isSame(one, listener)));
}

function listenersOf({ spec }: GuardedObject): readonly unknown[] {
  const listeners = at(spec, 'listeners');
  return Array.isArray(listeners) ? listeners : [];
}

function isGranted(name: string, { hostnames }: Grant, suffix: string | null): boolean {
  return isCovered(name, hostnames) || (suffix !== null && name.endsWith(suffix));
}

function isCovered(name: string, patterns: readonly string[]): boolean {
  return name !== '' && patterns.some((pattern) => pattern !== '' && coversHostname(pattern, name));
}

function suffixOf(labels: Readonly<Record<string, string>>, { teamSuffix }: GuardOptions): string | null {
  const team = teamSuffix === null ? undefined : labels[teamSuffix.namespaceLabel];
  return teamSuffix === null || team === undefined || team === '' ? null : `.${team}.${teamSuffix.zone}`;
}

function isReserved(name: string, options: GuardOptions): boolean {
  const { names, subtrees } = reservedNames(options);
  return names.includes(name) || subtrees.some((subtree) => name === subtree || name.endsWith(`.${subtree}`));
}

function isService(parent: unknown): boolean {
  return groupOf(parent) === '' && at(parent, 'kind') === 'Service';
}

/** The API's default is filled in before the guard is asked; an older object may lack it. */
function groupOf(parent: unknown): unknown {
  return at(parent, 'group') ?? 'gateway.networking.k8s.io';
}
