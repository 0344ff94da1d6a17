import { getAt, isSame, removeAt, setAt } from '@/lib/gateway-api/document.ts';
import { isPlainObject } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { mergeRoutes } from '@/lib/gateway-api/three-way.ts';
import type { Path } from '@/lib/outcome.ts';

/** Three versions of one route: what both edits began with, the draft here, and what is in the cluster now. */
export type ThreeVersions = { readonly base: HttpRoute; readonly mine: HttpRoute; readonly theirs: HttpRoute };

/** One place that both sides changed differently, with what each made of it. */
export type MergeConflict = { readonly path: Path; readonly mine: unknown; readonly theirs: unknown };

/** What a merge leaves to decide; empty when both edits fit together. */
export function findConflicts({ base, mine, theirs }: ThreeVersions): readonly MergeConflict[] {
  return mergeRoutes(base, mine, theirs).conflicts.map((path) => ({
    path,
    mine: getAt(mine, path),
    theirs: counterpart(mine, theirs, path),
  }));
}

/**
 * Both edits as one, with their version at the chosen conflicts and mine at the others.
 *
 * To take theirs at a place, my edit there is taken back to the base: then only one side changed it.
 */
export function mergeWith(versions: ThreeVersions, takeTheirs: readonly Path[]): HttpRoute {
  const { base, mine, theirs } = versions;
  // From the end, so that an entry that goes does not move those that are still to come.
  const mineWithout = takeTheirs.toSorted(comparePaths).reduceRight<HttpRoute>((draft, path) => {
    const before = counterpart(mine, base, path);
    return before === undefined ? removeAt(draft, path) : setAt(draft, path, before);
  }, mine);
  return mergeRoutes(base, mineWithout, theirs).merged;
}

/** The value in another version that stands for the same thing: entries of lists are found by their names, else by place. */
function counterpart(from: unknown, to: unknown, path: Path): unknown {
  let here: unknown = from;
  let there: unknown = to;
  for (const step of path) {
    const child = getAt(here, [step]);
    there = typeof step === 'number' ? entryLike(child, there, step) : getAt(there, [step]);
    here = child;
  }
  return there;
}

function entryLike(entry: unknown, list: unknown, index: number): unknown {
  if (!Array.isArray(list)) return undefined;
  const entries: readonly unknown[] = list;
  if (typeof entry === 'string') return entries.find((one) => one === entry);
  if (!isPlainObject(entry) || typeof entry.name !== 'string') return entries[index];
  const named = entries.filter((one) => isPlainObject(one) && one.name === entry.name);
  const sameReference = named.find(
    (one) =>
      isPlainObject(one) && ['namespace', 'kind', 'port', 'sectionName'].every((key) => isSame(one[key], entry[key])),
  );
  return sameReference ?? named[0];
}

function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return a.length - b.length;
}
