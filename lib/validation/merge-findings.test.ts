import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAt } from '../gateway-api/document.ts';
import { formatPath } from '../gateway-api/field-path.ts';
import { httpRoute } from '../gateway-api/object-builders.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import { type ValidationCode, validationCodes } from './codes.ts';
import { emptyContext } from './context.ts';
import { claimsOfSchema, mergeFindings } from './merge-findings.ts';
import experimentalCrd from './schema/generated/httproutes.experimental.json' with { type: 'json' };
import { hostileSpec } from './schema/hostile-spec-arbitrary.ts';
import { createSchemaJudge } from './schema/schema-judge.ts';
import { validateRoute } from './validate-route.ts';

const judge = createSchemaJudge(experimentalCrd);

function bySchema(draft: HttpRoute) {
  if (judge === null) throw new Error('the CRD has no schema');
  return judge.judge(draft);
}

const backendRefs = [{ name: 'shop', port: 80 }];
const route = (spec: Record<string, unknown>): HttpRoute => httpRoute(spec);
const rule = (one: Record<string, unknown>) => route({ rules: [{ backendRefs, ...one }] });
const match = (one: Record<string, unknown>) => rule({ matches: [one] });
const path = (value: unknown, type = 'PathPrefix') => match({ path: { type, value } });
const filters = (...list: readonly Record<string, unknown>[]) => rule({ filters: list });
const headers = (requestHeaderModifier: unknown) => filters({ type: 'RequestHeaderModifier', requestHeaderModifier });
const mirror = (settings: Record<string, unknown>) =>
  filters({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'm', port: 80 }, ...settings } });
const cors = (settings: unknown) => filters({ type: 'CORS', cors: settings });
const redirect = (requestRedirect: unknown) =>
  route({ rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }] });
const rewrite = (urlRewrite: unknown, one: Record<string, unknown> = {}) =>
  rule({ filters: [{ type: 'URLRewrite', urlRewrite }], ...one });
const named = (name: unknown, value: unknown = '1') => ({ name, value });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

