import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffRoutes } from './diff.ts';
import { getAt, isSame } from './document.ts';
import { httpRoute } from './object-builders.ts';
import type { BackendRef, HttpRoute, HttpRouteFilter, HttpRouteMatch, HttpRouteRule, ParentRef } from './objects.ts';

function ruleTexts(before: object, after: object): readonly string[] {
  const rule = (part: object): HttpRouteRule => ({ name: 'beta', ...part });
  return diffRoutes(httpRoute({ rules: [rule(before)] }), httpRoute({ rules: [rule(after)] })).map(({ text }) => text);
}

const filter = {
  set: (...set: { name: string; value: string }[]): HttpRouteFilter => ({
    type: 'RequestHeaderModifier',
    requestHeaderModifier: { set },
  }),
  redirect: (requestRedirect: HttpRouteFilter['requestRedirect']): HttpRouteFilter => ({
    type: 'RequestRedirect',
    requestRedirect,
  }),
  rewrite: (urlRewrite: HttpRouteFilter['urlRewrite']): HttpRouteFilter => ({ type: 'URLRewrite', urlRewrite }),
  mirror: (name: string, percent?: number): HttpRouteFilter => ({
    type: 'RequestMirror',
    requestMirror: { backendRef: { name, port: 80 }, ...(percent === undefined ? {} : { percent }) },
  }),
  cors: (cors: HttpRouteFilter['cors']): HttpRouteFilter => ({ type: 'CORS', cors }),
  extension: (name: string): HttpRouteFilter => ({
    type: 'ExtensionRef',
    extensionRef: { group: 'limits.test', kind: 'RateLimit', name },
  }),
};

