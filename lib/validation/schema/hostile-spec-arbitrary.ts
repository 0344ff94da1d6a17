import fc from 'fast-check';

type Values = fc.Arbitrary<unknown>;

const names = fc.constantFrom('a', 'b', 'X', '', 'a b', '/a', '/', '//', 'https://a.test', '*', '1d', '0s', 'get', 'é');
const numbers = fc.constantFrom(0, 1, -1, 80, 503, 70_000, 1.5, 100, 1_000_001, 301);
const oddities = fc.constantFrom<unknown>(true, null, [], {}, 'x'.repeat(300));
const anything: Values = fc.oneof(
  { weight: 6, arbitrary: names },
  { weight: 4, arbitrary: numbers },
  { weight: 1, arbitrary: oddities },
);

/** Now and then something else than what belongs there. */
const mostly = (value: Values): Values =>
  fc.oneof({ weight: 40, arbitrary: value }, { weight: 1, arbitrary: anything });
const oneOf = (...values: readonly unknown[]): Values => mostly(fc.constantFrom(...values));
const listOf = (value: Values, maxLength = 2): Values => mostly(fc.array(value, { maxLength }));

/** An object of which each field is there with the given chance in ten. */
function object(fields: Readonly<Record<string, readonly [chance: number, value: Values]>>): Values {
  const some = Object.entries(fields).map(([name, [chance, value]]) =>
    fc
      .tuple(fc.nat(9), value)
      .map(([roll, made]): readonly (readonly [string, unknown])[] => (roll < chance ? [[name, made]] : [])),
  );
  return fc.tuple(...some).map((entries) => Object.fromEntries(entries.flat()));
}

const service = oneOf('a', 'b', 'c');
const header = object({
  name: [9, service],
  value: [9, oneOf('1', '2')],
  type: [2, oneOf('Exact', 'RegularExpression')],
});
const path = object({
  type: [6, oneOf('Exact', 'PathPrefix', 'RegularExpression')],
  value: [6, oneOf('/', '/a', '/a/b', 'a', '/a//b', '/a/..', '/%2f', '/a#', '/é')],
});
const match = object({
  path: [6, path],
  method: [4, oneOf('GET', 'POST')],
  headers: [4, listOf(header, 3)],
  queryParams: [3, listOf(header, 3)],
});
const backend = object({
  name: [9, service],
  port: [9, oneOf(80, 8080)],
  weight: [3, oneOf(0, 1, 5)],
  namespace: [1, oneOf('other')],
  kind: [1, oneOf('Service', 'Backend')],
  group: [1, oneOf('', 'x.test')],
});
const pathChange = object({
  type: [9, oneOf('ReplaceFullPath', 'ReplacePrefixMatch')],
  replaceFullPath: [5, oneOf('/x')],
  replacePrefixMatch: [5, oneOf('/y')],
});
const headerChanges = object({ set: [5, listOf(header)], add: [5, listOf(header)], remove: [4, listOf(service, 3)] });
const kinds = [
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestMirror',
  'RequestRedirect',
  'URLRewrite',
  'CORS',
  'ExtensionRef',
];
const filter = object({
  type: [9, oneOf(...kinds)],
  requestHeaderModifier: [3, headerChanges],
  requestMirror: [
    3,
    object({
      backendRef: [9, backend],
      percent: [4, oneOf(5)],
      fraction: [4, object({ numerator: [9, numbers], denominator: [5, numbers] })],
    }),
  ],
  requestRedirect: [
    4,
    object({
      scheme: [4, oneOf('https')],
      hostname: [4, oneOf('new.test')],
      port: [4, oneOf(443)],
      statusCode: [4, oneOf(301, 302)],
      path: [4, pathChange],
    }),
  ],
  urlRewrite: [3, object({ hostname: [4, oneOf('new.test')], path: [6, pathChange] })],
  cors: [
    3,
    object({
      allowOrigins: [5, listOf(oneOf('*', 'https://a.test', 'https://*.a.test:80'))],
      allowMethods: [5, listOf(oneOf('GET', '*'), 3)],
      allowCredentials: [5, oneOf(true, false)],
      maxAge: [3, numbers],
    }),
  ],
  extensionRef: [2, object({ group: [9, names], kind: [9, names], name: [9, names] })],
});
const rule = object({
  name: [3, oneOf('r', 's')],
  matches: [7, listOf(match, 3)],
  backendRefs: [7, listOf(backend, 3)],
  filters: [4, listOf(filter, 3)],
  timeouts: [4, object({ request: [6, oneOf('1s', '0s', '10s')], backendRequest: [6, oneOf('1s', '500ms', '1h')] })],
});

/** Specs of HTTPRoutes that are nearly right, with about one flaw in each: for comparing judges of them in tests. */
export const hostileSpec: Values = object({
  parentRefs: [
    8,
    listOf(object({ name: [9, service], namespace: [3, oneOf('infra')], sectionName: [6, oneOf('s', 't')] }), 3),
  ],
  hostnames: [7, listOf(oneOf('a.test', '*.a.test', 'b.test'), 3)],
  rules: [9, listOf(rule, 3)],
});