/** Errors of which the code says that the API server refuses the draft: one example each. */
const refused: readonly (readonly [ValidationCode, HttpRoute])[] = [
  ['route.wrong-shape', route({ hostnames: 'a.test' })],
  ['hostname.empty', route({ hostnames: [''] })],
  ['hostname.with-scheme', route({ hostnames: ['https://a.test'] })],
  ['hostname.with-path', route({ hostnames: ['a.test/x'] })],
  ['hostname.with-port', route({ hostnames: ['a.test:80'] })],
  ['hostname.upper-case', route({ hostnames: ['A.test'] })],
  ['hostname.trailing-dot', route({ hostnames: ['a.test.'] })],
  ['hostname.underscore', route({ hostnames: ['a_b.test'] })],
  ['hostname.too-long', route({ hostnames: [`${'a.'.repeat(130)}test`] })],
  ['hostname.wildcard', route({ hostnames: ['a.*.test'] })],
  ['hostname.malformed', route({ hostnames: ['-a.test'] })],
  ['hostname.too-many', route({ hostnames: many(17, (i) => `h${i}.test`) })],
  ['parent.too-many', route({ parentRefs: many(33, (i) => ({ name: 'g', sectionName: `s${i}` })) })],
  ['parent.duplicate', route({ parentRefs: [{ name: 'g' }, { name: 'g' }] })],
  ['rule.none', route({ rules: [] })],
  ['rule.too-many', route({ rules: many(17, (i) => ({ backendRefs, matches: [{ path: { value: `/${i}` } }] })) })],
  ['rule.name-malformed', rule({ name: 'My rule' })],
  [
    'rule.name-duplicate',
    route({ rules: many(2, (i) => ({ name: 'a', backendRefs, matches: [{ path: { value: `/${i}` } }] })) }),
  ],
  ['rule.redirect-with-backends', filters({ type: 'RequestRedirect', requestRedirect: { port: 81 } })],
  ['match.too-many', rule({ matches: many(65, (i) => ({ path: { value: `/${i}` } })) })],
  [
    'match.total-too-many',
    route({ rules: many(3, (i) => ({ backendRefs, matches: many(60, (j) => ({ path: { value: `/${i}/${j}` } })) })) }),
  ],
  ['match.type-unknown', path('/a', 'Glob')],
  ['path.no-slash', path('a')],
  ['path.double-slash', path('/a//b')],
  ['path.dots', path('/a/../b')],
  ['path.dots', path('/a/.')],
  ['path.encoded-slash', path('/a%2Fb')],
  ['path.fragment', path('/a#b')],
  ['path.query', path('/a?b')],
  ['path.characters', path('/a b')],
  ['path.too-long', path(`/${'a'.repeat(1_024)}`)],
  ['method.unknown', match({ method: 'get' })],
  ['header.name-missing', match({ headers: [{ value: '1' }] })],
  ['header.name-malformed', match({ headers: [named('x a')] })],
  ['header.name-too-long', match({ headers: [named('a'.repeat(257))] })],
  ['header.value-missing', match({ headers: [named('a', '')] })],
  ['header.value-too-long', match({ headers: [named('a', 'b'.repeat(4_097))] })],
  ['header.duplicate', match({ headers: [named('a'), named('a', '2')] })],
  ['header.too-many', match({ headers: many(17, (i) => named(`h${i}`)) })],
  ['query.name-missing', match({ queryParams: [{ value: '1' }] })],
  ['query.name-malformed', match({ queryParams: [named('x a')] })],
  ['query.name-too-long', match({ queryParams: [named('a'.repeat(257))] })],
  ['query.value-missing', match({ queryParams: [{ name: 'a' }] })],
  ['query.value-too-long', match({ queryParams: [named('a', 'b'.repeat(1_025))] })],
  ['query.duplicate', match({ queryParams: [named('a'), named('a', '2')] })],
  ['query.too-many', match({ queryParams: many(17, (i) => named(`q${i}`)) })],
  ['weight.not-a-number', rule({ backendRefs: [{ name: 'a', port: 80, weight: 'x' }] })],
  ['weight.fraction', rule({ backendRefs: [{ name: 'a', port: 80, weight: 1.5 }] })],
  ['weight.negative', rule({ backendRefs: [{ name: 'a', port: 80, weight: -1 }] })],
  ['weight.too-large', rule({ backendRefs: [{ name: 'a', port: 80, weight: 1_000_001 }] })],
  ['backend.too-many', rule({ backendRefs: many(17, (i) => ({ name: `s${i}`, port: 80 })) })],
  ['backend.name-missing', rule({ backendRefs: [{ port: 80 }] })],
  ['backend.port-missing', rule({ backendRefs: [{ name: 'a' }] })],
  ['backend.port-range', rule({ backendRefs: [{ name: 'a', port: 0 }] })],
  [
    'filter.too-many',
    filters(...many(17, () => ({ type: 'ExtensionRef', extensionRef: { group: 'a.test', kind: 'B', name: 'c' } }))),
  ],
  ['filter.type-unknown', filters({ type: 'Magic' })],
  ['filter.type-unknown', filters({})],
  ['filter.settings-missing', filters({ type: 'CORS' })],
  ['filter.settings-foreign', filters({ type: 'CORS', cors: {}, urlRewrite: {} })],
  ['filter.repeated', filters({ type: 'CORS', cors: {} }, { type: 'CORS', cors: {} })],
  ['header-filter.name-missing', headers({ set: [named('')] })],
  ['header-filter.name-malformed', headers({ set: [named('x a')] })],
  ['header-filter.value-missing', headers({ set: [named('a', '')] })],
  ['header-filter.duplicate', headers({ set: [named('a'), named('a', '2')] })],
  ['header-filter.duplicate', headers({ remove: ['a', 'a'] })],
  [
    'redirect.with-rewrite',
    route({
      rules: [
        {
          filters: [
            { type: 'RequestRedirect', requestRedirect: { port: 81 } },
            { type: 'URLRewrite', urlRewrite: { hostname: 'a.test' } },
          ],
        },
      ],
    }),
  ],
  ['redirect.value-malformed', redirect({ scheme: 'ftp' })],
  ['redirect.value-malformed', redirect({ hostname: '*.a.test' })],
  ['redirect.value-malformed', redirect({ port: 0 })],
  ['redirect.value-malformed', redirect({ port: 81, statusCode: 200 })],
  ['rewrite.hostname-malformed', rewrite({ hostname: 'A.test' })],
  ['rewrite.path-mismatch', rewrite({ path: { type: 'ReplaceFullPath' } })],
  [
    'rewrite.path-mismatch',
    rewrite({ path: { type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' } }),
  ],
  ['rewrite.path-mismatch', rewrite({ path: { replaceFullPath: '/' } })],
  [
    'rewrite.needs-one-prefix',
    rewrite(
      { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/x' } },
      { matches: [{ path: { value: '/a' } }, { path: { value: '/b' } }] },
    ),
  ],
  ['mirror.share-twice', mirror({ percent: 1, fraction: { numerator: 1 } })],
  ['mirror.share-malformed', mirror({ percent: 101 })],
  ['mirror.share-malformed', mirror({ fraction: { numerator: 3, denominator: 2 } })],
  ['mirror.share-malformed', mirror({ fraction: { numerator: 0, denominator: 0 } })],
  ['cors.star-with-others', cors({ allowMethods: ['*', 'GET'] })],
  ['cors.origin-malformed', cors({ allowOrigins: ['https://a.test/x'] })],
  ['timeout.malformed', rule({ timeouts: { request: '1d' } })],
  ['timeout.malformed', rule({ retry: { backoff: '1d' } })],
  ['timeout.backend-longer', rule({ timeouts: { request: '1s', backendRequest: '2s' } })],
  ['retry.code-malformed', rule({ retry: { codes: [200] } })],
  ['retry.attempts-malformed', rule({ retry: { attempts: 0.5 } })],
];

/** Errors that are the platform's own, or of another part of the API server than the CRD. */
const notOfTheSchema: readonly string[] = [
  'route.name-missing',
  'route.name-malformed',
  'route.name-taken',
  'route.namespace-missing',
  'route.namespace-malformed',
  'route.namespace-not-yours',
  'hostname.is-address', // The pattern takes an IPv4 address; the type's documentation forbids it.
  'hostname.label-too-long', // The pattern does not count; DNS cannot hold such a name.
  'hostname.outside-zone',
  'hostname.taken',
  'parent.none',
  'rule.name-duplicate', // Of the schema since 1.7; policies tell rules apart by name before, too.
  'regex.malformed', // The API server does not read expressions; Gateways do, and refuse the route.
  'header.value-malformed', // The same: no schema, but no proxy sends it.
  'header-filter.value-malformed',
  'metadata.label-malformed',
  'metadata.annotation-malformed',
  'metadata.annotations-too-large',
];

test('every code of an error is either one of the schema or known not to be', () => {
  const covered = new Set<string>([...claimsOfSchema, ...notOfTheSchema]);
  const errors = Object.entries(validationCodes).filter(
    ([code, { severity }]) => severity === 'error' && !code.startsWith('schema.'),
  );
  expect(errors.map(([code]) => code).filter((code) => !covered.has(code))).toEqual([]);
});

describe('what a check calls refused, the schema refuses, and it is told once', () => {
  test.each(refused)('%s', (code, draft) => {
    const written = validateRoute(draft, emptyContext).filter((issue) => issue.severity === 'error');
    const refusals = bySchema(draft).filter((issue) => issue.severity === 'error');
    expect(written.map((issue) => issue.code)).toContain(code);
    expect(refusals).not.toEqual([]);
    const merged = mergeFindings(written, refusals);
    expect(merged.map((issue) => `${issue.code} ${formatPath(issue.path)}`)).toEqual(
      written.map((issue) => `${issue.code} ${formatPath(issue.path)}`),
    );
  });
});

test('no check calls refused what the schema takes, whatever the draft', () => {
  const claims = new Set<string>(claimsOfSchema);
  let judged = 0;
  fc.assert(
    fc.property(hostileSpec, (spec) => {
      const draft = setAt(httpRoute(), ['spec'], spec);
      const claimed = validateRoute(draft, emptyContext).filter(({ code }) => claims.has(code));
      if (claimed.length === 0) return;
      judged += 1;
      expect(
        bySchema(draft).filter((issue) => issue.severity === 'error'),
        JSON.stringify(claimed),
      ).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(judged).toBeGreaterThan(100);
});

test('there is an example of every claim', () => {
  const shown = new Set<string>(refused.map(([code]) => code));
  expect(claimsOfSchema.filter((code) => !shown.has(code))).toEqual([]);
});

test('what the schema of a newer cluster takes is not called refused', () => {
  const draft = filters({ type: 'Magic', magic: {} });
  const written = validateRoute(draft, emptyContext);
  expect(written.map((issue) => issue.code)).toEqual(['filter.type-unknown']);
  expect(mergeFindings(written, null)).toEqual(written);
  expect(mergeFindings(written, [])).toEqual([]);
});

test('what the schema does not judge stays', () => {
  const draft = setAt(httpRoute(), ['metadata', 'labels'], 'x');
  expect(mergeFindings(validateRoute(draft, emptyContext), bySchema(draft))).toHaveLength(1);
});

test('a finding of the schema stays where no check found the defect', () => {
  const draft = rule({
    timeouts: { request: '1d' },
    sessionPersistence: { type: 'Cookie', absoluteTimeout: 'x' },
    colour: 1,
  });
  const merged = mergeFindings(validateRoute(draft, emptyContext), bySchema(draft));
  expect(merged.map((issue) => `${issue.code} ${formatPath(issue.path)}`)).toEqual([
    'timeout.malformed spec.rules[0].timeouts.request',
    'schema.format spec.rules[0].sessionPersistence.absoluteTimeout',
    'schema.unknown-field spec.rules[0].colour',
  ]);
});

test('a warning at the same place does not hide a refusal', () => {
  const warning = {
    code: 'hostname.duplicate',
    severity: 'warning',
    path: ['spec', 'hostnames', 1],
    message: '',
  } as const;
  const refusal = { ...warning, code: 'schema.format', severity: 'error' } as const;
  expect(mergeFindings([warning], [refusal])).toEqual([warning, refusal]);
});
