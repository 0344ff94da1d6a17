import { describe, expect, test } from 'vitest';
import { applyEdit } from '../gateway-api/edit.ts';
import { formatPath } from '../gateway-api/field-path.ts';
import { gateway, gatewayClass, httpRoute, snapshot } from '../gateway-api/object-builders.ts';
import type { HttpRoute, HttpRouteFilter, HttpRouteMatch, HttpRouteRule } from '../gateway-api/objects.ts';
import { emptyContext, toValidationContext, type ValidationContext } from './context.ts';
import { fixesFor } from './fixes.ts';
import { grantFor } from './grant.ts';
import { toRival } from './rivals.ts';
import { validateRoute } from './validate-route.ts';

const backendRefs = [{ name: 'shop', port: 80 }];
const filter = (type: string, settings: Record<string, unknown>): HttpRouteFilter => ({ type, ...settings });
const withFilters = (...filters: readonly HttpRouteFilter[]): HttpRouteRule => ({ backendRefs, filters });
const redirecting = (requestRedirect: Record<string, unknown>, matches?: readonly HttpRouteMatch[]): HttpRouteRule => ({
  ...(matches === undefined ? {} : { matches }),
  filters: [filter('RequestRedirect', { requestRedirect })],
});
const rewriting = (urlRewrite: Record<string, unknown>, matches?: readonly HttpRouteMatch[]): HttpRouteRule => ({
  ...(matches === undefined ? {} : { matches }),
  ...withFilters(filter('URLRewrite', { urlRewrite })),
});
const headers = (requestHeaderModifier: Record<string, unknown>) =>
  filter('RequestHeaderModifier', { requestHeaderModifier });
const prefix = (value: string): HttpRouteMatch => ({ path: { type: 'PathPrefix', value } });
const exact = (value: string): HttpRouteMatch => ({ path: { type: 'Exact', value } });
const mirror = (settings: Record<string, unknown>) =>
  withFilters(filter('RequestMirror', { requestMirror: { backendRef: { name: 'm', port: 80 }, ...settings } }));
const cors = (settings: Record<string, unknown>) => withFilters(filter('CORS', { cors: settings }));

/** Codes and places within the first rule, or within the route for a list of rules. */
function found(rules: HttpRouteRule | readonly HttpRouteRule[], context = emptyContext): readonly string[] {
  const list = 'length' in rules ? rules : [rules];
  return validateRoute(httpRoute({ rules: list }), context).map(
    (issue) => `${issue.code} ${formatPath(issue.path).replace(/^spec\.rules\[0\]\.?/, '')}`,
  );
}

describe('filters', () => {
  test.each<[string, HttpRouteRule, readonly string[]]>([
    ['a good one', withFilters(headers({ set: [{ name: 'x-a', value: '1' }] })), []],
    ['an unknown kind', withFilters(filter('Magic', {})), ['filter.type-unknown filters[0].type']],
    ['no kind', withFilters({}), ['filter.type-unknown filters[0].type']],
    ['no settings', withFilters({ type: 'CORS' }), ['filter.settings-missing filters[0]']],
    [
      'settings of another kind',
      withFilters(filter('CORS', { cors: {}, urlRewrite: { hostname: 'a.test' } })),
      ['filter.settings-foreign filters[0].urlRewrite'],
    ],
    [
      'one kind twice',
      withFilters(headers({ remove: ['x-a'] }), headers({ remove: ['x-b'] })),
      ['filter.repeated filters[1]'],
    ],
    [
      'two extensions',
      withFilters(filter('ExtensionRef', { extensionRef: {} }), filter('ExtensionRef', { extensionRef: {} })),
      [],
    ],
    [
      'redirect and rewrite',
      { filters: [...(redirecting({ port: 81 }).filters ?? []), ...(rewriting({ hostname: 'b.test' }).filters ?? [])] },
      ['redirect.with-rewrite filters[1]'],
    ],
    [
      'on a backend',
      { backendRefs: [{ name: 'a', port: 80, filters: [{ type: 'CORS' }] }] },
      ['filter.settings-missing backendRefs[0].filters[0]'],
    ],
  ])('%s', (_name, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });
});

