import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';

test('shows a changed line as removed and added', () => {
  expect(diffLines('a\nweight: 10\nc\n', 'a\nweight: 9\nc\n')).toEqual([
    { mark: null, text: 'a' },
    { mark: 'del', text: 'weight: 10' },
    { mark: 'add', text: 'weight: 9' },
    { mark: null, text: 'c' },
  ]);
});

test('both versions can be read back from the difference', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd: 1'), { minLength: 1 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const keep = (mark: 'add' | 'del') =>
        lines
          .filter((line) => line.mark === null || line.mark === mark)
          .map((line) => line.text)
          .join('\n');
      return keep('del') === before && keep('add') === after;
    }),
  );
});

test('equal texts have no marks', () => {
  expect(diffLines('a\nb', 'a\nb').every((line) => line.mark === null)).toBe(true);
});
