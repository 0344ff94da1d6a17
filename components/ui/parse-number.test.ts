import { expect, test } from 'vitest';
import { parseNumber } from './parse-number.ts';

test.each([
  ['12', 12],
  [' 0 ', 0],
  ['-1', -1],
  ['', undefined],
  ['abc', 'abc'], // stays, so that it can be explained
  ['1e9', '1e9'],
])('"%s" is read as %s', (typed, value) => {
  expect(parseNumber(typed)).toBe(value);
});
