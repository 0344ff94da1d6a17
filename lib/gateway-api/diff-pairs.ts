import { type Pair, pairBy } from './diff-lists.ts';

/**
 * Pairs the entries of two lists in turns: first those with equal first keys, then of what is left those with equal second keys,
 * and so on. A null key pairs with nothing in that turn.
 *
 * @returns in the order of the new list
 */
export function pairInTurns<T>(
  before: readonly T[],
  after: readonly T[],
  turns: readonly ((entry: T, index: number) => string | null)[],
): readonly Pair[] {
  const found: Pair[] = [];
  for (const toKey of turns) {
    const open = (list: readonly T[], side: keyof Pair) => {
      const taken = new Set(found.map((pair) => pair[side]));
      return list.flatMap((entry, index) => {
        const key = taken.has(index) ? null : toKey(entry, index);
        return key === null ? [] : [{ index, key }];
      });
    };
    const [old, now] = [open(before, 'from'), open(after, 'to')];
    for (const { from, to } of pairBy(old, now, ({ key }) => key)) {
      found.push({ from: old[from]?.index ?? 0, to: now[to]?.index ?? 0 });
    }
  }
  return found.toSorted((a, b) => a.to - b.to);
}
