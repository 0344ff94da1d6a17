import { expect, test } from 'vitest';
import { openRules, ruleShape } from './rules.ts';

test('a limit holds for the orders that it was made for, and no longer', () => {
  const rules = openRules();
  rules.add(ruleShape.parse({ kind: 'rate-limit', times: 2, retryAfterSeconds: 60 }));
  expect([1, 2, 3].map(() => rules.limitOrder(['a.test']))).toEqual([60, 60, null]);
  expect(rules.list()).toEqual([]);
});

test('a limit for a name leaves other names alone', () => {
  const rules = openRules();
  rules.add(ruleShape.parse({ kind: 'rate-limit', name: 'A.test' }));
  expect(rules.limitOrder(['b.test'])).toBeNull();
  expect(rules.limitOrder(['b.test', 'a.test'])).toBe(3_600);
});

test('a proof is hidden as often as was said', () => {
  const rules = openRules();
  rules.add(ruleShape.parse({ kind: 'secondary-validation', name: 'a.test' }));
  expect(rules.hidesProof('b.test')).toBe(false);
  expect([1, 2].map(() => rules.hidesProof('a.test'))).toEqual([true, false]);
});

test('the last delay counts, until all rules are taken away', () => {
  const rules = openRules();
  rules.add({ kind: 'slow', seconds: 5 });
  rules.add({ kind: 'slow', seconds: 2 });
  expect(rules.delayMs()).toBe(2_000);
  rules.clear();
  expect(rules.delayMs()).toBe(0);
});
