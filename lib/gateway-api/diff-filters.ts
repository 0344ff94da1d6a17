import { fieldsDiff, orElse, type Sides } from './diff-fields.ts';
import { type FilterOwner, filterFieldDiffs } from './diff-filter-fields.ts';
import { movedPairs } from './diff-lists.ts';
import { pairInTurns } from './diff-pairs.ts';
import { asText, isPlainObject, objects, text } from './hostile.ts';
import type { HttpRouteFilter } from './objects.ts';
import type { RouteChange } from './route-change.ts';

/**
 * What the filters of a rule or of a backend do otherwise: `rule beta now sets header x-a to gamma on requests`. A filter is found
 * again by its content, else by its type, mirrors and extensions by what they name before.
 */
export function diffFilters(sides: Sides, owner: FilterOwner): readonly RouteChange[] {
  const { before, after, path } = sides;
  const where = owner.backend === null ? '' : ` for ${owner.backend}`;
  return orElse(`${owner.label}: the filters${where} changed`, sides, () => {
    const [old, now] = [filtersIn(before), filtersIn(after)];
    const pairs = pairInTurns(old, now, [asText, nameOf, ({ type }) => asText(type)]);
    const movedCount = movedPairs(pairs).length;
    const order = now.map(nameOf).join(', ');
    return [
      ...old.flatMap((filter, index) =>
        pairs.some(({ from }) => from === index) ? [] : diffFilter({ before: filter, path: [...path, index] }, owner),
      ),
      ...now.flatMap((filter, index) =>
        pairs.some(({ to }) => to === index) ? [] : diffFilter({ after: filter, path: [...path, index] }, owner),
      ),
      ...(movedCount === 0
        ? []
        : [{ path, kind: 'moved', text: `${owner.label}: the order of its filters${where} is now ${order}` } as const]),
      ...pairs.flatMap(({ from, to }) => diffFilter({ before: old[from], after: now[to], path: [...path, to] }, owner)),
    ];
  });
}

type FilterSides = {
  readonly before?: HttpRouteFilter | undefined;
  readonly after?: HttpRouteFilter | undefined;
  readonly path: Sides['path'];
};

/** Both sides have one type, or one of them is missing. */
function diffFilter({ before, after, path }: FilterSides, owner: FilterOwner): readonly RouteChange[] {
  const name = `${owner.label}: filter ${nameOf(after ?? before ?? {})}`;
  const { type: _oldType, ...old } = before ?? {};
  const { type: _type, ...now } = after ?? {};
  const changes = fieldsDiff(name, filterFieldDiffs(owner))({ before: old, after: now, path });
  const where = owner.backend === null ? '' : ` for ${owner.backend}`;
  if (changes.length > 0) return changes;
  if (before === undefined) return [{ path, kind: 'added', text: `${name} added${where}`, after }];
  return after === undefined ? [{ path, kind: 'removed', text: `${name} removed${where}`, before }] : [];
}

function filtersIn(value: unknown): readonly HttpRouteFilter[] {
  return Array.isArray(value) ? objects<HttpRouteFilter>(value) : [];
}

/** What to call a filter among others: its type, and what it names where several of the type may stand. */
function nameOf(filter: HttpRouteFilter): string {
  const type = text(filter.type) ?? '?';
  const mirrored = text(filter.requestMirror?.backendRef?.name);
  const { extensionRef } = filter;
  if (type === 'RequestMirror' && mirrored !== undefined) return `${type} to ${mirrored}`;
  if (type !== 'ExtensionRef' || !isPlainObject(extensionRef)) return type;
  return `${text(extensionRef.kind) ?? type} ${text(extensionRef.name) ?? '?'}`;
}
