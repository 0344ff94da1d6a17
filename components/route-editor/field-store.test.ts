import { expect, test } from 'vitest';
import type { Issue, Path } from '@/lib/outcome.ts';
import { fieldId } from './field-anchor.ts';
import { createFieldStore } from './field-store.ts';

const issue = (path: Path): Issue => ({ code: 'test.issue', severity: 'error', path, message: 'Wrong.' });
const at = (...issues: readonly Issue[]) => new Map(issues.map((one) => [fieldId(one.path), [one]]));

test('a place has its own findings, a closed part those of everything in it', () => {
  const [path, header] = [issue(['rules', 1, 'path']), issue(['rules', 1, 'headers', 0])];
  const store = createFieldStore(at(path, header, issue(['rules', 12])));
  expect(store.issuesAt(['rules', 1, 'path'])).toEqual([path]);
  expect(store.issuesAt(['rules', 1])).toEqual([]);
  expect(store.issuesIn(['rules', 1])).toEqual([path, header]);
});

test('who reads gets the same list again until it differs', () => {
  const [kept, gone] = [issue(['rules', 0, 'path']), issue(['rules', 1, 'path'])];
  const store = createFieldStore(at(kept, gone));
  const [first, second] = [store.issuesIn(['rules', 0]), store.issuesIn(['rules', 1])];
  store.update(at(kept));
  expect(store.issuesIn(['rules', 0])).toBe(first);
  expect(store.issuesIn(['rules', 1])).not.toBe(second);
  expect(store.issuesIn(['rules', 1])).toBe(store.issuesIn(['rules', 7]));
});

test('who listens hears of a change, and of nothing after it left', () => {
  const store = createFieldStore(new Map());
  let heard = 0;
  const leave = store.subscribe(() => {
    heard += 1;
  });
  const placed = at(issue(['rules']));
  store.update(placed);
  store.update(placed);
  leave();
  store.update(new Map());
  expect(heard).toBe(1);
});
