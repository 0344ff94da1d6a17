import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf } from './backends.ts';
import { applyEdit } from './edit.ts';
import { httpRoute } from './object-builders.ts';
import type { HttpRoute } from './objects.ts';
import { shiftOf, weightEdits, weightsFor } from './traffic-shift.ts';

function split(...weights: readonly (number | undefined)[]) {
  return { backendRefs: weights.map((weight, index) => ({ name: `v${index + 1}`, port: 80, weight })) };
}

test.each([
  ['the last backend is the new one', split(90, 10), undefined, { from: 0, to: 1, percent: 10 }],
  ['another one can be chosen', split(90, 10), 0, { from: 1, to: 0, percent: 90 }],
  ['an absent weight is 1', split(undefined, 1), undefined, { from: 0, to: 1, percent: 50 }],
  ['of several the largest other one loses', split(10, 80, 10), 2, { from: 1, to: 2, percent: 10 }],
  ['a choice that does not exist is none', split(90, 10), 7, { from: 0, to: 1, percent: 10 }],
])('%s', (_words, rule, to, wanted) => {
  expect(shiftOf(rule, to)).toMatchObject(wanted);
});

test('a rule with one backend, or with an empty place, is not shifted', () => {
  expect(shiftOf(split(1))).toBeNull();
  expect(shiftOf({ backendRefs: [{ name: 'a' }, { name: '' }] })).toBeNull();
  expect(shiftOf({})).toBeNull();
});

test.each([
  [25, [90, 10], [75, 25]],
  [25, [900, 100], [750, 250]],
  [50, [1, 1], [1, 1]],
  [25, [1, 1], [75, 25]],
  [25, [2, 1], [75, 25]],
  [100, [90, 10], [0, 100]],
  [0, [90, 10], [100, 0]],
  [5, [0, 0], [95, 5]],
  [50, [1_000_000, 1_000_000], [50, 50]],
])('%i %% of %j are %j', (percent, base, wanted) => {
  expect(weightsFor(percent, base)).toEqual(wanted);
});

test('the others keep their proportions', () => {
  expect(weightsFor(40, [60, 30, 10], 2)).toEqual([40, 20, 40]);
  expect(weightsFor(0, [0, 0, 100], 2)).toEqual([50, 50, 0]);
});

test('a share is always exact, in whole weights that the API allows', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 16 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 100 }), fc.nat(15), (base, percent, at) => {
      const to = at % base.length;
      const result = weightsFor(percent, base, to);
      expect(result.every((weight) => Number.isInteger(weight) && weight >= 0 && weight <= 1_000_000)).toBe(true);
      expect(sharesOf(result.map((weight) => ({ weight })))[to]).toBe(percent);
      const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
      expect([100, sum(base)]).toContain(sum(result));
    }),
  );
});

test('nothing but weights that differ is edited', () => {
  const route = httpRoute({ rules: [split(90, 10)] });
  expect(weightEdits(route, 0, [90, 10])).toEqual([]);
  const shifted = weightEdits(route, 0, [75, 25]).reduce<HttpRoute>(applyEdit, route);
  expect(shifted.spec?.rules?.[0]).toEqual(split(75, 25));
  expect(shifted.metadata).toBe(route.metadata);
  expect(weightEdits(httpRoute({ rules: [split(undefined, 10)] }), 0, [1, 99])).toHaveLength(1);
});
