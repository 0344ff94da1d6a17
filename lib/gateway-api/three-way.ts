import type { Path } from '../outcome.ts';
import { isSame } from './document.ts';
import { isPlainObject } from './hostile.ts';
import type { HttpRoute } from './objects.ts';
import { serverWrittenMetadata } from './server-fields.ts';

/** A merge, and the places where both sides changed the same thing differently; `merged` has mine there. */
export type Merge = { readonly merged: HttpRoute; readonly conflicts: readonly Path[] };

/**
 * Joins two edits of one route. Maps are merged key by key; lists whose entries have names (rules, backends, headers, parents)
 * entry by entry; lists of texts as sets. What the server writes is taken from `theirs`, which is the newer object.
 *
 * @param base what both edits began with
 * @param mine the draft in this window
 * @param theirs what is in the cluster now
 */
export function mergeRoutes(base: HttpRoute, mine: HttpRoute, theirs: HttpRoute): Merge {
  const conflicts: Path[] = [];
  const merged = mergeRecords(
    withServerFieldsOf(theirs, base),
    withServerFieldsOf(theirs, mine),
    theirs,
    [],
    conflicts,
  );
  return { merged: toRoute(merged, theirs), conflicts };
}

function toRoute(merged: Readonly<Record<string, unknown>>, theirs: HttpRoute): HttpRoute {
  // The merge of three routes is a route: it has the fields of one of them at every path, and a name.
  return { ...merged, metadata: { ...theirs.metadata, ...(merged.metadata ?? {}) } } as HttpRoute;
}

function withServerFieldsOf(theirs: HttpRoute, route: HttpRoute): Readonly<Record<string, unknown>> {
  const metadata: Record<string, unknown> = { ...route.metadata };
  const newer: Readonly<Record<string, unknown>> = { ...theirs.metadata };
  for (const key of serverWrittenMetadata) {
    if (newer[key] === undefined) delete metadata[key];
    else metadata[key] = newer[key];
  }
  const { status: _old, ...rest } = route;
  return { ...rest, metadata, ...(theirs.status === undefined ? {} : { status: theirs.status }) };
}

function merge(base: unknown, mine: unknown, theirs: unknown, path: Path, conflicts: Path[]): unknown {
  if (isSame(mine, theirs) || isSame(base, mine)) return theirs;
  if (isSame(base, theirs)) return mine;
  if (isPlainObject(mine) && isPlainObject(theirs)) {
    return mergeRecords(isPlainObject(base) ? base : {}, mine, theirs, path, conflicts);
  }
  if (Array.isArray(base ?? []) && Array.isArray(mine) && Array.isArray(theirs)) {
    return mergeLists(toList(base), mine, theirs, path, conflicts);
  }
  conflicts.push(path);
  return mine;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mergeRecords(
  base: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  path: Path,
  conflicts: Path[],
): Readonly<Record<string, unknown>> {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const own = (object: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(object, key) ? object[key] : undefined;
  const entries = keys.map((key) => {
    const value = merge(own(base, key), own(mine, key), own(theirs, key), [...path, key], conflicts);
    return [key, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

type Lists = readonly [base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]];

function mergeLists(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
  path: Path,
  conflicts: Path[],
): unknown {
  const lists: Lists = [base, mine, theirs];
  const toKey = keyOfEntries(lists);
  if (toKey !== null) return mergeKeyed(lists, toKey, path, conflicts);
  if (base.length === mine.length && base.length === theirs.length) {
    return mine.map((entry, index) => merge(base[index], entry, theirs[index], [...path, index], conflicts));
  }
  conflicts.push(path);
  return mine;
}

const identifying = ['name', 'namespace', 'kind', 'group', 'port', 'sectionName'] as const;

/**
 * A function that tells the entries of all three lists apart, or null when there is none: texts by themselves, objects by
 * their name, or by all fields that identify a reference.
 */
function keyOfEntries(lists: Lists): ((entry: unknown) => string) | null {
  const byText = (entry: unknown) => (typeof entry === 'string' ? entry : null);
  const byName = (entry: unknown) => (isPlainObject(entry) && typeof entry.name === 'string' ? entry.name : null);
  const byReference = (entry: unknown) =>
    byName(entry) !== null && isPlainObject(entry) ? JSON.stringify(identifying.map((field) => entry[field])) : null;
  for (const toKey of [byText, byName, byReference]) {
    const areTold = lists.every((list) => {
      const keys = list.map(toKey);
      return !keys.includes(null) && new Set(keys).size === keys.length;
    });
    if (areTold) return (entry) => toKey(entry) ?? '';
  }
  return null;
}

function mergeKeyed(lists: Lists, toKey: (entry: unknown) => string, path: Path, conflicts: Path[]): unknown {
  const [base, mine, theirs] = lists.map((list) => new Map(list.map((entry) => [toKey(entry), entry])));
  if (base === undefined || mine === undefined || theirs === undefined) return lists[1];
  const merged = mergeOrder([...base.keys()], [...mine.keys()], [...theirs.keys()]);
  if (merged.isContested) conflicts.push(path);
  return merged.order.flatMap((key) => {
    const index = [...mine.keys()].indexOf(key);
    const value = merge(base.get(key), mine.get(key), theirs.get(key), [...path, Math.max(index, 0)], conflicts);
    return value === undefined ? [] : [value];
  });
}

/** One order for the keys of both sides; contested when both put the common ones into different new orders. */
function mergeOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]) {
  const inBoth = (list: readonly string[], other: readonly string[]) => list.filter((key) => other.includes(key));
  const isMineReordered = !isSame(inBoth(base, mine), inBoth(mine, base));
  const isTheirsReordered = !isSame(inBoth(base, theirs), inBoth(theirs, base));
  const [leading, following] = isMineReordered ? [mine, theirs] : [theirs, mine];
  const order = [...leading];
  following.forEach((key, index) => {
    if (order.includes(key)) return;
    const previous = following.slice(0, index).findLast((one) => order.includes(one));
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
  });
  const isContested = isMineReordered && isTheirsReordered && !isSame(inBoth(mine, theirs), inBoth(theirs, mine));
  return { order, isContested };
}
