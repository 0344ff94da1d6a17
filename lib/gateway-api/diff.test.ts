import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffRoutes } from './diff.ts';
import { isSame, setAt } from './document.ts';
import { httpRoute } from './object-builders.ts';
import type { HttpRoute, HttpRouteSpec } from './objects.ts';
import { arbitraryRoute } from './route-arbitrary.ts';

const beta = {
  name: 'beta',
  matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
  backendRefs: [
    { name: 'checkout', port: 80, weight: 90 },
    { name: 'canary', port: 80, weight: 10 },
  ],
};
const rest = { name: 'rest', backendRefs: [{ name: 'checkout', port: 80 }] };

function texts(before: HttpRouteSpec, after: HttpRouteSpec): readonly string[] {
  return diffRoutes(httpRoute(before), httpRoute(after)).map((change) => change.text);
}

describe('a diff in the domain’s language', () => {
  test.each<[HttpRouteSpec, HttpRouteSpec, readonly string[]]>([
    [{ hostnames: ['a.test'] }, { hostnames: ['a.test', 'b.test'] }, ['hostname b.test added']],
    [{ hostnames: ['a.test', 'b.test'] }, { hostnames: ['b.test', 'a.test'] }, ['hostname a.test moved to the end']],
    [
      { parentRefs: [{ name: 'external', sectionName: 'http' }] },
      { parentRefs: [{ name: 'external', sectionName: 'https' }] },
      ['listener https of Gateway external instead of listener http'],
    ],
    [
      { rules: [beta] },
      { rules: [setAt(setAt(beta, ['backendRefs', 0, 'weight'], 75), ['backendRefs', 1, 'weight'], 25)] },
      ['rule beta: checkout gets 75 % instead of 90 %', 'rule beta: canary gets 25 % instead of 10 %'],
    ],
    [
      { rules: [beta] },
      { rules: [setAt(beta, ['matches', 0, 'headers'], [{ name: 'x-beta', value: '1' }])] },
      ['rule beta now also needs header x-beta'],
    ],
    [
      { rules: [beta] },
      { rules: [setAt(beta, ['matches', 0, 'path', 'value'], '/v3')] },
      ['rule beta: path starts with /v3, no longer path starts with /v2'],
    ],
    [{ rules: [beta, rest] }, { rules: [rest, beta] }, ['rule beta moved to the end']],
    [{ rules: [beta, rest] }, { rules: [rest] }, ['rule beta removed']],
    [{ rules: [rest] }, { rules: [beta, rest] }, ['rule beta added']],
    [{ rules: [rest] }, { rules: [{ ...rest, name: 'all' }] }, ['rule rest is now called all']],
    [{ rules: [rest] }, { rules: [{ ...rest, timeouts: { request: '10s' } }] }, ['rule rest now times out after 10s']],
    [
      { rules: [beta] },
      { rules: [setAt(beta, ['backendRefs', 1], { name: 'next', port: 80, weight: 10 })] },
      ['rule beta: canary gets nothing any more (it had 10 %)', 'rule beta: next added with 10 %'],
    ],
    [
      { rules: [{ ...rest, filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 301 } }] }] },
      { rules: [{ ...rest, filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 302 } }] }] },
      ['rule rest now redirects with 302 instead of 301'],
    ],
  ])('change %#', (before, after, expected) => {
    expect(texts(before, after)).toEqual(expected);
  });

  test('two unnamed rules that swap places are one move and no rewrite', () => {
    const [a, b] = [{ backendRefs: [{ name: 'a' }] }, { backendRefs: [{ name: 'b' }], matches: [{ method: 'GET' }] }];
    expect(diffRoutes(httpRoute({ rules: [a, b] }), httpRoute({ rules: [b, a] })).map((change) => change.kind)).toEqual(
      ['moved'],
    );
  });

  test('labels and annotations are compared key by key', () => {
    const before = httpRoute({}, { annotations: { 'x/ttl': '300', gone: '1' } });
    const after = httpRoute({}, { annotations: { 'x/ttl': '60' }, labels: { team: 'a' } });
    expect(diffRoutes(before, after).map((change) => change.text)).toEqual([
      'label team added: a',
      'annotation x/ttl is 60 instead of 300',
      'annotation gone removed',
    ]);
  });

  test('what the server writes is no change', () => {
    const after: HttpRoute = {
      ...httpRoute({}, { generation: 9, managedFields: [{ manager: 'x' }] }),
      status: { parents: [] },
    };
    expect(diffRoutes(httpRoute(), after)).toEqual([]);
  });
});

describe('laws', () => {
  test('equal routes have no difference', () => {
    fc.assert(fc.property(arbitraryRoute, (route) => diffRoutes(route, structuredClone(route)).length === 0));
  });

  test('different routes have one', () => {
    fc.assert(
      fc.property(arbitraryRoute, arbitraryRoute, (a, b) => diffRoutes(a, b).length > 0 === !isSame(a, b)),
      { numRuns: 2_000 },
    );
  });

  test('one edit of a rule is one change that points at it', () => {
    fc.assert(
      fc.property(arbitraryRoute, fc.nat(2), (route, index) => {
        const rules = route.spec?.rules ?? [];
        fc.pre(index < rules.length);
        const edited = setAt(route, ['spec', 'rules', index, 'somethingNew'], 'x');
        const changes = diffRoutes(route, edited);
        expect(changes).toHaveLength(1);
        expect(changes[0]?.path.slice(0, 2)).toEqual(['spec', 'rules']);
      }),
    );
  });
});