describe('header changes', () => {
  const line = (name: unknown, value: unknown = '1') => ({ name, value });
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['no name', { set: [line('')] }, ['header-filter.name-missing filters[0].requestHeaderModifier.set[0].name']],
    [
      'a space in the name',
      { add: [line('x a')] },
      ['header-filter.name-malformed filters[0].requestHeaderModifier.add[0].name'],
    ],
    [
      'no value',
      { set: [line('x-a', '')] },
      ['header-filter.value-missing filters[0].requestHeaderModifier.set[0].value'],
    ],
    [
      'a line break',
      { set: [line('x-a', 'a\nb')] },
      ['header-filter.value-malformed filters[0].requestHeaderModifier.set[0].value'],
    ],
    [
      'a name twice',
      { set: [line('x-a'), line('x-a')] },
      ['header-filter.duplicate filters[0].requestHeaderModifier.set[1]'],
    ],
    [
      'two spellings',
      { set: [line('x-a'), line('X-A')] },
      ['header-filter.conflict filters[0].requestHeaderModifier.set[1]'],
    ],
    [
      'set and removed',
      { set: [line('x-a')], remove: ['X-A'] },
      ['header-filter.conflict filters[0].requestHeaderModifier.remove[0]'],
    ],
    [
      'who is asking',
      { set: [line('X-Forwarded-User')] },
      ['header-filter.identity filters[0].requestHeaderModifier.set[0].name'],
    ],
    [
      'where it came from',
      { add: [line('x-forwarded-for')] },
      ['header-filter.forwarded filters[0].requestHeaderModifier.add[0].name'],
    ],
    ['an identity removed', { remove: ['x-user'] }, []],
    ['a list that is none', { set: 'x' }, ['route.wrong-shape filters[0].requestHeaderModifier.set']],
  ])('%s', (_name, modifier, expected) => {
    expect(found(withFilters(headers(modifier)))).toEqual(expected);
  });

  test('of a backend undo those of the rule', () => {
    const rule = (ofRule: Record<string, unknown>, ofBackend: Record<string, unknown>): HttpRouteRule => ({
      filters: [headers(ofRule)],
      backendRefs: [{ name: 'a', port: 80, filters: [headers(ofBackend)] }],
    });
    const at = 'backendRefs[0].filters[0].requestHeaderModifier';
    expect(found(rule({ set: [line('x-a')] }, { remove: ['X-A'] }))).toEqual([`header-filter.undone ${at}.remove[0]`]);
    expect(found(rule({ remove: ['x-a'] }, { set: [line('x-a')] }))).toEqual([`header-filter.undone ${at}.set[0]`]);
    expect(found(rule({ set: [line('x-a')] }, { set: [line('x-a', '2')] }))).toEqual([]);
  });

  test('a match on a header that clients can forge is told as an information', () => {
    const issues = validateRoute(
      httpRoute({ rules: [{ backendRefs, matches: [{ headers: [{ name: 'x-user', value: 'mara' }] }] }] }),
      emptyContext,
    );
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['header.from-outside', 'info']]);
  });
});

