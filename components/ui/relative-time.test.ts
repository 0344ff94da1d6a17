import { expect, test } from 'vitest';
import { ageText } from './relative-time.tsx';

test.each([
  [-5_000, 'just now'], // a clock that is a little ahead
  [3_000, 'just now'],
  [42_000, '42 s ago'],
  [125_000, '2 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [30 * 3_600_000, 'yesterday'],
  [12 * 86_400_000, '12 days ago'],
  [40 * 86_400_000, null],
])('an age of %s ms reads %s', (age, text) => {
  expect(ageText(age, false)).toBe(text);
});

test('the live indicator counts tenths of a second', () => {
  expect(ageText(400, true)).toBe('0.4 s ago');
});
