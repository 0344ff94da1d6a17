import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSame, moveItem, setAt } from './document.ts';
import { formatPath } from './field-path.ts';
import { httpRoute } from './object-builders.ts';
import type { HttpRoute } from './objects.ts';
import { arbitraryRoute } from './route-arbitrary.ts';
import { mergeRoutes } from './three-way.ts';

const base = httpRoute(
  {
    hostnames: ['a.test', 'b.test'],
    rules: [
      {
        name: 'beta',
        backendRefs: [
          { name: 'a', port: 80, weight: 90 },
          { name: 'b', port: 80, weight: 10 },
        ],
      },
      { name: 'rest', backendRefs: [{ name: 'c', port: 80 }] },
    ],
  },
  { annotations: { note: 'x' } },
);
const edit = (route: HttpRoute, ...path: (string | number)[]) => ({
  to: (value: unknown) => setAt(route, path, value),
});

function merge(mine: HttpRoute, theirs: HttpRoute) {
  const { merged, conflicts } = mergeRoutes(base, mine, theirs);
  return { merged, conflicts: conflicts.map(formatPath) };
}

describe('a three-way merge', () => {
  test('joins changes of different rules', () => {
    const mine = edit(base, 'spec', 'rules', 0, 'backendRefs', 1, 'weight').to(25);
    const theirs = edit(base, 'spec', 'rules', 1, 'timeouts').to({ request: '1s' });
    expect(merge(mine, theirs)).toEqual({
      merged: edit(mine, 'spec', 'rules', 1, 'timeouts').to({ request: '1s' }),
      conflicts: [],
    });
  });

  test('joins changes of one rule’s different backends', () => {
    const mine = edit(base, 'spec', 'rules', 0, 'backendRefs', 1, 'weight').to(25);
    const theirs = edit(base, 'spec', 'rules', 0, 'backendRefs', 0, 'weight').to(75);
    const { merged, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged.spec?.rules?.[0]?.backendRefs?.map((ref) => ref.weight)).toEqual([75, 25]);
  });

  test('reports one value that both changed differently, and has mine there', () => {
    const mine = edit(base, 'spec', 'rules', 0, 'backendRefs', 1, 'weight').to(25);
    const theirs = edit(base, 'spec', 'rules', 0, 'backendRefs', 1, 'weight').to(50);
    expect(merge(mine, theirs)).toEqual({ merged: mine, conflicts: ['spec.rules[0].backendRefs[1].weight'] });
  });

  test('is no conflict when both made the same change', () => {
    const both = edit(base, 'spec', 'rules', 0, 'backendRefs', 1, 'weight').to(25);
    expect(merge(both, structuredClone(both))).toEqual({ merged: both, conflicts: [] });
  });

  test('joins hostnames as a set', () => {
    const mine = edit(base, 'spec', 'hostnames').to(['a.test', 'b.test', 'c.test']);
    const theirs = edit(base, 'spec', 'hostnames').to(['b.test']);
    expect(merge(mine, theirs).merged.spec?.hostnames).toEqual(['b.test', 'c.test']);
  });

  test('keeps a rule’s new place and its new content together', () => {
    const mine = moveItem(base, ['spec', 'rules'], 0, 1);
    const theirs = edit(base, 'spec', 'rules', 0, 'timeouts').to({ request: '1s' });
    const { merged, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged.spec?.rules).toMatchObject([{ name: 'rest' }, { name: 'beta', timeouts: { request: '1s' } }]);
  });

  test('a rule that one side removed and the other changed is a conflict', () => {
    const mine = edit(base, 'spec', 'rules', 1).to(undefined);
    const theirs = edit(base, 'spec', 'rules', 1, 'timeouts').to({ request: '1s' });
    expect(merge(mine, theirs).conflicts).toEqual(['spec.rules[0]']);
  });

  test('takes what the server writes from theirs', () => {
    const theirs: HttpRoute = {
      ...base,
      metadata: { ...base.metadata, resourceVersion: '9', generation: 4 },
      status: { parents: [] },
    };
    const { merged } = merge(edit(base, 'metadata', 'annotations', 'note').to('y'), theirs);
    expect(merged.metadata).toMatchObject({ resourceVersion: '9', generation: 4, annotations: { note: 'y' } });
    expect(merged.status).toEqual({ parents: [] });
  });
});

describe('laws', () => {
  test('a side that changed nothing does not count', () => {
    fc.assert(
      fc.property(arbitraryRoute, arbitraryRoute, (a, b) => {
        const onlyTheirs = mergeRoutes(a, a, b);
        const onlyMine = mergeRoutes(a, b, a);
        expect(onlyTheirs.conflicts).toEqual([]);
        expect(onlyMine.conflicts).toEqual([]);
        expect(isSame(onlyTheirs.merged, b)).toBe(true);
        expect(isSame(onlyMine.merged, b)).toBe(true);
      }),
    );
  });

  test('what both did is done', () => {
    fc.assert(
      fc.property(arbitraryRoute, arbitraryRoute, (a, b) => {
        const both = mergeRoutes(a, b, structuredClone(b));
        return both.conflicts.length === 0 && isSame(both.merged, b);
      }),
    );
  });

  test('conflicts are the same seen from either side, up to the place in the list', () => {
    fc.assert(
      fc.property(arbitraryRoute, arbitraryRoute, arbitraryRoute, (a, b, c) => {
        return mergeRoutes(a, b, c).conflicts.length > 0 === mergeRoutes(a, c, b).conflicts.length > 0;
      }),
    );
  });
});
