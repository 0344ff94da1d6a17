import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAt } from '../gateway-api/document.ts';
import { applyEdit } from '../gateway-api/edit.ts';
import { gateway, httpRoute, snapshot } from '../gateway-api/object-builders.ts';
import type { HttpRoute, HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue } from '../outcome.ts';
import { emptyContext, toValidationContext, type ValidationContext } from './context.ts';
import { fixesFor } from './fixes.ts';
import {
  backendRefs,
  cors,
  exact,
  filter,
  headers,
  mirror,
  prefix,
  redirecting,
  rewriting,
  withFilters,
} from './rule-builders.ts';
import { hostileSpec } from './schema/hostile-spec-arbitrary.ts';
import { validateRoute } from './validate-route.ts';

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

  test('a fix mends whatever the draft', () => {
    const world = { ...emptyContext, supportedFeatures: {} };
    const judged = new Set<string>();
    fc.assert(
      fc.property(hostileSpec, (spec) => {
        const draft = setAt(httpRoute(), ['spec'], spec);
        const issues = validateRoute(draft, world);
        for (const issue of issues) {
          const fixes = fixesFor(issue, draft, world);
          expect(new Set(fixes.map(({ label }) => label)).size).toBe(fixes.length);
          for (const { edits, label } of fixes) {
            judged.add(issue.code);
            const after = validateRoute(edits.reduce(applyEdit, draft), world);
            const count = (list: readonly Issue[]) => list.filter((one) => one.code === issue.code).length;
            expect(count(after), `${issue.code} ${issue.path.join('.')} ${label}`).toBeLessThan(count(issues));
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(judged.size).toBeGreaterThan(15);
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
