import { sharesOf, weightOf } from './backends.ts';
import type { Edit } from './edit.ts';
import { objects, text } from './hostile.ts';
import type { HttpRoute, HttpRouteRule } from './objects.ts';

/** How far the traffic of a rule has been shifted. */
export type TrafficShift = {
  /** Index of the backend that loses traffic: the one that gets most beside the new one. */
  readonly from: number;
  /** Index of the backend that gains traffic. */
  readonly to: number;
  /** What the new backend gets, 0 to 100 with one decimal. */
  readonly percent: number;
  readonly weights: readonly number[];
};

/** What the API allows as a weight. */
const maxWeight = 1_000_000;

/**
 * How a rule's traffic stands between an old and a new backend; null for a rule that does not split.
 *
 * @param to index of the new backend; the last one where none is chosen
 */
export function shiftOf(rule: HttpRouteRule, to?: number): TrafficShift | null {
  const refs = objects(rule.backendRefs);
  if (refs.length < 2 || refs.some((ref) => !text(ref.name))) return null;
  const chosen = to !== undefined && to >= 0 && to < refs.length ? to : refs.length - 1;
  const weights = refs.map(weightOf);
  const others = weights.map((weight, index) => ({ weight, index })).filter(({ index }) => index !== chosen);
  const [largest] = others.toSorted((a, b) => b.weight - a.weight || a.index - b.index);
  return { from: largest?.index ?? 0, to: chosen, percent: sharesOf(refs)[chosen] ?? 0, weights };
}

/**
 * Weights with which one backend gets a percentage. The sum stays what it is as long as it can hold the percentage in whole
 * numbers, else it becomes 100; the others keep their proportions, equal ones where all of them have nothing.
 *
 * @param percent a whole number from 0 to 100
 * @param base weights to begin from
 * @param to index of the backend that gets the percentage; the last one when absent
 */
export function weightsFor(percent: number, base: readonly number[], to = base.length - 1): readonly number[] {
  const sum = base.reduce((total, weight) => total + weight, 0);
  const canKeep = sum > 0 && sum <= maxWeight && (sum * percent) % 100 === 0;
  const total = canKeep ? sum : 100;
  const share = (total * percent) / 100;
  const others = spread(
    total - share,
    base.filter((_weight, index) => index !== to),
  );
  return base.map((_weight, index) => (index === to ? share : (others[index < to ? index : index - 1] ?? 0)));
}

/** The edits that give the backends of a rule these weights: of weights alone, and only of those that differ. */
export function weightEdits(route: HttpRoute, ruleIndex: number, weights: readonly number[]): readonly Edit[] {
  const refs = objects(objects(route.spec?.rules)[ruleIndex]?.backendRefs);
  return refs.flatMap((ref, index): readonly Edit[] => {
    const value = weights[index];
    if (value === undefined || weightOf(ref) === value) return [];
    return [{ op: 'set', path: ['spec', 'rules', ruleIndex, 'backendRefs', index, 'weight'], value }];
  });
}

/** Whole numbers in given proportions that sum to `total`; what rounding leaves over goes to the largest remainders. */
function spread(total: number, proportions: readonly number[]): readonly number[] {
  const sum = proportions.reduce((all, one) => all + one, 0);
  const exact = proportions.map((one) => (sum === 0 ? total / proportions.length : (total * one) / sum));
  const floors = exact.map(Math.floor);
  const left = Math.round(total - floors.reduce((all, one) => all + one, 0));
  const first = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left)
    .map(({ index }) => index);
  return floors.map((floor, index) => floor + (first.includes(index) ? 1 : 0));
}