describe('filters', () => {
  test.each<[readonly HttpRouteFilter[] | undefined, readonly HttpRouteFilter[] | undefined, readonly string[]]>([
    [
      [filter.set({ name: 'x-a', value: 'beta' })],
      [filter.set({ name: 'x-a', value: 'gamma' })],
      ['rule beta now sets header x-a to gamma instead of beta on requests'],
    ],
    [
      undefined,
      [filter.set({ name: 'x-a', value: '1' }, { name: 'x-b', value: '2' })],
      ['rule beta now sets header x-a to 1 on requests', 'rule beta now sets header x-b to 2 on requests'],
    ],
    [[filter.set({ name: 'x-a', value: '1' })], undefined, ['rule beta no longer sets header x-a on requests']],
    [
      [filter.set({ name: 'x-a', value: '1' })],
      [filter.set({ name: 'X-A', value: '1' })],
      ['rule beta now writes header x-a as X-A on requests'],
    ],
    [
      [filter.set({ name: 'a', value: '1' }, { name: 'b', value: '2' })],
      [filter.set({ name: 'b', value: '2' }, { name: 'a', value: '1' })],
      ['rule beta: the order of the headers that it sets on requests changed'],
    ],
    [
      [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'x', value: '1' }], remove: ['y'] } }],
      [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'x', value: '2' }], remove: ['z'] } }],
      [
        'rule beta now adds 2 instead of 1 to header x on responses',
        'rule beta now removes header z on responses',
        'rule beta no longer removes header y on responses',
      ],
    ],
    [
      undefined,
      [filter.redirect({ scheme: 'https', statusCode: 301 })],
      ['rule beta now redirects with 301 to the same host with https'],
    ],
    [
      [filter.redirect({ hostname: 'a.test', statusCode: 301 })],
      [filter.redirect({ hostname: 'b.test', port: 8443, scheme: 'https', statusCode: 301 })],
      ['rule beta now redirects to https://b.test:8443 instead of a.test'],
    ],
    [
      [filter.redirect({ hostname: 'a.test', statusCode: 301 })],
      [filter.redirect({ hostname: 'a.test' })],
      ['rule beta now redirects with 302 instead of 301'],
    ],
    [
      [filter.redirect({ statusCode: 302 })],
      [filter.redirect({})],
      ['rule beta: filter RequestRedirect.requestRedirect.statusCode removed'],
    ],
    [[filter.redirect({ hostname: 'a.test' })], [], ['rule beta no longer redirects to a.test']],
    [
      undefined,
      [filter.rewrite({ hostname: 'a.test', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' } })],
      ['rule beta now rewrites the host to a.test', 'rule beta now rewrites the path prefix to /v2'],
    ],
    [
      [filter.rewrite({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } })],
      [filter.rewrite({ path: { type: 'ReplaceFullPath', replaceFullPath: '/index.html' } })],
      ['rule beta now rewrites the whole path to /index.html instead of the path prefix to /'],
    ],
    [undefined, [filter.mirror('copy')], ['rule beta now mirrors all requests to copy:80']],
    [
      [filter.mirror('copy')],
      [filter.mirror('copy', 5)],
      ['rule beta now mirrors 5 % of requests to copy:80 instead of all requests'],
    ],
    [
      [filter.mirror('one'), filter.mirror('two')],
      [filter.mirror('two')],
      ['rule beta no longer mirrors all requests to one:80'],
    ],
    [
      [filter.cors({ allowOrigins: ['https://a.test'], maxAge: 5 })],
      [filter.cors({ allowOrigins: ['https://b.test'], maxAge: 60, allowCredentials: true, allowMethods: ['PUT'] })],
      [
        'rule beta: CORS now allows pages of https://b.test',
        'rule beta: CORS no longer allows pages of https://a.test',
        'rule beta: CORS lets browsers remember the answer for 60 s instead of 5 s',
        'rule beta: CORS now allows credentials',
        'rule beta: CORS now allows method PUT',
      ],
    ],
    [
      [filter.extension('slow')],
      [filter.extension('fast')],
      ['rule beta now uses RateLimit fast instead of RateLimit slow'],
    ],
    [
      [filter.extension('slow'), filter.rewrite({ hostname: 'a' }), filter.mirror('copy')],
      [filter.mirror('copy'), filter.extension('slow'), filter.rewrite({ hostname: 'a' })],
      ['rule beta: the order of its filters is now RequestMirror to copy, RateLimit slow, URLRewrite'],
    ],
    [undefined, [{ type: 'Invented' }], ['rule beta: filter Invented added']],
    [[{ type: 'URLRewrite' }], undefined, ['rule beta: filter URLRewrite removed']],
  ])('change %#', (before, after, expected) => {
    expect(ruleTexts({ filters: before }, { filters: after })).toEqual(expected);
  });

  test('a field that nobody knows is said by its path', () => {
    const after = { type: 'URLRewrite', urlRewrite: { hostname: 'b', later: 1 }, more: true };
    expect(ruleTexts({ filters: [filter.rewrite({ hostname: 'a' })] }, { filters: [after] })).toEqual([
      'rule beta now rewrites the host to b instead of a',
      'rule beta: rewrite.later added: 1',
      'rule beta: filter URLRewrite.more added: true',
    ]);
  });

  test('those of a backend say for which backend', () => {
    const backend = (filters: readonly object[]) => ({ backendRefs: [{ name: 'canary', port: 80, filters }] });
    const response = { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } };
    const filters = [filter.set({ name: 'x-a', value: '1' }), response, filter.rewrite({ hostname: 'a' })];
    expect(ruleTexts(backend([]), backend([...filters, filter.mirror('copy', 5)]))).toEqual([
      'rule beta now sets header x-a to 1 on requests to canary',
      'rule beta now removes header server on responses from canary',
      'rule beta now rewrites the host to a for canary',
      'rule beta now mirrors 5 % of requests for canary to copy:80',
    ]);
  });
});

