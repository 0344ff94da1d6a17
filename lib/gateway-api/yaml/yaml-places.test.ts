import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getAt } from '../document.ts';
import { arbitraryRoute } from '../route-arbitrary.ts';
import { writeYaml } from './write-yaml.ts';
import { pathAtOffset, placesOf, rangeOfPath } from './yaml-places.ts';

const text =
  'spec:\n  rules:\n    - name: a # first\n      backendRefs:\n        - { name: b, port: 80 }\n    - name: b\n';
const shown = (path: readonly (string | number)[]) => {
  const { from, to } = rangeOfPath(text, path);
  return text.slice(from, to);
};

test.each<[path: readonly (string | number)[], shown: string]>([
  [['spec', 'rules', 0, 'name'], 'a'],
  [['spec', 'rules', 0, 'backendRefs'], 'backendRefs'],
  [['spec', 'rules', 0, 'backendRefs', 0, 'port'], '80'],
  [['spec', 'rules', 1], 'name: b'],
  [['spec', 'rules', 7, 'name'], 'rules'],
  [['status'], 'spec:'],
])('%j stands at %s', (path, expected) => {
  expect(shown(path)).toBe(expected);
});

test.each<[at: string, path: readonly (string | number)[]]>([
  ['rules', ['spec', 'rules']],
  ['a #', ['spec', 'rules', 0, 'name']],
  ['80', ['spec', 'rules', 0, 'backendRefs', 0, 'port']],
])('at %s is %j', (at, path) => {
  expect(pathAtOffset(text, text.indexOf(at))).toEqual(path);
});

test('the path at the place of a path is that path', () => {
  fc.assert(
    fc.property(arbitraryRoute, (route) => {
      const written = writeYaml(route);
      const places = placesOf(written);
      for (const path of scalarPaths(route)) {
        expect(places.pathAt(places.rangeOf(path).from)).toEqual(path);
      }
    }),
    { numRuns: 100 },
  );
});

test('a broken text is asked without harm', () => {
  fc.assert(
    fc.property(fc.nat(text.length), fc.string({ maxLength: 5 }), fc.nat(90), (at, typed, offset) => {
      const broken = text.slice(0, at) + typed + text.slice(at);
      expect(getAt({}, pathAtOffset(broken, offset))).not.toBe(null);
      expect(rangeOfPath(broken, ['spec', 'rules', 0]).to).toBeLessThanOrEqual(broken.length);
    }),
  );
});

function scalarPaths(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarPaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, item]) => scalarPaths(item, [...path, key]));
}
