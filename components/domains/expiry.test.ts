import { expect, test } from 'vitest';
import { lifeLeft, timeUntil } from './expiry.ts';

const day = 86_400_000;

test.each([
  [61.5 * day, '61 days left'],
  [2 * day, '2 days left'],
  [1.5 * day, '36 h left'],
  [59_000, '1 min left'],
  [0, 'expired'],
  [-day, 'expired'],
])('with %i ms to go a certificate has: %s', (left, words) => {
  expect(lifeLeft(left, 0)).toBe(words);
});

test.each([
  [5_400, 'in 6 s'],
  [0, 'now'],
  [-4_000, 'now'],
  [900_000, 'in 15 min'],
  [6 * 3_600_000, 'in 6 h'],
  [3 * day, 'in 3 days'],
])('a check %i ms ahead comes %s', (left, words) => {
  expect(timeUntil(left, 0)).toBe(words);
});
