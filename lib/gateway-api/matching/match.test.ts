import { describe, expect, test } from 'vitest';
import { gateway, gatewayClass, httpRoute, service, snapshot } from '../object-builders.ts';
import type { HttpRoute, HttpRouteMatch } from '../objects.ts';
import { meets } from './expectation.ts';
import type { RequestFacts } from './request.ts';
import { findTakeovers } from './takeover.ts';
import { createTester, type TestAnswer } from './tester.ts';

const external = { namespace: 'infra', name: 'external' };

function request(facts: Partial<RequestFacts> = {}): RequestFacts {
  return { scheme: 'http', host: 'shop.apps.test', port: 10080, method: 'GET', path: '/', headers: [], ...facts };
}

function routeWith(...matches: readonly (HttpRouteMatch | null)[]): HttpRoute {
  return httpRoute({
    rules: matches.map((match) => ({
      ...(match === null ? {} : { matches: [match] }),
      backendRefs: [{ name: 'storefront', port: 80 }],
    })),
  });
}

function ask(draft: HttpRoute, facts: Partial<RequestFacts>, others: readonly HttpRoute[] = []): TestAnswer {
  const cluster = snapshot({ gateways: [gateway()], routes: others, services: [service()] });
  return createTester(cluster, null).withDraft(draft).ask(external, request(facts));
}

const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } }) as const;
const exact = (value: string) => ({ path: { type: 'Exact', value } }) as const;
const header = (name: string, value: string) => ({ headers: [{ name, value }] });

describe('why a rule loses', () => {
  test.each<[string, readonly (HttpRouteMatch | null)[], Partial<RequestFacts>, string]>([
    ['a shorter prefix', [prefix('/a/b'), prefix('/a')], { path: '/a/b' }, 'takes it too, but /a/b is longer than /a'],
    [
      'a prefix beside an exact path',
      [exact('/a'), prefix('/a')],
      { path: '/a' },
      'takes it too, but an exact path (= /a) comes before a prefix (/a)',
    ],
    [
      'no method',
      [{ ...prefix('/'), method: 'GET' }, prefix('/')],
      {},
      'takes it too, but the winner also asks for a method',
    ],
    [
      'fewer headers',
      [{ ...prefix('/'), ...header('a', '1') }, null],
      { headers: [['A', '1']] },
      'takes it too, but the winner asks for more headers (1 against 0)',
    ],
    [
      'later in the route',
      [prefix('/'), prefix('/')],
      {},
      'takes it equally well, but rule 1 (everything else) comes first in the route',
    ],
    ['a header that is missing', [null, header('x-beta', '1')], {}, 'needs header x-beta: 1, the request has none'],
    [
      'another value',
      [null, header('x-beta', '1')],
      { headers: [['x-beta', '2']] },
      'needs header x-beta: 1, the request has 2',
    ],
    ['another method', [null, { method: 'POST' }], {}, 'needs method POST, the request is GET'],
    [
      'a prefix that ends inside an element',
      [null, prefix('/abc')],
      { path: '/abcd' },
      'needs a path below /abc: prefixes go by whole elements',
    ],
    [
      'an expression that RE2 refuses',
      [null, { path: { type: 'RegularExpression', value: '(' } }],
      {},
      'its expression ( is none that RE2 reads',
    ],
  ])('%s', (_, matches, facts, reason) => {
    const { losers } = ask(routeWith(...matches), facts);
    expect(losers.map((loser) => loser.reason)).toEqual([reason]);
  });

  test('the older of two routes that fit equally well', () => {
    const older = httpRoute({}, { name: 'older', creationTimestamp: '2025-01-01T00:00:00Z' });
    const answer = ask(httpRoute(), {}, [older]);
    expect(answer.winner).toMatchObject({ routeId: 'storefront/older', isDraft: false });
    expect(answer.losers).toMatchObject([
      { match: { isDraft: true }, reason: 'takes it equally well, but the other route is older' },
    ]);
  });

  test('a wider hostname, by the standard and as Envoy does', () => {
    const wide = httpRoute({ hostnames: ['*.apps.test'] }, { name: 'wide' });
    const narrow = httpRoute({
      rules: [{ matches: [prefix('/only')], backendRefs: [{ name: 'storefront', port: 80 }] }],
    });
    const cluster = (controller: string) =>
      snapshot({
        gatewayClasses: [gatewayClass(controller)],
        gateways: [gateway()],
        routes: [wide],
        services: [service()],
      });
    const byStandard = createTester(cluster('example.com/any'), null).withDraft(narrow).ask(external, request());
    const byEnvoy = createTester(cluster('gateway.envoyproxy.io/gatewayclass-controller'), null)
      .withDraft(narrow)
      .ask(external, request());
    expect(byStandard.winner?.routeId).toBe('storefront/wide');
    expect(byEnvoy.outcome).toMatchObject({ kind: 'status', status: 404 });
    expect(byEnvoy.losers.find((loser) => loser.match.routeId === 'storefront/wide')?.reason).toBe(
      'serves *.apps.test, but shop.apps.test is narrower and is asked alone',
    );
  });
});

