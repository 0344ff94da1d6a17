import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Path } from '../outcome.ts';
import { getAt, insertAt, isSame, moveItem, removeAt, removeEntryAt, setAt } from './document.ts';

const key = fc.constantFrom(
  'spec',
  'rules',
  'matches',
  'x-unknown',
  'weight',
  '__proto__',
  'constructor',
  'ünïcode',
  '0',
);
const json = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key, tie('node'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).node;

/** Every path of a document that leads to something, the root excluded. */
function pathsOf(doc: unknown, path: Path = []): Path[] {
  if (Array.isArray(doc)) return doc.flatMap((item, i) => [[...path, i], ...pathsOf(item, [...path, i])]);
  if (typeof doc !== 'object' || doc === null) return [];
  return Object.entries(doc).flatMap(([name, child]) => [[...path, name], ...pathsOf(child, [...path, name])]);
}

const documentAndPath = json
  .filter((doc) => pathsOf(doc).length > 0)
  .chain((doc) => fc.tuple(fc.constant(doc), fc.constantFrom(...pathsOf(doc))));

describe('lossless edits', () => {
  test('setting a value changes that value and nothing else, not even the order of keys', () => {
    fc.assert(
      fc.property(documentAndPath, ([doc, path]) => {
        const before = JSON.stringify(doc);
        const marker = { marker: true };
        const after = setAt(doc, path, marker);
        expect(JSON.stringify(doc)).toBe(before);
        expect(getAt(after, path)).toBe(marker);
        for (const other of pathsOf(doc)) {
          const isOnTheWay = other.every((step, i) => path[i] === step);
          const isBelow = path.every((step, i) => other[i] === step);
          if (!isOnTheWay && !isBelow) expect(getAt(after, other)).toBe(getAt(doc, other));
        }
        expect(JSON.stringify(setAt(after, path, getAt(doc, path)))).toBe(before);
      }),
      { numRuns: 2_000 },
    );
  });

  test('removing a value leaves the rest as it was', () => {
    fc.assert(
      fc.property(documentAndPath, ([doc, path]) => {
        const after = removeAt(doc, path);
        const parent = path.slice(0, -1);
        const last = path.at(-1);
        const expected = structuredClone(doc);
        const container = getAt(expected, parent);
        if (Array.isArray(container) && typeof last === 'number') container.splice(last, 1);
        else if (typeof container === 'object' && container !== null) Reflect.deleteProperty(container, String(last));
        expect(JSON.stringify(after)).toBe(JSON.stringify(expected));
      }),
      { numRuns: 1_000 },
    );
  });

  test('setting what is there already gives the same document back', () => {
    fc.assert(fc.property(documentAndPath, ([doc, path]) => setAt(doc, path, getAt(doc, path)) === doc));
  });

  test('inserting and then removing gives an equal document', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 5 }), fc.nat(5), json, (list, index, value) => {
        const at = Math.min(index, list.length);
        const inserted = insertAt({ list, other: 1 }, ['list', at], value);
        expect(getAt(inserted, ['list', at])).toBe(value);
        expect(isSame(removeAt(inserted, ['list', at]), { list, other: 1 })).toBe(true);
      }),
    );
  });

  test('moving an entry keeps every entry identical and moving back restores the order', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), fc.nat(7), fc.nat(7), (list, from, to) => {
        const doc = { spec: { rules: list }, status: {} };
        const moved = moveItem(doc, ['spec', 'rules'], from, to);
        expect(new Set(moved.spec.rules)).toEqual(new Set(list));
        expect(moved.status).toBe(doc.status);
        expect(isSame(moveItem(moved, ['spec', 'rules'], to, from), doc)).toBe(true);
      }),
    );
  });

  test('no edit pollutes a prototype', () => {
    const doc = setAt({}, ['__proto__', 'polluted'], true);
    setAt(doc, ['constructor', 'prototype', 'polluted'], true);
    expect(getAt({}, ['polluted'])).toBeUndefined();
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(doc)).toBe(Object.prototype);
    expect(getAt({}, ['constructor'])).toBeUndefined();
  });

  test.each<[string, unknown, Path]>([
    ['a key of a text', { spec: 'text' }, ['spec', 'rules']],
    ['an index of an object', { spec: {} }, ['spec', 0]],
    ['a key of a list', { spec: [] }, ['spec', 'rules']],
    ['an index past the end', { spec: [1] }, ['spec', 3]],
    ['a negative index', { spec: [1] }, ['spec', -1]],
    ['a fractional index', { spec: [1, 2] }, ['spec', 0.5]],
  ])('a path that does not fit (%s) changes nothing', (_name, doc, path) => {
    expect(setAt(doc, path, 1)).toBe(doc);
    expect(removeAt(doc, path)).toBe(doc);
  });

  test('what is missing on the way is made', () => {
    expect(setAt({}, ['spec', 'rules', 0, 'name'], 'beta')).toEqual({ spec: { rules: [{ name: 'beta' }] } });
    expect(insertAt({}, ['spec', 'hostnames', 0], 'a.test')).toEqual({ spec: { hostnames: ['a.test'] } });
    expect(setAt({ spec: null }, ['spec', 'x'], 1)).toEqual({ spec: { x: 1 } });
  });

  test('removing the last header removes the list of headers', () => {
    const match = { path: { value: '/' }, headers: [{ name: 'x-beta' }] };
    expect(removeEntryAt({ matches: [match] }, ['matches', 0, 'headers', 0])).toEqual({
      matches: [{ path: { value: '/' } }],
    });
    expect(removeAt({ headers: [1] }, ['headers', 0])).toEqual({ headers: [] });
  });
});

