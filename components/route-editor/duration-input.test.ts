import { expect, test } from 'vitest';
import { readDuration } from './duration-input.ts';

test.each(['10s', '0s', '1h30m', '1h2m3s4ms', '99999ms', ' 5s '])('%j is a duration', (typed) => {
  expect(readDuration(typed)).toEqual({ duration: typed.trim() });
});

test.each([
  ['10', 'Write a unit, e.g. 10s.'],
  ['0', 'Write a unit: 0s means no limit.'],
  ['10 s', 'Write it without spaces and in lower case: 10s.'],
  ['10S', 'Write it without spaces and in lower case: 10s.'],
  ['1.5s', 'Only whole numbers: write 1500ms instead of 1.5s.'],
  ['100000ms', 'At most 5 digits before a unit: write 100s instead of 100000ms.'],
  ['1s1s1s1s1s', 'At most four parts, e.g. 1h30m.'],
  ['2d', 'The units are h, m, s and ms, e.g. 1m30s.'],
  ['5min', 'The units are h, m, s and ms, e.g. 1m30s.'],
  ['-5s', 'A duration cannot be negative.'],
  ['soon', '“soon” is no duration: write e.g. 10s or 1m30s.'],
  ['', '“” is no duration: write e.g. 10s or 1m30s.'],
])('%j is refused with how to write it', (typed, problem) => {
  expect(readDuration(typed)).toEqual({ problem });
});