describe('redirects and rewrites', () => {
  const onPrefix = [prefix('/a')];
  const replacePrefix = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } };
  test.each<[string, HttpRouteRule, readonly string[]]>([
    ['another host', redirecting({ hostname: 'new.test' }), []],
    ['another scheme', redirecting({ scheme: 'https' }), []],
    [
      'a wildcard',
      redirecting({ hostname: '*.a.test' }),
      ['redirect.value-malformed filters[0].requestRedirect.hostname'],
    ],
    ['a bad port', redirecting({ port: 0 }), ['redirect.value-malformed filters[0].requestRedirect.port']],
    [
      'a bad code',
      redirecting({ statusCode: 418, port: 81 }),
      ['redirect.value-malformed filters[0].requestRedirect.statusCode'],
    ],
    ['nothing at all', redirecting({}), ['redirect.to-itself filters[0].requestRedirect']],
    ['the name itself', redirecting({ hostname: 'shop.apps.test' }), ['redirect.to-itself filters[0].requestRedirect']],
    [
      'a page of its own under the same rule',
      redirecting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/closed' } }),
      ['redirect.to-itself filters[0].requestRedirect'],
    ],
    ['the new prefix', redirecting(replacePrefix, onPrefix), []],
    [
      'a prefix with two matches',
      redirecting(replacePrefix, [prefix('/a'), prefix('/c')]),
      ['rewrite.needs-one-prefix filters[0].requestRedirect.path'],
    ],
    [
      'a prefix of an exact path',
      rewriting(replacePrefix, [exact('/a')]),
      ['rewrite.needs-one-prefix filters[0].urlRewrite.path'],
    ],
    ['a prefix with the default match', rewriting(replacePrefix), []],
    [
      'the same prefix',
      rewriting({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/a/' } }, onPrefix),
      ['rewrite.no-effect filters[0].urlRewrite'],
    ],
    [
      'the same path',
      rewriting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/a' } }, [exact('/a')]),
      ['rewrite.no-effect filters[0].urlRewrite'],
    ],
    ['the same host', rewriting({ hostname: 'shop.apps.test' }), ['rewrite.no-effect filters[0].urlRewrite']],
    ['another host in a rewrite', rewriting({ hostname: 'inner.test' }), []],
    [
      'a value of the other kind',
      rewriting({ path: { type: 'ReplaceFullPath', replacePrefixMatch: '/' } }),
      ['rewrite.path-mismatch filters[0].urlRewrite.path.replaceFullPath'],
    ],
    [
      'two values',
      rewriting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' } }),
      ['rewrite.path-mismatch filters[0].urlRewrite.path'],
    ],
  ])('%s', (_name, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });

  test('a page of its own is no circle where another rule serves it', () => {
    const closing = redirecting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/closed' } });
    expect(found([closing, { backendRefs, matches: [exact('/closed')] }])).toEqual([]);
  });

  test('http to https is a circle exactly where the route is on the https listener as well', () => {
    const world = (...protocols: readonly string[]): ValidationContext =>
      toValidationContext(
        snapshot({
          gateways: [
            gateway({
              listeners: protocols.map((protocol) => ({
                name: protocol.toLowerCase(),
                port: protocol === 'HTTPS' ? 443 : 80,
                protocol,
                allowedRoutes: { namespaces: { from: 'All' } },
              })),
            }),
          ],
        }),
        { editing: null, visible: ['storefront'], zones: [], annotationPrefix: 'x/', services: [] },
      );
    const rule = redirecting({ scheme: 'https', statusCode: 301 });
    const codesIn = (context: ValidationContext) => found(rule, context).filter((line) => line.startsWith('redirect'));
    expect(codesIn(world('HTTP'))).toEqual([]);
    expect(codesIn(world('HTTP', 'HTTPS'))).toEqual(['redirect.to-itself filters[0].requestRedirect']);
  });
});

