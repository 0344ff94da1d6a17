import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath, parseFieldPath } from './field-path.ts';

test.each([
  ['spec.rules[0].matches[2].path', ['spec', 'rules', 0, 'matches', 2, 'path']],
  ['.spec.rules', ['spec', 'rules']],
  ['metadata.annotations[a.b/c]', ['metadata', 'annotations', 'a.b/c']],
  ['spec.rules[0]: something else', ['spec', 'rules', 0]],
  ['', []],
])('reads %s as the API server means it', (field, path) => {
  expect(parseFieldPath(field)).toEqual(path);
});

test('what is written can be read again', () => {
  const step = fc.oneof(
    fc.nat(),
    fc.constantFrom('spec', 'rules', 'a.b/c', 'x-y', 'with "quotes"', 'back\\slash', '0'),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (path) => {
      expect(parseFieldPath(formatPath(path))).toEqual(path);
    }),
  );
});