test.each<[object, object, readonly string[]]>([
  [
    { timeouts: { request: '5s', backendRequest: '1s' } },
    { timeouts: { request: '10s', backendRequest: '2s' } },
    ['rule beta now times out after 10s instead of 5s', 'rule beta now gives each try at a backend 2s instead of 1s'],
  ],
  [{ timeouts: { request: '5s' } }, {}, ['rule beta no longer has a timeout of its own (it was 5s)']],
  [
    { timeouts: { request: '5s' } },
    { timeouts: { request: '0s' } },
    ['rule beta now never times out instead of after 5s'],
  ],
  [
    { retry: { attempts: 2, codes: [500] } },
    { retry: { attempts: 1, codes: [500, 503, 504], backoff: '100ms' } },
    [
      'rule beta now tries again up to 1 time instead of 2',
      'rule beta now also tries again on 503, 504',
      'rule beta now waits 100ms between tries',
    ],
  ],
  [{ retry: { attempts: 2, codes: [500] } }, {}, ['rule beta no longer tries again']],
  [{}, { retry: {} }, ['rule beta: retry added: {}']],
  [
    {},
    { sessionPersistence: { sessionName: 'sid', absoluteTimeout: '1h' } },
    ['rule beta now keeps a client at one backend by cookie sid for at most 1h'],
  ],
  [
    { sessionPersistence: { type: 'Cookie', sessionName: 'sid' } },
    { sessionPersistence: { type: 'Header', sessionName: 'x-sid' } },
    ['rule beta now keeps a client at one backend by header x-sid instead of by cookie sid'],
  ],
])('the options of a rule: change %#', (before, after, expected) => {
  expect(ruleTexts(before, after)).toEqual(expected);
});

test.each<[readonly BackendRef[], readonly BackendRef[], readonly string[]]>([
  [
    [{ name: 'canary', port: 80, weight: 1 }],
    [{ name: 'canary', port: 8080, weight: 1 }],
    ['rule beta now reaches canary at port 8080 instead of 80'],
  ],
  [
    [{ name: 'canary', port: 80 }],
    [{ name: 'canary', namespace: 'other', port: 80 }],
    ['rule beta now sends to other/canary instead of canary'],
  ],
  [
    [{ name: 'canary', port: 80 }],
    [{ kind: 'ServiceImport', group: 'multicluster.x-k8s.io', name: 'canary', port: 80 }],
    [
      'rule beta now sends to ServiceImport canary instead of canary',
      'rule beta: ServiceImport canary.group added: multicluster.x-k8s.io',
    ],
  ],
  [
    [{ name: 'canary', weight: 1 }],
    [{ name: 'canary', kind: 'Service' }],
    ['rule beta: canary.weight removed', 'rule beta: canary.kind added: Service'],
  ],
  [
    [
      { name: 'a', port: 80, weight: 1 },
      { name: 'b', port: 80, weight: 1 },
    ],
    [
      { name: 'a', port: 80, weight: 3 },
      { name: 'b', port: 81, weight: 1 },
    ],
    ['rule beta: a gets 75 % instead of 50 %', 'rule beta now reaches b at port 81 instead of 80'],
  ],
])('backends: change %#', (before, after, expected) => {
  expect(ruleTexts({ backendRefs: before }, { backendRefs: after }).toSorted()).toEqual(expected.toSorted());
});

test.each<[HttpRouteMatch, HttpRouteMatch, readonly string[]]>([
  [{}, { method: 'POST' }, ['rule beta now takes only POST instead of every method']],
  [{ method: 'POST' }, {}, ['rule beta now takes every method instead of only POST']],
  [
    { headers: [{ name: 'x-a', value: '1' }] },
    { headers: [{ name: 'x-a', value: '2' }] },
    ['rule beta now needs header x-a to be 2 instead of 1'],
  ],
  [
    { queryParams: [{ name: 'q', value: '1' }] },
    { queryParams: [{ name: 'q', value: '1', type: 'RegularExpression' }] },
    ['rule beta now compares query parameter q by a regular expression'],
  ],
])('matches: change %#', (before, after, expected) => {
  expect(ruleTexts({ matches: [before] }, { matches: [after] })).toEqual(expected);
});

