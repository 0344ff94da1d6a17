import { expect, test } from 'vitest';
import { found } from './rule-builders.ts';

test('a backend with less than one percent is told, one with none is meant', () => {
  const shares = (...weights: readonly number[]) =>
    found({ backendRefs: weights.map((weight, index) => ({ name: `s${index}`, port: 80, weight })) });
  expect(shares(999, 1)).toEqual(['weight.tiny backendRefs[1].weight']);
  expect(shares(99, 1)).toEqual([]);
  expect(shares(999, 0)).toEqual([]);
});
