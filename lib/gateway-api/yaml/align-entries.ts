import { isSame } from '../document.ts';
import { isPlainObject } from '../hostile.ts';

/** For each entry of a list after an edit: its index before it, or null for one that is new. */
export type Alignment = readonly (number | null)[];

/**
 * Which entry of a list became which: the same object first, then an equal one, then the one that has most in common. Entries with
 * nothing in common are paired in order when as many went as came: then they were changed in place.
 */
export function alignEntries(before: readonly unknown[], after: readonly unknown[]): Alignment {
  const result: (number | null)[] = after.map(() => null);
  const free = new Set(before.keys());
  const take = (to: number, from: number | undefined) => {
    if (from === undefined) return;
    result[to] = from;
    free.delete(from);
  };
  pairSamePlaces(before, after, take);
  pairEqual(before, after, { result, free, take });
  pairAlike(before, after, { result, free, take });
  const open = openPlaces(result);
  if (open.length === free.size) {
    const left = [...free];
    open.forEach((to, index) => {
      take(to, left[index]);
    });
  }
  return result;
}

type Pairing = {
  readonly result: readonly (number | null)[];
  readonly free: ReadonlySet<number>;
  readonly take: (to: number, from: number | undefined) => void;
};

/** Equal beginnings and ends need no search; most edits leave only one entry between them. */
function pairSamePlaces(before: readonly unknown[], after: readonly unknown[], take: Pairing['take']): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) {
    take(start, start);
    start += 1;
  }
  for (let back = 1; back <= shorter - start; back += 1) {
    if (!isSame(before[before.length - back], after[after.length - back])) return;
    take(after.length - back, before.length - back);
  }
}

function pairEqual(before: readonly unknown[], after: readonly unknown[], { result, free, take }: Pairing): void {
  for (const to of openPlaces(result)) {
    const entries = [...free];
    take(
      to,
      entries.find((from) => before[from] === after[to]) ?? entries.find((from) => isSame(before[from], after[to])),
    );
  }
}

function pairAlike(before: readonly unknown[], after: readonly unknown[], { result, free, take }: Pairing): void {
  for (const to of openPlaces(result)) {
    let best = 0;
    let found: number | undefined;
    for (const from of free) {
      const likeness = likenessOf(before[from], after[to]);
      if (likeness <= best) continue;
      best = likeness;
      found = from;
    }
    take(to, found);
  }
}

/** How many fields two maps have in common; a common name says more than all others. */
function likenessOf(a: unknown, b: unknown): number {
  if (!isPlainObject(a) || !isPlainObject(b)) return 0;
  const common = Object.keys(b).filter((key) => Object.hasOwn(a, key) && isSame(a[key], b[key]));
  return common.length + (common.includes('name') ? 10 : 0);
}

function openPlaces(result: readonly (number | null)[]): readonly number[] {
  return result.flatMap((from, to) => (from === null ? [to] : []));
}