test.each<[readonly ParentRef[], readonly ParentRef[], readonly string[]]>([
  [
    [{ namespace: 'infra', name: 'external' }],
    [{ namespace: 'infra', name: 'external', sectionName: 'https', port: 443 }],
    ['listener https on port 443 of Gateway infra/external instead of every listener'],
  ],
  [
    [{ name: 'external', sectionName: 'http' }],
    [{ name: 'external' }],
    ['every listener of Gateway external instead of listener http'],
  ],
  [
    [{ name: 'external', sectionName: 'http' }],
    [
      { name: 'external', sectionName: 'http' },
      { kind: 'ListenerSet', name: 'more' },
    ],
    ['ListenerSet more added'],
  ],
  [[{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }], ['Gateway a moved to the end']],
])('Gateways: change %#', (before, after, expected) => {
  expect(
    diffRoutes(httpRoute({ parentRefs: before }), httpRoute({ parentRefs: after })).map(({ text }) => text),
  ).toEqual(expected);
});

/** Values of the right shape and of none: drafts and clusters hold both. */
const odd = fc.constantFrom<unknown>('', 'a', 'b', 0, 1, true, null, [], ['a'], [null], {}, { name: 'a' }, [
  { name: 'a' },
]);
const fields = (...names: readonly string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(...names, '__proto__'), odd) },
    { weight: 1, arbitrary: odd },
  );
const anyFilter = fc.record(
  {
    type: fc.constantFrom<unknown>('RequestRedirect', 'RequestMirror', 'CORS', 'ExtensionRef', 'URLRewrite', 7),
    requestHeaderModifier: fields('set', 'add', 'remove'),
    requestRedirect: fields('scheme', 'hostname', 'port', 'path', 'statusCode'),
    urlRewrite: fields('hostname', 'path', 'other'),
    requestMirror: fields('backendRef', 'percent', 'fraction'),
    cors: fields('allowOrigins', 'allowCredentials', 'maxAge'),
    extensionRef: fields('kind', 'name'),
  },
  { requiredKeys: [] },
);
const anyRule = fc.record(
  {
    filters: fc.oneof(fc.array(anyFilter, { maxLength: 3 }), odd),
    timeouts: fields('request', 'backendRequest'),
    retry: fields('attempts', 'codes', 'backoff'),
    sessionPersistence: fields('type', 'sessionName', 'cookieConfig'),
    backendRefs: fc.oneof(fc.array(fields('name', 'port', 'weight', 'filters', 'kind'), { maxLength: 3 }), odd),
    matches: fc.oneof(fc.array(fields('method', 'path', 'headers'), { maxLength: 2 }), odd),
  },
  { requiredKeys: [] },
);

function routeOf(rule: object): HttpRoute {
  return httpRoute({ rules: [rule] });
}

test('whatever a rule holds, no difference stays unsaid and none is invented', () => {
  fc.assert(
    fc.property(anyRule, anyRule, (a, b) => {
      const changes = diffRoutes(routeOf(a), routeOf(b));
      expect(changes.length > 0).toBe(!isSame(a, b));
      expect(diffRoutes(routeOf(a), routeOf(structuredClone(a)))).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
});

test('one field that changes is pointed at, however hostile it is', () => {
  fc.assert(
    fc.property(anyRule, fc.constantFrom('filters', 'timeouts', 'retry', 'backendRefs'), odd, (rule, key, value) => {
      fc.pre(!isSame(getAt(rule, [key]), value));
      const changes = diffRoutes(routeOf(rule), routeOf({ ...rule, [key]: value }));
      expect(changes.map(({ path }) => path.slice(0, 4))).toContainEqual(['spec', 'rules', 0, key]);
    }),
  );
});
