import { expect, test } from 'vitest';
import { areSameButMatches, areSameProps } from './same-props.ts';

const rule = { name: 'a' };

test.each<[object, object, boolean]>([
  [{ rule, path: ['rules', 0] }, { rule, path: ['rules', 0] }, true],
  [{ rule, path: ['rules', 0] }, { rule, path: ['rules', 1] }, false],
  [{ rule, path: ['rules', 0] }, { rule: { name: 'a' }, path: ['rules', 0] }, false], // an edit made it another one
  [{ rule }, { rule, extra: 1 }, false],
  [{ rule, extra: undefined }, { rule, other: undefined }, true],
])('%j and %j are the same: %s', (before, after, same) => {
  expect(areSameProps(before, after)).toBe(same);
});

const matches = [{}];
test.each<[object, object, boolean]>([
  [{ rule: { name: 'a', matches } }, { rule: { name: 'a', matches: [] } }, true],
  [{ rule: { name: 'a' } }, { rule: { name: 'a', matches } }, true],
  [{ rule: { name: 'a', matches } }, { rule: { name: 'b', matches } }, false],
  [{ rule: { matches } }, { rule: { matches, filters: [] } }, false],
  [{ rule, matches }, { rule, matches: [] }, false], // only those of the rule do not count
])('%j and %j are the same but for matches: %s', (before, after, same) => {
  expect(areSameButMatches(before, after)).toBe(same);
});
