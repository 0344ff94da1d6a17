import type { Path } from '../outcome.ts';
import { getAt, isSame, setAt } from './document.ts';
import { formatPath } from './field-path.ts';
import { type OwnedField, ownersOf, ownersOfField, unitsOf } from './managed-fields.ts';
import { managerName, undoes } from './managers.ts';
import type { HttpRoute } from './objects.ts';
import type { FieldConflict } from './route-change.ts';

/** A part that the draft removes and that leaving it out of the apply would not remove, because somebody else owns it. */
export type Removal = {
  readonly path: Path;
  /** Who owns it, people's names; empty when managedFields name nobody. */
  readonly managers: readonly string[];
};

/** What to send to get from `base` to the draft without taking more than was changed. */
export type ApplyPlan = {
  /** The body for server-side apply. */
  readonly body: HttpRoute;
  /** To be removed by a JSON Patch with a test on the resourceVersion. */
  readonly removals: readonly Removal[];
  /** Units whose value changes, removed ones included. */
  readonly changed: readonly Path[];
  /** Changed units that another manager owns and nobody of us: the apply will be answered with a conflict. */
  readonly conflicts: readonly FieldConflict[];
};

/**
 * The server-side apply for an edit: what `manager` owns by an earlier apply (leaving that out would give it up) plus what
 * the draft changed, each list as a whole because an HTTPRoute's lists are atomic.
 *
 * @param base the route as the edit found it; null when the draft is new
 * @see Kubernetes, Server-Side Apply
 */
export function applyBody(base: HttpRoute | null, draft: HttpRoute, manager: string): ApplyPlan {
  const owners = base === null ? [] : ownersOf(base);
  const before = base === null ? [] : unitsOf(base);
  const after = unitsOf(draft);
  const isOurs = (owner: OwnedField) => owner.manager === manager && owner.operation === 'Apply';
  let body = skeletonOf(draft);
  const changed: Path[] = [];
  for (const { path, value } of after) {
    const isChanged = !isSame(getAt(base, path), value);
    if (isChanged) changed.push(path);
    if (isChanged || ownersOfField(owners, path).some(isOurs)) body = setAt(body, path, value);
  }
  const removed = before.filter(({ path }) => getAt(draft, path) === undefined);
  const removals = removed.flatMap(({ path }): Removal[] => {
    const holders = ownersOfField(owners, path);
    if (holders.length > 0 && holders.every(isOurs)) return [];
    return [{ path, managers: namesOf(holders.filter((owner) => !isOurs(owner))) }];
  });
  return {
    body,
    removals,
    changed: [...changed, ...removed.map(({ path }) => path)],
    conflicts: changed.flatMap((path) => conflictsAt(path, ownersOfField(owners, path), isOurs)),
  };
}

function skeletonOf(draft: HttpRoute): HttpRoute {
  const { name, namespace } = draft.metadata;
  return {
    apiVersion: draft.apiVersion ?? 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  };
}

function conflictsAt(
  path: Path,
  holders: readonly OwnedField[],
  isOurs: (owner: OwnedField) => boolean,
): readonly FieldConflict[] {
  const names = [...new Set(holders.filter((owner) => !isOurs(owner)).map((owner) => owner.manager))];
  return names.map((name) => ({
    field: `.${formatPath(path)}`,
    manager: name,
    managerName: managerName(name),
    undoes: undoes(name),
  }));
}

function namesOf(holders: readonly OwnedField[]): readonly string[] {
  return [...new Set(holders.map((owner) => managerName(owner.manager)))];
}