describe('mirrors, CORS, timeouts and retries', () => {
  const retrying = (retry: unknown): HttpRouteRule => {
    const rule = { backendRefs, retry };
    return rule;
  };
  test.each<[string, HttpRouteRule, readonly string[]]>([
    ['a mirror', mirror({ percent: 10 }), []],
    [
      'a mirror without port',
      withFilters(filter('RequestMirror', { requestMirror: { backendRef: { name: 'm' } } })),
      ['backend.port-missing filters[0].requestMirror.backendRef.port'],
    ],
    [
      'percent and fraction',
      mirror({ percent: 1, fraction: { numerator: 1 } }),
      ['mirror.share-twice filters[0].requestMirror'],
    ],
    ['101 %', mirror({ percent: 101 }), ['mirror.share-malformed filters[0].requestMirror.percent']],
    [
      '3 of 2',
      mirror({ fraction: { numerator: 3, denominator: 2 } }),
      ['mirror.share-malformed filters[0].requestMirror.fraction'],
    ],
    ['good origins', cors({ allowOrigins: ['https://*.a.test:8443', 'http://a'], allowCredentials: true }), []],
    [
      'an origin with a path',
      cors({ allowOrigins: ['https://a.test/x'] }),
      ['cors.origin-malformed filters[0].cors.allowOrigins[0]'],
    ],
    ['* and more', cors({ allowMethods: ['*', 'GET'] }), ['cors.star-with-others filters[0].cors.allowMethods']],
    [
      'credentials for all',
      cors({ allowOrigins: ['*'], allowCredentials: true }),
      ['cors.credentials-for-all filters[0].cors.allowCredentials'],
    ],
    ['good timeouts', { backendRefs, timeouts: { request: '10s', backendRequest: '500ms' } }, []],
    ['no limit', { backendRefs, timeouts: { request: '0s', backendRequest: '1h' } }, []],
    ['a day', { backendRefs, timeouts: { request: '1d' } }, ['timeout.malformed timeouts.request']],
    [
      'one try too long',
      { backendRefs, timeouts: { request: '1s', backendRequest: '2s' } },
      ['timeout.backend-longer timeouts.backendRequest'],
    ],
    ['retries', retrying({ attempts: 2, codes: [503], backoff: '100ms' }), []],
    ['a retry of 200', retrying({ codes: [200, 500] }), ['retry.code-malformed retry.codes[0]']],
    ['half an attempt', retrying({ attempts: 0.5 }), ['retry.attempts-malformed retry.attempts']],
  ])('%s', (_name, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });
});

describe('what is never reached', () => {
  const rule = (...matches: readonly HttpRouteMatch[]): HttpRouteRule => ({ matches, backendRefs });
  const header = (value: string, type = 'Exact') => ({ ...prefix('/'), headers: [{ name: 'x-a', type, value }] });
  test.each<[string, readonly HttpRouteRule[], readonly string[]]>([
    ['a longer path after a shorter one is reached', [rule(prefix('/')), rule(prefix('/a'))], []],
    ['an exact path after its prefix is reached', [rule(prefix('/a')), rule(exact('/a'))], []],
    [
      'a method or a header makes a match win',
      [rule(prefix('/')), rule({ ...prefix('/'), method: 'GET' }), rule(header('1'))],
      [],
    ],
    [
      'the same prefix with a final slash',
      [rule(prefix('/a')), rule(prefix('/a/'))],
      ['rule.never-reached spec.rules[1]'],
    ],
    [
      'a value that an earlier expression takes',
      [rule(header('v.*', 'RegularExpression')), rule(header('v2'))],
      ['rule.never-reached spec.rules[1]'],
    ],
    [
      'a value that an earlier expression only contains',
      [rule(header('v', 'RegularExpression')), rule(header('v2'))],
      [],
    ],
    ['an expression after a value', [rule(header('v2')), rule(header('v.*', 'RegularExpression'))], []],
    [
      'one of two matches',
      [rule(prefix('/a')), rule(prefix('/a'), prefix('/b'))],
      ['match.duplicate spec.rules[1].matches[0]'],
    ],
    [
      'one of two matches that an expression takes',
      [rule(header('v.*', 'RegularExpression')), rule(header('v2'), prefix('/b'))],
      ['match.never-reached spec.rules[1].matches[0]'],
    ],
    ['twice within a rule', [rule(prefix('/a'), prefix('/a'))], ['match.duplicate matches[1]']],
    ['two rules without matches', [{ backendRefs }, { backendRefs }], ['rule.never-reached spec.rules[1]']],
  ])('%s', (_name, rules, expected) => {
    expect(found(rules)).toEqual(expected);
  });
});

