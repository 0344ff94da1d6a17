import { expect, test } from 'vitest';
import {
  nextStop,
  parseSteps,
  previousStop,
  stopsOf,
  trustedSteps,
  trustedWeights,
  usualSteps,
} from './shift-steps.ts';

test.each([
  [0, 5, null],
  [5, 25, 0],
  [10, 25, 5],
  [50, 100, 25],
  [100, null, 50],
])('from %i %% it goes on to %s and back to %s', (percent, next, previous) => {
  const stops = stopsOf(usualSteps, 0);
  expect(nextStop(stops, percent)).toBe(next);
  expect(previousStop(stops, percent)).toBe(previous);
});

test('a shift that began at a share goes back to that share', () => {
  const stops = stopsOf(usualSteps, 10);
  expect(stops).toEqual([10, 25, 50, 100]);
  expect(previousStop(stops, 25)).toBe(10);
  expect(previousStop(stops, 10)).toBeNull();
});

test.each([
  ['5, 25, 50, 100', [5, 25, 50, 100]],
  ['10% → 60% → 100%', [10, 60, 100]],
  ['', 'Write at least one step, for example 25, 100.'],
  ['5 x', '“x” is no percentage: write whole numbers from 1 to 100.'],
  ['0 50', '“0” is no percentage: write whole numbers from 1 to 100.'],
  ['50 25', 'Write the steps from the smallest to the largest.'],
])('%j is read as %j', (typed, wanted) => {
  expect(parseSteps(typed)).toEqual(wanted);
});

test('what stands in the address is not believed', () => {
  expect(trustedSteps([50, 5])).toBe(usualSteps);
  expect(trustedWeights([90, 10], 2)).toEqual([90, 10]);
  expect(trustedWeights([90, 10], 3)).toBeNull();
  expect(trustedWeights([0, 0], 2)).toBeNull();
  expect(trustedWeights([-1, 2], 2)).toBeNull();
});