describe('what becomes of a request', () => {
  test.each<[string, Parameters<typeof httpRoute>[0], Partial<RequestFacts>, object]>([
    ['no rule', { rules: [{ matches: [exact('/x')] }] }, {}, { kind: 'status', status: 404 }],
    ['no backend', { rules: [{}] }, {}, { kind: 'status', status: 500 }],
    [
      'only weight 0',
      { rules: [{ backendRefs: [{ name: 'storefront', port: 80, weight: 0 }] }] },
      {},
      { kind: 'status', status: 500 },
    ],
    ['a hostname of nobody', {}, { host: 'other.test' }, { kind: 'status', status: 404 }],
    ['a port on which nothing listens', {}, { port: 1 }, { kind: 'no-connection' }],
    [
      'a missing Service',
      { rules: [{ backendRefs: [{ name: 'gone', port: 80 }] }] },
      {},
      { kind: 'backends', backends: [{ status: 500, share: 100 }] },
    ],
    ['a Service without endpoints', {}, {}, { kind: 'backends', backends: [{ status: 503 }] }],
    [
      'a redirect that keeps the query and names the listener’s port',
      {
        rules: [
          {
            filters: [
              {
                type: 'RequestRedirect',
                requestRedirect: { statusCode: 301, path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' } },
              },
            ],
            matches: [prefix('/old')],
          },
        ],
      },
      { path: '/old/a?b=1' },
      { kind: 'redirect', redirect: { status: 301, location: 'http://shop.apps.test:10080/new/a?b=1' } },
    ],
  ])('%s', (_, spec, facts, outcome) => {
    expect(ask(httpRoute(spec), facts).outcome).toMatchObject(outcome);
  });

  test('a preflight is answered by the Gateway and reaches no backend', () => {
    const cors = { allowOrigins: ['https://*.acme.test'], allowMethods: ['GET'], allowCredentials: true };
    const draft = httpRoute({
      rules: [{ filters: [{ type: 'CORS', cors }], backendRefs: [{ name: 'storefront', port: 80 }] }],
    });
    const headers = [
      ['Origin', 'https://a.acme.test'],
      ['Access-Control-Request-Method', 'GET'],
    ] as const;
    expect(ask(draft, { method: 'OPTIONS', headers }).outcome).toMatchObject({
      kind: 'preflight',
      cors: { kind: 'preflight' },
    });
  });
});

test('each match gives an example that it takes', () => {
  const cluster = snapshot({ gateways: [gateway()], services: [service()] });
  const draft = routeWith(
    exact('/a'),
    { ...prefix('/b'), method: 'POST', ...header('x-beta', '1') },
    { path: { type: 'RegularExpression', value: '/v[0-9]+' } },
    null,
  );
  const asked = createTester(cluster, null).withDraft(draft);
  const examples = asked.examples(external);
  expect(examples.map((example) => example.ruleIndex)).toEqual([0, 1, 2, 3]);
  for (const example of examples)
    expect(asked.ask(external, example.request).winner?.ruleIndex).toBe(example.ruleIndex);
});

test('requests that another route takes today and the draft would take are found', () => {
  const theirs = httpRoute({ hostnames: ['*.apps.test'] }, { name: 'theirs', namespace: 'payments' });
  const cluster = snapshot({ gateways: [gateway()], routes: [theirs] });
  const takeovers = findTakeovers({ base: null, draft: httpRoute() }, cluster);
  expect(takeovers).toMatchObject([
    { from: 'payments/theirs', to: 'storefront/shop', request: { host: 'shop.apps.test' } },
  ]);
});

test('a saved request wants its backends and no other', () => {
  const answer = ask(httpRoute(), {});
  expect(meets({ kind: 'backends', names: ['storefront/storefront'] }, answer)).toBe(true);
  expect(meets({ kind: 'backends', names: ['storefront/other'] }, answer)).toBe(false);
  expect(meets({ kind: 'status', status: 404 }, answer)).toBe(false);
});