describe('defects of other editors', () => {
  const route = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'checkout', namespace: 'storefront' },
    spec: {
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/v2' } }, { headers: [{ name: 'x-beta', value: '1' }] }],
          filters: [
            { type: 'ExtensionRef', extensionRef: { group: 'g', kind: 'K', name: 'n' } },
            { type: 'FutureFilter', futureFilter: { level: 3 } },
          ],
          timeouts: { request: '10s' },
          retry: { attempts: 2 },
          backendRefs: [
            { name: 'a', port: 80, weight: 1 },
            { name: 'b', port: 80, weight: 0, filters: [{ type: 'URLRewrite' }] },
          ],
        },
        { filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 301, scheme: 'https' } }] },
      ],
    },
  };
  const edited = setAt(route, ['spec', 'rules', 0, 'backendRefs', 0, 'weight'], 9);

  test('matches that are OR-ed are not flattened into one that is AND-ed', () => {
    expect(edited.spec.rules[0]?.matches).toBe(route.spec.rules[0]?.matches);
    expect(edited.spec.rules[0]?.matches).toHaveLength(2);
  });
  test('a rule that only redirects does not vanish', () => {
    expect(edited.spec.rules[1]).toBe(route.spec.rules[1]);
  });
  test('weight 0 does not become 1', () => {
    expect(edited.spec.rules[0]?.backendRefs?.[1]?.weight).toBe(0);
  });
  test('weight 1 does not become 100', () => {
    const other = setAt(route, ['spec', 'rules', 0, 'backendRefs', 1, 'weight'], 5);
    expect(other.spec.rules[0]?.backendRefs?.[0]?.weight).toBe(1);
  });
  test('a weight that was not set stays not set', () => {
    const doc = { backendRefs: [{ name: 'a' }, { name: 'b', weight: 2 }] };
    expect(setAt(doc, ['backendRefs', 1, 'weight'], 3).backendRefs[0]).toEqual({ name: 'a' });
  });
  test('filters, timeouts and retries are not dropped', () => {
    expect(edited.spec.rules[0]?.filters).toBe(route.spec.rules[0]?.filters);
    expect(edited.spec.rules[0]?.timeouts).toBe(route.spec.rules[0]?.timeouts);
    expect(edited.spec.rules[0]?.retry).toBe(route.spec.rules[0]?.retry);
    expect(edited.spec.rules[0]?.backendRefs?.[1]).toBe(route.spec.rules[0]?.backendRefs?.[1]);
  });
  test('a filter of an unknown type is not lost', () => {
    expect(getAt(edited, ['spec', 'rules', 0, 'filters', 1, 'futureFilter', 'level'])).toBe(3);
  });
  test('a match needs no method', () => {
    expect(
      getAt(setAt(route, ['spec', 'rules', 0, 'matches', 0, 'path', 'value'], '/v3'), [
        'spec',
        'rules',
        0,
        'matches',
        0,
      ]),
    ).toEqual({
      path: { type: 'PathPrefix', value: '/v3' },
    });
  });
});