describe('ties with other routes', () => {
  const other = (createdAt: string, spec: Parameters<typeof httpRoute>[0] = {}) =>
    httpRoute(spec, { name: 'other', creationTimestamp: createdAt });
  const draftOf = (createdAt: string | undefined) => httpRoute({}, { creationTimestamp: createdAt });
  const ties = (draft: HttpRoute, rival: HttpRoute, isVisible = true) =>
    validateRoute(draft, { ...emptyContext, rivals: [toRival(rival, isVisible)] }).map((issue) => issue.message);

  test('the older route gets the requests, and is named as far as the user may know it', () => {
    const rival = other('2026-01-01T00:00:00Z');
    expect(ties(draftOf(undefined), rival)[0]).toMatch(
      /^Route storefront\/other is older and matches “\/” on shop\.apps\.test/,
    );
    expect(ties(draftOf('2026-06-01T00:00:00Z'), rival, false)[0]).toMatch(/^A route of another team is older/);
  });

  test.each<[string, HttpRoute]>([
    ['younger', other('2026-12-01T00:00:00Z')],
    ['on another hostname', other('2026-01-01T00:00:00Z', { hostnames: ['b.test'] })],
    ['on another Gateway', other('2026-01-01T00:00:00Z', { parentRefs: [{ name: 'internal', namespace: 'infra' }] })],
    ['with another match', other('2026-01-01T00:00:00Z', { rules: [{ matches: [prefix('/b')] }] })],
  ])('a route that is %s takes nothing', (_name, rival) => {
    expect(ties(draftOf('2026-06-01T00:00:00Z'), rival)).toEqual([]);
  });

  test('routes of other teams are told only where they name a hostname of the draft', () => {
    const foreign = httpRoute({}, { name: 'theirs', namespace: 'payments' });
    const options = { editing: null, visible: ['storefront'], zones: [], annotationPrefix: 'x/', services: [] };
    const world = snapshot({ routes: [foreign] });
    expect(toValidationContext(world, options).rivals).toEqual([]);
    const told = toValidationContext(world, { ...options, hostnames: ['shop.apps.test'] }).rivals;
    expect(told).toMatchObject([{ id: null }]);
    expect(JSON.stringify(told)).not.toContain('payments/theirs');
  });
});

describe('features of the GatewayClass', () => {
  const world = (features: readonly string[]): ValidationContext => {
    const kind = gatewayClass();
    const reported = { ...kind, status: { supportedFeatures: features.map((name) => ({ name })) } };
    return toValidationContext(snapshot({ gateways: [gateway()], gatewayClasses: [reported] }), {
      editing: null,
      visible: ['storefront'],
      zones: [],
      annotationPrefix: 'x/',
      services: [],
    });
  };
  const lacking = (rule: HttpRouteRule, ...features: readonly string[]) =>
    found(rule, world(features)).filter((line) => line.startsWith('class.'));

  test('a field is warned of where the class reports features without it', () => {
    const rule = { ...mirror({ percent: 5 }), matches: [{ method: 'GET' }] };
    expect(lacking(rule, 'HTTPRoute', 'HTTPRouteMethodMatching')).toEqual([
      'class.unsupported filters[0].requestMirror',
      'class.unsupported filters[0].requestMirror.percent',
    ]);
  });

  test('a class that reports nothing is not judged', () => {
    expect(lacking(mirror({ percent: 5 }))).toEqual([]);
  });
});

test('a backend with less than one percent is told, one with none is meant', () => {
  const shares = (...weights: readonly number[]) =>
    found({ backendRefs: weights.map((weight, index) => ({ name: `s${index}`, port: 80, weight })) });
  expect(shares(999, 1)).toEqual(['weight.tiny backendRefs[1].weight']);
  expect(shares(99, 1)).toEqual([]);
  expect(shares(999, 0)).toEqual([]);
});

test('an expression that grows too large is not even compiled', () => {
  const match = { path: { type: 'RegularExpression', value: '.{999}'.repeat(170) } };
  const started = performance.now();
  expect(found({ matches: [match], backendRefs })).toEqual(['regex.pathological matches[0].path.value']);
  expect(performance.now() - started).toBeLessThan(100);
});

