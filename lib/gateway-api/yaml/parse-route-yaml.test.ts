import { describe, expect, test } from 'vitest';
import type { YamlCode } from './codes.ts';
import { parseRouteYaml, type RouteReading } from './parse-route-yaml.ts';

const edited = { name: 'shop', namespace: 'storefront' };
const head =
  'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: shop\n  namespace: storefront\n';
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...'bcdefghi'].map((key, index, all) => {
  if (index === 0) return key;
  const before = index === 1 ? 'a' : all[index - 1];
  return `${key}: &${key} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`;
});

function codesOf(reading: RouteReading): readonly string[] {
  return (reading.ok ? reading.notes : reading.issues).map(({ code, line }) => `${code} ${line}`);
}

describe('what cannot be the route is said with its line', () => {
  test.each<[what: string, text: string, code: YamlCode, line: number]>([
    ['5 MB', 'a: b\n'.repeat(1_000_000), 'yaml.too-large', 1],
    ['1,000 levels in brackets', `${head}x: ${'['.repeat(1_000)}${']'.repeat(1_000)}`, 'yaml.too-deep', 6],
    ['1,000 levels of dashes', `${head}x:\n  ${'- '.repeat(1_000)}a`, 'yaml.too-deep', 7],
    [
      '1,000 levels of maps',
      Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'yaml.too-deep',
      101,
    ],
    ['an alias bomb', bomb.join('\n'), 'yaml.too-many-aliases', 4],
    ['101 aliases', `${head}x: &a 1\ny: [${'*a,'.repeat(101)}]`, 'yaml.too-many-aliases', 7],
    ['an alias of nothing', `${head}x: *gone`, 'yaml.alias-unknown', 6],
    ['a wildcard without quotes', `${head}spec:\n  hostnames:\n    - *.apps.test`, 'yaml.wildcard-unquoted', 8],
    ['a tab', `${head}spec:\n\trules: []`, 'yaml.tab', 7],
    ['a duplicate key', `${head}spec: {}\nspec: {}`, 'yaml.duplicate-key', 7],
    ['a duplicate key deep down', `${head}spec:\n  rules:\n    - name: a\n      name: b`, 'yaml.duplicate-key', 9],
    ['two documents', `${head}---\n${head}`, 'yaml.several-documents', 6],
    ['nothing', '# only a comment\n', 'yaml.empty', 1],
    ['a text', 'hello', 'yaml.not-a-map', 1],
    ['a list', '- a\n- b', 'yaml.not-a-map', 1],
    ['an Ingress', head.replace('HTTPRoute', 'Ingress'), 'yaml.ingress', 2],
    ['a List', 'apiVersion: v1\nkind: List\nitems: []', 'yaml.list', 2],
    ['a Service', head.replace('HTTPRoute', 'Service'), 'yaml.other-kind', 2],
    ['a kind that is no text', head.replace('HTTPRoute', '{a: 1}'), 'yaml.other-kind', 2],
    ['an old version', head.replace('/v1', '/v1beta1'), 'yaml.other-version', 1],
    ['no metadata', 'kind: HTTPRoute', 'yaml.metadata-missing', 1],
    ['metadata that is a text', 'kind: HTTPRoute\nmetadata: shop', 'yaml.wrong-part', 2],
    ['spec that is a list', `${head}spec: []`, 'yaml.wrong-part', 6],
    ['a name that is a number', head.replace('shop', '404'), 'yaml.wrong-part', 4],
    [
      'an annotation that is a number',
      head.replace('  name', '  annotations:\n    ttl: 60\n  name'),
      'yaml.wrong-part',
      5,
    ],
    ['another name', head.replace('shop', 'other'), 'yaml.other-name', 4],
    ['another namespace', head.replace('storefront', 'payments'), 'yaml.other-namespace', 5],
    ['__proto__', `${head}__proto__: {polluted: true}`, 'yaml.proto-key', 6],
    ['a key that is a list', `${head}? [a, b]\n: c`, 'yaml.key-not-text', 6],
    ['a tag', `${head}spec: !secret {}`, 'yaml.tag', 6],
    ['infinity', `${head}x: .inf`, 'yaml.not-a-number', 6],
    ['a number that would be rounded', `${head}x: 12345678901234567891`, 'yaml.not-a-number', 6],
    ['a quote that is not closed', `${head}x: "abc`, 'yaml.syntax', 6],
    ['a second colon', `${head}x: a: b`, 'yaml.syntax', 6],
    ['a line that is indented too far', `${head}x: a\n    y: b`, 'yaml.syntax', 6],
  ])('%s', (_what, text, code, line) => {
    const reading = parseRouteYaml(text, edited);
    expect(reading.ok).toBe(false);
    expect(codesOf(reading)[0]).toBe(`${code} ${line}`);
  });
});

test.each([
  [`${head}spec`, 'A key without a colon behind it.'],
  [`${head}x: [1,`, 'Something that was opened is not closed.'],
  [`${head}x: "a`, 'Something that was opened is not closed.'],
])('what is not whole yet is said as that: %j', (text, message) => {
  const reading = parseRouteYaml(text, edited);
  expect(reading.ok ? '' : reading.issues[0]?.message).toBe(message);
});

test('a duplicate key is said with both lines', () => {
  const reading = parseRouteYaml(`${head}spec: {}\nspec: {}`, edited);
  expect(reading.ok ? '' : reading.issues[0]?.message).toBe('The key spec stands on line 6 and again on line 7.');
});

test('nothing hostile takes long', () => {
  const hostile = [
    'a: b\n'.repeat(1_000_000),
    '['.repeat(900_000),
    '- '.repeat(400_000),
    bomb.join('\n'),
    '&a '.repeat(2_000),
  ];
  for (const text of hostile) {
    const started = performance.now();
    expect(parseRouteYaml(text, edited).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  }
});

test('what is fine is read', () => {
  const json = JSON.stringify({ kind: 'HTTPRoute', metadata: edited, spec: { hostnames: ['☃.test'] } });
  const texts = [
    head,
    head.replaceAll('\n', '\r\n'),
    `\ufeff${head}`,
    `---\n${head}`,
    json,
    `${head}x: &a {b: 1}\ny: *a\n`,
  ];
  for (const text of texts) expect(parseRouteYaml(text, edited).ok).toBe(true);
});

test('a merge key brings the fields that are not there themselves', () => {
  const reading = parseRouteYaml(`${head}x: &a {b: 1, c: 2}\ny:\n  <<: *a\n  c: 3\n`, edited);
  expect(reading.ok && reading.route).toMatchObject({ y: { b: 1, c: 3 } });
});

test('what the server writes is read over, and said', () => {
  const text = `${head}  uid: abc\nstatus:\n  parents: []\n`;
  const reading = parseRouteYaml(text, edited);
  expect(reading.ok && reading.route).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: edited,
  });
  expect(codesOf(reading)).toEqual(['yaml.server-field 6', 'yaml.server-field 7']);
});

test('an invisible turn of the direction of writing is said and taken', () => {
  const reading = parseRouteYaml(`${head}x: "a\u202eb"\n`, edited);
  expect(reading.ok).toBe(true);
  expect(codesOf(reading)).toEqual(['yaml.bidi 6']);
});

test('a new route may still be without a name', () => {
  const reading = parseRouteYaml('kind: HTTPRoute\nmetadata:\n  name:\n', null);
  expect(reading.ok && reading.route.metadata.name).toBe('');
});
