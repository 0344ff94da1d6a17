import { expect, test } from 'vitest';
import { backendNames, describeMatch, describeRoute, describeRule, explainMatch, isRedirectOnly } from './describe.ts';
import { httpRoute } from './object-builders.ts';
import type { HttpRouteRule } from './objects.ts';

const redirect = (requestRedirect: object): HttpRouteRule => ({
  filters: [{ type: 'RequestRedirect', requestRedirect }],
});

test.each<[HttpRouteRule, string]>([
  [{ backendRefs: [{ name: 'ghost', port: 80 }] }, '/ → ghost'],
  [
    {
      backendRefs: [
        { name: 'storefront', weight: 90 },
        { name: 'canary', weight: 10 },
      ],
    },
    '/ → storefront 90 · canary 10',
  ],
  [
    {
      matches: [{ path: { type: 'PathPrefix', value: '/v2' }, headers: [{ name: 'x-beta', value: '1' }] }],
      backendRefs: [
        { name: 'checkout-v2', weight: 9 },
        { name: 'canary', weight: 1 },
      ],
    },
    '/v2 + header x-beta → checkout-v2 90 · canary 10',
  ],
  [
    {
      matches: [{ method: 'POST', path: { type: 'Exact', value: '/a' } }],
      backendRefs: [{ name: 'a', namespace: 'b' }],
    },
    'POST = /a → b/a',
  ],
  [{ matches: [{}, {}, {}], backendRefs: [{ name: 'a' }] }, '/ or 2 more → a'],
  [redirect({ statusCode: 301, scheme: 'https', hostname: 'shop.acme.com' }), '301 → https://shop.acme.com'],
  [redirect({ scheme: 'https', statusCode: 301 }), '301 → https, same host'],
  [redirect({ path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } }), '302 → /new, same host'],
  [{}, '/ → no backend'],
])('rule %# reads %s', (rule, text) => {
  expect(describeRule(rule)).toBe(text);
});

test('a route reads as its first rule and the number of the others', () => {
  const rule = { backendRefs: [{ name: 'a' }] };
  expect(describeRoute(httpRoute({ rules: [rule, rule, rule] }))).toBe('/ → a, 2 more rules');
  expect(describeRoute(httpRoute({ rules: [] }))).toBe('no rule');
});

test('a match is explained in full', () => {
  const match = {
    path: { value: '/v2' },
    headers: [{ name: 'x-beta', value: '1' }],
    queryParams: [{ type: 'RegularExpression', name: 'q', value: '^a' }],
  };
  expect(explainMatch(match)).toBe('path starts with /v2 and header x-beta is 1 and query parameter q matches ^a');
  expect(describeMatch(match)).toBe('/v2 + header x-beta + query q');
});

test('a route redirects only when every rule does', () => {
  expect(isRedirectOnly(httpRoute({ rules: [redirect({}), redirect({})] }))).toBe(true);
  expect(isRedirectOnly(httpRoute({ rules: [redirect({}), {}] }))).toBe(false);
  expect(isRedirectOnly(httpRoute({ rules: [] }))).toBe(false);
});

test('every Service is found by name, mirrors too', () => {
  const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow' } } };
  expect(
    backendNames(httpRoute({ rules: [{ filters: [mirror], backendRefs: [{ name: 'a' }, { name: 'a' }] }] })),
  ).toEqual(['a', 'shadow']);
});