test('a grant names one namespace and one Service, and is not needed at home', () => {
  expect(grantFor('storefront', { name: 'ledger', namespace: 'payments', port: 80 })).toMatchObject({
    kind: 'ReferenceGrant',
    metadata: { namespace: 'payments' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'storefront' }],
      to: [{ group: '', kind: 'Service', name: 'ledger' }],
    },
  });
  expect(grantFor('storefront', { name: 'shop', port: 80 })).toBeNull();
});

describe('a fix mends what it is offered for', () => {
  const route = (spec: Record<string, unknown>, metadata = {}) => httpRoute(spec, metadata);
  const rules = (...list: readonly HttpRouteRule[]) => route({ rules: list });
  const world: ValidationContext = {
    ...toValidationContext(snapshot({ gateways: [gateway()] }), {
      editing: null,
      visible: ['storefront'],
      zones: [],
      annotationPrefix: 'external-dns.alpha.kubernetes.io/',
      services: [],
    }),
    services: [
      {
        namespace: 'storefront',
        name: 'shop',
        ports: [{ port: 80, name: 'http', readyEndpoints: 1, totalEndpoints: 1 }],
      },
    ],
    supportedFeatures: { 'infra/external': ['HTTPRoute'] },
  };
  const rewritePath = (path: Record<string, unknown>, matches = [prefix('/a'), prefix('/b')]) =>
    rules(rewriting({ path }, matches));
  const pathOf = (value: string) => rules({ backendRefs, matches: [exact(value)] });

  test.each<[string, HttpRoute]>([
    ['route.name-malformed', route({}, { name: 'My Shop!' })],
    ['hostname.upper-case', route({ hostnames: ['Shop.apps.test'] })],
    ['hostname.with-scheme', route({ hostnames: ['https://shop.apps.test/x'] })],
    ['hostname.with-port', route({ hostnames: ['shop.apps.test:80'] })],
    ['hostname.trailing-dot', route({ hostnames: ['shop.apps.test.'] })],
    ['hostname.underscore', route({ hostnames: ['my_shop.apps.test'] })],
    ['hostname.duplicate', route({ hostnames: ['a.test', 'a.test'] })],
    ['parent.none', route({ parentRefs: [] })],
    ['parent.duplicate', route({ parentRefs: [{ name: 'g' }, { name: 'g' }] })],
    ['rule.name-duplicate', rules({ name: 'a', matches: [prefix('/a')], backendRefs }, { name: 'a', backendRefs })],
    ['rule.redirect-with-backends', rules({ backendRefs, ...redirecting({ port: 81 }) })],
    ['rule.never-reached', rules({ backendRefs }, { backendRefs })],
    ['match.duplicate', rules({ backendRefs, matches: [prefix('/a'), prefix('/a')] })],
    ['match.type-unknown', rules({ backendRefs, matches: [{ path: { type: 'Glob', value: '/a' } }] })],
    ['path.no-slash', pathOf('a')],
    ['path.double-slash', pathOf('/a//b')],
    ['path.dots', pathOf('/a/./b/../c')],
    ['path.query', pathOf('/a?b=c')],
    ['path.fragment', pathOf('/a#b')],
    ['path.characters', pathOf('/a b%zz')],
    ['method.unknown', rules({ backendRefs, matches: [{ method: 'get' }] })],
    ['header.name-malformed', rules({ backendRefs, matches: [{ headers: [{ name: 'x-beta:', value: '1' }] }] })],
    [
      'header.ignored',
      rules({
        backendRefs,
        matches: [
          {
            headers: [
              { name: 'a', value: '1' },
              { name: 'A', value: '2' },
            ],
          },
        ],
      }),
    ],
    ['weight.fraction', rules({ backendRefs: [{ name: 'shop', port: 80, weight: 1.5 }] })],
    ['weight.negative', rules({ backendRefs: [{ name: 'shop', port: 80, weight: -1 }] })],
    ['weight.all-zero', rules({ backendRefs: [{ name: 'shop', port: 80, weight: 0 }] })],
    [
      'weight.tiny',
      rules({
        backendRefs: [
          { name: 'a', port: 80, weight: 999 },
          { name: 'b', port: 80 },
        ],
      }),
    ],
    ['backend.port-missing', rules({ backendRefs: [{ name: 'shop' }] })],
    ['backend.no-port', rules({ backendRefs: [{ name: 'shop', port: 81 }] })],
    ['filter.settings-missing', rules(withFilters({ type: 'CORS' }))],
    ['filter.settings-foreign', rules(withFilters(filter('CORS', { cors: {}, urlRewrite: {} })))],
    ['filter.repeated', rules(withFilters(filter('CORS', { cors: {} }), filter('CORS', { cors: {} })))],
    ['header-filter.conflict', rules(withFilters(headers({ set: [{ name: 'a', value: '1' }], remove: ['a'] })))],
    ['header-filter.identity', rules(withFilters(headers({ set: [{ name: 'x-user', value: '1' }] })))],
    ['rewrite.path-mismatch', rewritePath({ type: 'ReplaceFullPath', replacePrefixMatch: '/b' }, [prefix('/a')])],
    ['rewrite.needs-one-prefix', rewritePath({ type: 'ReplacePrefixMatch', replacePrefixMatch: '/x' })],
    ['rewrite.no-effect', rules(rewriting({}))],
    ['mirror.share-twice', rules(mirror({ percent: 1, fraction: { numerator: 1 } }))],
    ['cors.star-with-others', rules(cors({ allowMethods: ['*', 'GET'] }))],
    ['cors.origin-malformed', rules(cors({ allowOrigins: ['https://a.test/x'] }))],
    ['cors.origin-malformed', rules(cors({ allowOrigins: ['a.test'] }))],
    ['cors.credentials-for-all', rules(cors({ allowOrigins: ['*'], allowCredentials: true }))],
    ['timeout.malformed', rules({ backendRefs, timeouts: { request: '1.5 s' } })],
    ['timeout.malformed', rules({ backendRefs, timeouts: { request: '1d' } })],
    ['timeout.backend-longer', rules({ backendRefs, timeouts: { request: '1s', backendRequest: '2s' } })],
    ['class.unsupported', rules(mirror({}))],
    ['dns.annotation-unread', route({}, { annotations: { 'external-dns.kubernetes.io/ttl': '60' } })],
  ])('%s', (code, draft) => {
    const issues = validateRoute(draft, world);
    const issue = issues.find((one) => one.code === code);
    expect(issue?.code).toBe(code);
    const fixes = issue === undefined ? [] : fixesFor(issue, draft, world);
    expect(fixes).not.toEqual([]);
    for (const { edits } of fixes) {
      const after = validateRoute(edits.reduce(applyEdit, draft), world);
      expect(after.filter((one) => one.code === code).length).toBeLessThan(
        issues.filter((one) => one.code === code).length,
      );
      expect(after.filter((one) => one.severity === 'error').length).toBeLessThanOrEqual(
        issues.filter((one) => one.severity === 'error').length,
      );
    }
  });

  test('moving a narrow rule up is offered before its removal', () => {
    const header = (value: string, type: string) => [{ headers: [{ name: 'x-a', type, value }] }];
    const draft = rules(
      { backendRefs, matches: header('v.*', 'RegularExpression') },
      { backendRefs, matches: header('v2', 'Exact') },
    );
    const [issue] = validateRoute(draft, emptyContext);
    const labels = issue === undefined ? [] : fixesFor(issue, draft, emptyContext).map(({ label }) => label);
    expect(labels).toEqual(['Move the rule to the top', 'Remove the rule']);
  });

  test('a finding of a code without a fix, or of an unknown one, has none', () => {
    const issue = { code: 'toString', severity: 'error', path: [], message: '' } as const;
    expect(fixesFor(issue, httpRoute(), emptyContext)).toEqual([]);
  });
});
