import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAt } from '../gateway-api/document.ts';
import { formatPath } from '../gateway-api/field-path.ts';
import {
  endpointSlice,
  gateway,
  httpRoute,
  referenceGrant,
  service,
  snapshot,
} from '../gateway-api/object-builders.ts';
import type { BackendRef, HttpRouteMatch, HttpRouteSpec, ObjectMeta, ParentRef } from '../gateway-api/objects.ts';
import { arbitraryRoute } from '../gateway-api/route-arbitrary.ts';
import type { Path } from '../outcome.ts';
import { type ValidationCode, validationCodes } from './codes.ts';
import { emptyContext, routeOfAnotherTeam, toValidationContext, type ValidationContext } from './context.ts';
import { hasErrors, issuesAt, validateRoute } from './validate-route.ts';

const cluster = snapshot({
  gateways: [
    gateway({
      listeners: [
        {
          name: 'http',
          port: 10080,
          protocol: 'HTTP',
          hostname: '*.apps.test',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
        { name: 'private', port: 10081, protocol: 'HTTP' },
      ],
    }),
  ],
  services: [service(), service({ name: 'empty' })],
  endpointSlices: [endpointSlice(2, 1)],
});

const context: ValidationContext = {
  ...toValidationContext(cluster, {
    editing: null,
    visible: ['storefront', 'content'],
    zones: ['apps.test'],
    annotationPrefix: 'external-dns.alpha.kubernetes.io/',
    services: [
      {
        namespace: 'storefront',
        name: 'storefront',
        ports: [{ port: 80, name: 'http', readyEndpoints: 2, totalEndpoints: 3 }],
      },
      {
        namespace: 'storefront',
        name: 'empty',
        ports: [{ port: 80, name: 'http', readyEndpoints: 0, totalEndpoints: 2 }],
      },
    ],
  }),
  otherHostnames: { 'mine.apps.test': 'storefront/other', 'theirs.apps.test': routeOfAnotherTeam },
  existingNames: ['storefront/other'],
};

function codes(spec: HttpRouteSpec, metadata: Partial<ObjectMeta> = {}, world = context): readonly string[] {
  return validateRoute(httpRoute(spec, metadata), world).map((issue) => `${issue.code} ${formatPath(issue.path)}`);
}

const match = (one: HttpRouteMatch): HttpRouteSpec => ({
  rules: [{ matches: [one], backendRefs: [{ name: 'storefront', port: 80 }] }],
});
const backend = (...refs: readonly BackendRef[]): HttpRouteSpec => ({ rules: [{ backendRefs: refs }] });

test('a good route has no finding', () => {
  expect(codes({})).toEqual([]);
});

describe('names', () => {
  test.each<[string | undefined, string | null]>([
    ['shop', null],
    ['a.b-c.d', null],
    ['', 'route.name-missing'],
    [undefined, 'route.name-missing'],
    ['My Shop', 'route.name-malformed'],
    ['-shop', 'route.name-malformed'],
    ['shop_1', 'route.name-malformed'],
    ['a'.repeat(254), 'route.name-malformed'],
    ['other', 'route.name-taken'],
  ])('%j', (name, code) => {
    // @ts-expect-error a draft may lack its name
    expect(codes({}, { name })).toEqual(code === null ? [] : [`${code} metadata.name`]);
  });

  test('a malformed name comes with a better one', () => {
    expect(validateRoute(httpRoute({}, { name: 'My Shop!' }), context)[0]?.fix).toBe('Use “my-shop”.');
  });

  test.each<[string | undefined, string]>([
    [undefined, 'route.namespace-missing'],
    ['Payments', 'route.namespace-malformed'],
    ['payments', 'route.namespace-not-yours'],
  ])('namespace %j', (namespace, code) => {
    expect(codes({}, { namespace })).toContain(`${code} metadata.namespace`);
  });
});

describe('hostnames', () => {
  test.each<[string, ValidationCode | null]>([
    ['shop.apps.test', null],
    ['*.apps.test', null],
    ['a.b.c.apps.test', null],
    ['', 'hostname.empty'],
    ['SHOP.apps.test', 'hostname.upper-case'],
    ['shop.apps.test:8080', 'hostname.with-port'],
    ['https://shop.apps.test/x', 'hostname.with-scheme'],
    ['shop.apps.test/x', 'hostname.with-path'],
    ['192.168.0.1', 'hostname.is-address'],
    ['192.168.0.1:80', 'hostname.is-address'],
    ['::1', 'hostname.is-address'],
    ['[2001:db8::1]:80', 'hostname.is-address'],
    ['shop.apps.test.', 'hostname.trailing-dot'],
    ['my_shop.apps.test', 'hostname.underscore'],
    [`${'a.'.repeat(122)}apps.test`, null],
    [`${'a.'.repeat(123)}apps.test`, 'hostname.too-long'],
    ['x'.repeat(100_000), 'hostname.too-long'],
    [`${'a'.repeat(64)}.apps.test`, 'hostname.label-too-long'],
    ['shop.*.apps.test', 'hostname.wildcard'],
    ['shop*.apps.test', 'hostname.wildcard'],
    ['*', 'hostname.wildcard'],
    ['shop..apps.test', 'hostname.malformed'],
    ['-shop.apps.test', 'hostname.malformed'],
    ['shop apps.test', 'hostname.malformed'],
    ['shöp.apps.test', 'hostname.malformed'],
    ['theirs.apps.test', 'hostname.taken'],
    ['mine.apps.test', 'hostname.served-elsewhere'],
  ])('%s', (hostname, code) => {
    expect(codes({ hostnames: [hostname] })).toEqual(code === null ? [] : [`${code} spec.hostnames[0]`]);
  });

  test('outside of the zone, which no listener covers either', () => {
    expect(codes({ hostnames: ['shop.acme.test'] })).toEqual([
      'hostname.outside-zone spec.hostnames[0]',
      'hostname.not-covered spec.hostnames[0]',
    ]);
  });

  test('outside of the zone that the team has proven, by itself or by a wildcard', () => {
    const owned = { ...context, ownedNames: ['shop.acme.test', '*.globex.test'] };
    for (const hostname of ['shop.acme.test', 'a.b.globex.test', '*.globex.test']) {
      expect(codes({ hostnames: [hostname] }, {}, owned)).toEqual(['hostname.not-covered spec.hostnames[0]']);
    }
    expect(codes({ hostnames: ['globex.test'] }, {}, owned)).toContain('hostname.outside-zone spec.hostnames[0]');
  });

  test('are free where no zone is known', () => {
    expect(codes({ hostnames: ['shop.acme.test'] }, {}, emptyContext)).toEqual([]);
  });

  test('a pasted URL comes with the name to write', () => {
    const [issue] = validateRoute(httpRoute({ hostnames: ['https://Shop.apps.test:8080/cart?x#y'] }), context);
    expect(issue?.fix).toBe('Write “shop.apps.test”.');
  });

  test('twice the same, and more than sixteen', () => {
    expect(codes({ hostnames: ['a.apps.test', 'a.apps.test'] })).toEqual(['hostname.duplicate spec.hostnames[1]']);
    expect(codes({ hostnames: Array.from({ length: 17 }, (_, i) => `h${i}.apps.test`) })).toEqual([
      'hostname.too-many spec.hostnames',
    ]);
  });

  test('a name like a key of every object is not taken for a route', () => {
    expect(codes({ hostnames: ['constructor'] }, {}, emptyContext)).toEqual([]);
  });
});

describe('parents', () => {
  const ref = (one: ParentRef) => ({ parentRefs: [{ name: 'external', namespace: 'infra', ...one }] });
  test.each<[string, HttpRouteSpec, readonly string[]]>([
    ['none', { parentRefs: [] }, ['parent.none spec.parentRefs']],
    ['a Gateway that does not exist', ref({ name: 'other' }), ['parent.unknown spec.parentRefs[0]']],
    ['a listener that does not exist', ref({ sectionName: 'https' }), ['parent.unknown spec.parentRefs[0]']],
    ['a listener that takes the route', ref({ sectionName: 'http' }), []],
    [
      'a listener that admits another namespace',
      ref({ sectionName: 'private' }),
      ['parent.refuses spec.parentRefs[0]'],
    ],
    [
      'one Gateway twice',
      { parentRefs: [...ref({}).parentRefs, ...ref({ sectionName: 'http' }).parentRefs] },
      ['parent.duplicate spec.parentRefs[1]'],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(codes(spec)).toEqual(expected);
  });
});

describe('matches', () => {
  const path = (value: string, type?: string) => match({ path: { value, ...(type === undefined ? {} : { type }) } });
  test.each<[string, HttpRouteSpec, readonly string[]]>([
    ['a path', path('/v2'), []],
    ['no slash', path('v2'), ['path.no-slash']],
    ['an empty path', path(''), ['path.no-slash']],
    ['two slashes', path('/a//b'), ['path.double-slash']],
    ['a dot segment', path('/a/../b'), ['path.dots']],
    ['a dot segment at the end', path('/a/.'), ['path.dots']],
    ['dots inside a name', path('/a/..b'), []],
    ['an encoded slash', path('/a%2Fb'), ['path.encoded-slash']],
    ['a fragment', path('/a#b'), ['path.fragment']],
    ['a query', path('/a?b=c'), ['path.query']],
    ['a space', path('/a b'), ['path.characters']],
    ['a lone percent sign', path('/a%b'), ['path.characters']],
    ['a long path', path(`/${'a'.repeat(1024)}`), ['path.too-long']],
    ['an unknown type', { ...path('/a', 'Glob') }, ['match.type-unknown']],
    ['a regular expression', path('^/v[0-9]+$', 'RegularExpression'), []],
    ['a regular expression that does not compile', path('^/v[0-9+$', 'RegularExpression'), ['regex.malformed']],
    ['look-ahead, which RE2 does not have', path('(?=a)', 'RegularExpression'), ['regex.malformed']],
    ['a method', match({ method: 'GET' }), []],
    ['a method in lower case', match({ method: 'get' }), ['method.unknown']],
    ['a header', match({ headers: [{ name: 'x-beta', value: '1' }] }), []],
    ['a header name with a space', match({ headers: [{ name: 'x beta', value: '1' }] }), ['header.name-malformed']],
    ['a header name with a colon', match({ headers: [{ name: 'x-beta:', value: '1' }] }), ['header.name-malformed']],
    ['no header name', match({ headers: [{ value: '1' }] }), ['header.name-missing']],
    ['no header value', match({ headers: [{ name: 'a' }] }), ['header.value-missing']],
    [
      'a header value with a line break',
      match({ headers: [{ name: 'a', value: 'b\nc' }] }),
      ['header.value-malformed'],
    ],
    [
      'a header’s bad expression',
      match({ headers: [{ type: 'RegularExpression', name: 'a', value: '(' }] }),
      ['regex.malformed'],
    ],
    ['a long header name', match({ headers: [{ name: 'a'.repeat(257), value: 'b' }] }), ['header.name-too-long']],
    ['a long header value', match({ headers: [{ name: 'a', value: 'b'.repeat(4097) }] }), ['header.value-too-long']],
    [
      'one header twice',
      match({
        headers: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      }),
      ['header.duplicate'],
    ],
    [
      'one header in two cases',
      match({
        headers: [
          { name: 'a', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      ['header.ignored'],
    ],
    [
      'query parameters that differ in case',
      match({
        queryParams: [
          { name: 'a', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      [],
    ],
    [
      'one query parameter twice',
      match({
        queryParams: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      }),
      ['query.duplicate'],
    ],
    ['a query name with a space', match({ queryParams: [{ name: 'a b', value: '1' }] }), ['query.name-malformed']],
    ['a long query value', match({ queryParams: [{ name: 'a', value: 'b'.repeat(1025) }] }), ['query.value-too-long']],
    [
      'seventeen headers',
      match({ headers: Array.from({ length: 17 }, (_, i) => ({ name: `h${i}`, value: '1' })) }),
      ['header.too-many'],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(codes(spec).map((line) => line.split(' ')[0])).toEqual(expected);
  });

  test('a hard expression does not hang the page', () => {
    const started = performance.now();
    codes(path(`^(a+)+$${'(a|aa)+'.repeat(20)}`, 'RegularExpression'));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('rules', () => {
  const rule = { backendRefs: [{ name: 'storefront', port: 80 }] };
  const redirect = { type: 'RequestRedirect', requestRedirect: { hostname: 'new.apps.test' } };
  const distinct = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...rule, matches: [{ path: { value: `/${i}` } }] }));
  test.each<[string, HttpRouteSpec, readonly string[]]>([
    ['none at all', { rules: [] }, ['rule.none spec.rules']],
    ['sixteen', { rules: distinct(16) }, []],
    ['seventeen', { rules: distinct(17) }, ['rule.too-many spec.rules']],
    [
      'two of one name',
      { rules: distinct(2).map((one) => ({ ...one, name: 'a' })) },
      ['rule.name-duplicate spec.rules[1].name'],
    ],
    ['a bad name', { rules: [{ ...rule, name: 'My rule' }] }, ['rule.name-malformed spec.rules[0].name']],
    [
      'two with one match',
      { rules: [rule, { ...rule, matches: [{ path: { value: '/' } }] }] },
      ['rule.never-reached spec.rules[1]'],
    ],
    ['one that goes nowhere', { rules: [{}] }, ['rule.no-target spec.rules[0]']],
    ['one that redirects', { rules: [{ filters: [redirect] }] }, []],
    [
      'one that redirects and sends on',
      { rules: [{ ...rule, filters: [redirect] }] },
      ['rule.redirect-with-backends spec.rules[0]'],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(codes(spec)).toEqual(expected);
  });

  test('65 matches in one rule, 129 in all', () => {
    const matches = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, i) => ({ path: { value: `/${prefix}${i}` } }));
    expect(codes({ rules: [{ ...rule, matches: matches(65, 'a') }] })).toEqual([
      'match.too-many spec.rules[0].matches',
    ]);
    const rules = [
      { ...rule, matches: matches(64, 'a') },
      { ...rule, matches: matches(64, 'b') },
    ];
    expect(codes({ rules })).toEqual([]);
    expect(codes({ rules: [...rules, rule] })).toEqual(['match.total-too-many spec.rules']);
  });
});

describe('backends', () => {
  const good = { name: 'storefront', port: 80 };
  const weighted = (weight: unknown) =>
    setAt(backend({ ...good }, good), ['rules', 0, 'backendRefs', 0, 'weight'], weight);
  test.each<[unknown, ValidationCode | null]>([
    [0, null],
    [1, null],
    [99, null],
    [1_000_001, 'weight.too-large'],
    [-1, 'weight.negative'],
    [1.5, 'weight.fraction'],
    ['abc', 'weight.not-a-number'],
    ['5', 'weight.not-a-number'],
    [Number.NaN, 'weight.not-a-number'],
  ])('weight %j', (weight, code) => {
    expect(codes(weighted(weight))).toEqual(code === null ? [] : [`${code} spec.rules[0].backendRefs[0].weight`]);
  });

  test('the largest weight is taken, and leaves the other backend next to nothing', () => {
    expect(codes(weighted(1_000_000))).toEqual(['weight.tiny spec.rules[0].backendRefs[1].weight']);
  });

  test('all weights 0 is a warning', () => {
    const issues = validateRoute(httpRoute(backend({ ...good, weight: 0 }, { ...good, weight: 0 })), context);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['weight.all-zero', 'warning']]);
    expect(hasErrors(issues)).toBe(false);
  });

  test.each<[string, BackendRef, readonly string[]]>([
    ['no name', { port: 80 }, ['backend.name-missing spec.rules[0].backendRefs[0].name']],
    ['no port', { name: 'storefront' }, ['backend.port-missing spec.rules[0].backendRefs[0].port']],
    ['port 0', { name: 'storefront', port: 0 }, ['backend.port-range spec.rules[0].backendRefs[0].port']],
    ['another port', { name: 'storefront', port: 81 }, ['backend.no-port spec.rules[0].backendRefs[0].port']],
    ['a missing Service', { name: 'other', port: 80 }, ['backend.no-service spec.rules[0].backendRefs[0].name']],
    [
      'a Service without ready endpoints',
      { name: 'empty', port: 80 },
      ['backend.no-endpoints spec.rules[0].backendRefs[0].name'],
    ],
    [
      'a Service of a namespace that is not visible, without a grant',
      { name: 'x', namespace: 'payments', port: 80 },
      ['backend.not-granted spec.rules[0].backendRefs[0]'],
    ],
    ['another kind', { kind: 'Backend', group: 'x.test', name: 'a' }, []],
  ])('%s', (_name, ref, expected) => {
    expect(codes(backend(ref))).toEqual(expected);
  });

  test('a Service of a namespace that is not visible is not called missing', () => {
    const world = { ...context, grants: [referenceGrant('storefront', 'payments')] };
    expect(codes(backend({ name: 'x', namespace: 'payments', port: 80 }), {}, world)).toEqual([]);
  });
});

describe('labels and annotations', () => {
  test.each<[Partial<Record<'labels' | 'annotations', unknown>>, readonly string[]]>([
    [{ labels: { app: 'shop', 'a.test/tier': '', x: 'A_b.c-d' } }, []],
    [{ labels: { app: 'my shop' } }, ['metadata.label-malformed metadata.labels.app']],
    [{ labels: { app: 'a'.repeat(64) } }, ['metadata.label-malformed metadata.labels.app']],
    [{ labels: { '-a': 'b' } }, ['metadata.label-malformed metadata.labels.-a']],
    [{ labels: { 'a/b/c': 'd' } }, ['metadata.label-malformed metadata.labels["a/b/c"]']],
    [{ annotations: { note: 'anything: at all\n' } }, []],
    [{ annotations: { note: 60 } }, ['metadata.annotation-malformed metadata.annotations.note']],
    [{ annotations: { note: 'a'.repeat(262_144) } }, ['metadata.annotations-too-large metadata.annotations']],
    [{ labels: 'x', annotations: [] }, ['route.wrong-shape metadata.labels', 'route.wrong-shape metadata.annotations']],
  ])('%#', (metadata, expected) => {
    const draft = Object.entries(metadata).reduce(
      (route, [key, value]) => setAt(route, ['metadata', key], value),
      httpRoute(),
    );
    const found = validateRoute(draft, context).map((issue) => `${issue.code} ${formatPath(issue.path)}`);
    expect(found).toEqual(expected);
  });
});

describe('annotations of ExternalDNS', () => {
  test.each<[string, string, readonly string[]]>([
    ['external-dns.alpha.kubernetes.io/ttl', '60', []],
    ['external-dns.alpha.kubernetes.io/ttl', 'soon', ['dns.ttl-malformed']],
    ['external-dns.alpha.kubernetes.io/hostname', 'a.test, B_.test', ['dns.hostname-malformed']],
    ['external-dns.alpha.kubernetes.io/gateway-hostname-source', 'both', ['dns.source-unknown']],
    ['external-dns.kubernetes.io/ttl', '60', ['dns.annotation-unread']],
  ])('%s: %s', (key, value, expected) => {
    expect(codes({}, { annotations: { [key]: value } }).map((line) => line.split(' ')[0])).toEqual(expected);
  });
});

describe('a draft that may be anything', () => {
  const places: readonly Path[] = [
    ['spec'],
    ['spec', 'hostnames'],
    ['spec', 'hostnames', 0],
    ['spec', 'parentRefs'],
    ['spec', 'parentRefs', 0],
    ['spec', 'rules'],
    ['spec', 'rules', 0],
    ['spec', 'rules', 0, 'matches'],
    ['spec', 'rules', 0, 'matches', 0],
    ['spec', 'rules', 0, 'matches', 0, 'path'],
    ['spec', 'rules', 0, 'matches', 0, 'path', 'value'],
    ['spec', 'rules', 0, 'matches', 0, 'headers'],
    ['spec', 'rules', 0, 'matches', 0, 'headers', 0],
    ['spec', 'rules', 0, 'backendRefs'],
    ['spec', 'rules', 0, 'backendRefs', 0],
    ['spec', 'rules', 0, 'backendRefs', 0, 'name'],
    ['spec', 'rules', 0, 'backendRefs', 0, 'port'],
    ['spec', 'rules', 0, 'filters'],
    ['spec', 'rules', 0, 'filters', 0],
    ['metadata', 'annotations'],
    ['metadata', 'namespace'],
  ];

  test('is judged without an exception, whatever lies where', () => {
    fc.assert(
      fc.property(arbitraryRoute, fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (route, path, value) => {
        const draft = setAt(route, path, value);
        for (const issue of validateRoute(draft, context)) {
          expect(Object.hasOwn(validationCodes, issue.code)).toBe(true);
          expect(issue.message).toMatch(/[.”]$/);
          expect(issue.fix).toBeTruthy();
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('says that a text is no list', () => {
    expect(codes({ rules: [setAt({}, ['backendRefs'], 'text')] })).toContain(
      'route.wrong-shape spec.rules[0].backendRefs',
    );
  });
});

test('findings are found by the path of a control or of a rule', () => {
  const issues = validateRoute(httpRoute(backend({ name: 'other', port: 0 })), context);
  expect(issuesAt(issues, ['spec', 'rules', 0, 'backendRefs', 0, 'port'])).toHaveLength(1);
  expect(issuesAt(issues, ['spec', 'rules', 0], 'below')).toHaveLength(1);
  expect(issuesAt(issues, ['spec', 'rules', 0])).toHaveLength(0);
});

describe('the context of an edit', () => {
  const routes = [
    httpRoute({ hostnames: ['a.test'] }, { name: 'edited' }),
    httpRoute({ hostnames: ['b.test'] }, { name: 'mine' }),
    httpRoute({ hostnames: ['c.test', 'b.test'] }, { name: 'secret', namespace: 'payments' }),
  ];
  const options = {
    editing: 'storefront/edited',
    visible: ['storefront'],
    zones: [],
    annotationPrefix: 'x/',
    services: [],
  };

  test('does not name what the user may not see', () => {
    const cut = toValidationContext(snapshot({ routes }), options);
    expect(cut.otherHostnames).toEqual({ 'b.test': routeOfAnotherTeam, 'c.test': routeOfAnotherTeam });
    expect(cut.existingNames).toEqual(['storefront/mine']);
    expect(JSON.stringify(cut)).not.toContain('secret');
  });

  test('knows nothing of what was not read yet', () => {
    const cut = toValidationContext(snapshot({ pendingKinds: ['services', 'gateways', 'referencegrants'] }), options);
    expect(cut).toMatchObject({ servicesKnownIn: [], listeners: {}, grants: null });
  });
});
