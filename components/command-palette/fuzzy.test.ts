import { expect, test } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

test('letters must occur in the order in which they were typed', () => {
  expect(fuzzyScore('storefront/checkout', 'chk')).not.toBeNull();
  expect(fuzzyScore('storefront/checkout', 'kch')).toBeNull();
});

test('nothing typed fits everything alike', () => {
  expect(fuzzyScore('shop', '  ')).toBe(0);
});

test.each([
  ['checkout', 'canary-hook-out', 'checkout'], // whole before scattered
  ['storefront/shop', 'storefront/workshop', 'shop'], // start of a word before its middle
  ['shop', 'shop-admin', 'shop'], // short before long
])('%s comes before %s for "%s"', (better, worse, typed) => {
  expect(fuzzyScore(better, typed) ?? 0).toBeGreaterThan(fuzzyScore(worse, typed) ?? 0);
});
