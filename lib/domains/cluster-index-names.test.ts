import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coversHostname } from '../gateway-api/hostname.ts';
import { createNameIndex } from './cluster-index-names.ts';

const label = fc.constantFrom('a', 'b', 'c');
const hostname = fc
  .tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 4 }))
  .map(([isWildcard, labels]) => `${isWildcard ? '*.' : ''}${labels.join('.')}`);

test('finds what a slow search finds', () => {
  fc.assert(
    fc.property(fc.array(hostname, { maxLength: 30 }), hostname, (names, asked) => {
      const index = createNameIndex<string>();
      for (const name of names) index.add(name, name);
      const slow = new Set(names.filter((name) => coversHostname(name, asked) || coversHostname(asked, name)));
      expect(new Set(index.overlapping(asked))).toEqual(slow);
    }),
  );
});

test('gives what carries several of the names once', () => {
  const index = createNameIndex<string>();
  for (const name of ['a.test', '*.a.test', 'x.a.test']) index.add(name, 'route');
  expect(index.overlapping('*.a.test')).toEqual(['route']);
  expect(index.overlapping('b.test')).toEqual([]);
});
