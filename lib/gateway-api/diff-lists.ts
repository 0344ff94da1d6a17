import type { Path } from '../outcome.ts';
import { diffValues } from './diff-values.ts';
import type { RouteChange } from './route-change.ts';

/** How the entries of a list are told apart and called. */
export type ListNames<T> = {
  readonly path: Path;
  /** Entries with one key are the same entry. */
  readonly toKey: (entry: T) => string;
  readonly toLabel: (entry: T) => string;
  /** Differences inside an entry that both lists have; compares field by field when absent. */
  readonly diffEntry?: (before: T, after: T, path: Path) => readonly RouteChange[];
};

/** Entries added, removed, changed and moved between two lists whose entries have keys. */
export function diffLists<T>(
  before: readonly T[] | undefined,
  after: readonly T[] | undefined,
  names: ListNames<T>,
): readonly RouteChange[] {
  const old = Array.isArray(before) ? before : [];
  const now = Array.isArray(after) ? after : [];
  const pairs = pairBy(old, now, names.toKey);
  const pairedOld = new Set(pairs.map((pair) => pair.from));
  const pairedNow = new Set(pairs.map((pair) => pair.to));
  const at = (index: number): Path => [...names.path, index];
  const diffEntry = names.diffEntry ?? ((a: T, b: T, path: Path) => diffValues(names.toLabel(b), a, b, path));
  return [
    ...old.flatMap((entry, index): RouteChange[] =>
      pairedOld.has(index)
        ? []
        : [{ path: at(index), kind: 'removed', text: `${names.toLabel(entry)} removed`, before: entry }],
    ),
    ...now.flatMap((entry, index): RouteChange[] =>
      pairedNow.has(index)
        ? []
        : [{ path: at(index), kind: 'added', text: `${names.toLabel(entry)} added`, after: entry }],
    ),
    ...movedPairs(pairs).map(({ to }): RouteChange => {
      const entry = now[to];
      const next = now[to + 1];
      const label = entry === undefined ? '' : names.toLabel(entry);
      const where = next === undefined ? 'to the end' : `before ${names.toLabel(next)}`;
      return { path: at(to), kind: 'moved', text: `${label} moved ${where}` };
    }),
    ...pairs.flatMap(({ from, to }) => {
      const [a, b] = [old[from], now[to]];
      return a === undefined || b === undefined ? [] : diffEntry(a, b, at(to));
    }),
  ];
}

/** Indices of one entry in the old and the new list. */
export type Pair = { readonly from: number; readonly to: number };

/** Pairs entries by key, the first with the first where a key occurs several times; in the new list's order. */
export function pairBy<T>(before: readonly T[], after: readonly T[], toKey: (entry: T) => string): readonly Pair[] {
  const places = new Map<string, number[]>();
  before.forEach((entry, index) => {
    const key = toKey(entry);
    const list = places.get(key);
    if (list === undefined) places.set(key, [index]);
    else list.push(index);
  });
  return after.flatMap((entry, to) => {
    const from = places.get(toKey(entry))?.shift();
    return from === undefined ? [] : [{ from, to }];
  });
}

/** The fewest pairs that must have moved: all that are outside of a longest run whose order is unchanged. */
export function movedPairs(pairs: readonly Pair[]): readonly Pair[] {
  const sorted = pairs.toSorted((a, b) => a.to - b.to);
  const best = sorted.map(() => ({ length: 1, previous: -1 }));
  sorted.forEach((pair, index) => {
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1;
      const isOrdered = (sorted[earlier]?.from ?? 0) < pair.from;
      if (isOrdered && length > (best[index]?.length ?? 0)) best[index] = { length, previous: earlier };
    }
  });
  const kept = new Set<number>();
  let last = best.reduce((longest, one, index) => (one.length > (best[longest]?.length ?? 0) ? index : longest), 0);
  while (best[last] !== undefined) {
    kept.add(last);
    last = best[last]?.previous ?? -1;
  }
  return sorted.filter((_, index) => !kept.has(index));
}
