import { expect, test } from 'vitest';
import { getAt, setAt } from '@/lib/gateway-api/document.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { findConflicts, mergeWith } from './merge-choice.ts';

const base = httpRoute({
  rules: [
    { name: 'beta', backendRefs: [{ name: 'new', port: 80, weight: 10 }] },
    { name: 'rest', backendRefs: [{ name: 'old', port: 80 }] },
  ],
});
const weight = ['spec', 'rules', 0, 'backendRefs', 0, 'weight'];
const mine = setAt(setAt(base, weight, 20), ['spec', 'hostnames'], ['shop.apps.test', 'mine.apps.test']);
const theirs = setAt(setAt(base, weight, 50), ['spec', 'rules', 1, 'backendRefs', 0, 'port'], 8080);
const versions = { base, mine, theirs };

test('what both changed differently is to decide, the rest is not', () => {
  expect(findConflicts(versions)).toEqual([{ path: weight, mine: 20, theirs: 50 }]);
});

test('mine wins where theirs is not chosen, and both other edits stay', () => {
  const merged = mergeWith(versions, []);
  expect(getAt(merged, weight)).toBe(20);
  expect(merged.spec?.hostnames).toContain('mine.apps.test');
  expect(getAt(merged, ['spec', 'rules', 1, 'backendRefs', 0, 'port'])).toBe(8080);
});

test('theirs is taken where it is chosen, and my other edits stay', () => {
  const merged = mergeWith(versions, [weight]);
  expect(getAt(merged, weight)).toBe(50);
  expect(merged.spec?.hostnames).toContain('mine.apps.test');
});

test('a conflict is found although the other side moved the rule', () => {
  const [first, second] = theirs.spec?.rules ?? [];
  const moved = setAt(theirs, ['spec', 'rules'], [second, first]);
  const [conflict] = findConflicts({ base, mine, theirs: moved });
  expect(conflict).toMatchObject({ mine: 20, theirs: 50 });
  expect(
    getAt(mergeWith({ base, mine, theirs: moved }, [conflict?.path ?? []]), [
      'spec',
      'rules',
      1,
      'backendRefs',
      0,
      'weight',
    ]),
  ).toBe(50);
});
