import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setAt } from '../../gateway-api/document.ts';
import { formatPath } from '../../gateway-api/field-path.ts';
import { httpRoute } from '../../gateway-api/object-builders.ts';
import type { HttpRouteRule, HttpRouteSpec } from '../../gateway-api/objects.ts';
import experimentalCrd from './generated/httproutes.experimental.json' with { type: 'json' };
import standardCrd from './generated/httproutes.standard.json' with { type: 'json' };
import { createSchemaJudge, type SchemaJudge } from './schema-judge.ts';

function judgeOf(crd: unknown): SchemaJudge {
  const judge = createSchemaJudge(crd);
  if (judge === null) throw new Error('the CRD has no schema');
  return judge;
}

const standard = judgeOf(standardCrd);
const experimental = judgeOf(experimentalCrd);

function codes(object: unknown, judge = standard, old?: unknown): readonly string[] {
  return judge.judge(object, old).map((issue) => `${issue.code} ${formatPath(issue.path)}`);
}

const withRule = (rule: unknown) => setAt(httpRoute(), ['spec', 'rules'], [rule]);
const withSpec = (path: readonly (string | number)[], value: unknown) => setAt(httpRoute(), ['spec', ...path], value);

test('a good route is accepted by both channels, with nothing left unjudged', () => {
  expect(codes(httpRoute())).toEqual([]);
  expect(codes(httpRoute(), experimental)).toEqual([]);
  expect([...standard.unjudgedRules(), ...experimental.unjudgedRules()]).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a text instead of a list', withSpec(['hostnames'], 'a.test'), 'schema.type spec.hostnames'],
  ['a number instead of a text', withSpec(['hostnames'], [7]), 'schema.type spec.hostnames[0]'],
  [
    'a fraction instead of a whole number',
    withRule({ backendRefs: [{ name: 'a', port: 80.5 }] }),
    'schema.type spec.rules[0].backendRefs[0].port',
  ],
  ['an empty entry of a list', withSpec(['hostnames'], [null]), 'schema.type spec.hostnames[0]'],
  [
    'a reference without name',
    withSpec(['parentRefs'], [{ namespace: 'infra' }]),
    'schema.required spec.parentRefs[0].name',
  ],
  [
    'a method that does not exist',
    withRule({ matches: [{ method: 'FETCH' }] }),
    'schema.enum spec.rules[0].matches[0].method',
  ],
  ['a duration in days', withRule({ timeouts: { request: '1d' } }), 'schema.format spec.rules[0].timeouts.request'],
  [
    'a port out of range',
    withRule({ backendRefs: [{ name: 'a', port: 70_000 }] }),
    'schema.range spec.rules[0].backendRefs[0].port',
  ],
  [
    'a long path',
    withRule({ matches: [{ path: { value: `/${'a'.repeat(1_024)}` } }] }),
    'schema.too-long spec.rules[0].matches[0].path.value',
  ],
  [
    '17 rules',
    withSpec(
      ['rules'],
      Array.from({ length: 17 }, () => ({})),
    ),
    'schema.too-many spec.rules',
  ],
  ['an empty list of rules', withSpec(['rules'], []), 'schema.too-few spec.rules'],
  [
    'a header twice',
    withRule({
      matches: [
        {
          headers: [
            { name: 'a', value: '1' },
            { name: 'a', value: '2' },
          ],
        },
      ],
    }),
    'schema.duplicate spec.rules[0].matches[0].headers[1]',
  ],
  ['a field that nobody knows', withRule({ colour: 'red' }), 'schema.unknown-field spec.rules[0].colour'],
  ['a key __proto__', withRule(JSON.parse('{"__proto__":{"a":1}}')), 'schema.unknown-field spec.rules[0].__proto__'],
  [
    'a retry in the standard channel',
    withRule({ retry: { attempts: 1 } }),
    'schema.experimental-field spec.rules[0].retry',
  ],
  ['a Service without port', withRule({ backendRefs: [{ name: 'a' }] }), 'schema.rule spec.rules[0].backendRefs[0]'],
  ['no spec', { metadata: { name: 'a' } }, 'schema.required spec'],
  ['no object', null, 'schema.type '],
])('%s is found', (_what, object, code) => {
  expect(codes(object)).toEqual([code]);
});

test('what the standard channel does not know, the experimental one takes', () => {
  expect(codes(withRule({ retry: { attempts: 1 } }), experimental)).toEqual([]);
});

test('an emoji counts as one character, as in the API server', () => {
  const route = withRule({ matches: [{ path: { type: 'RegularExpression', value: '😀'.repeat(1_024) } }] });
  expect(codes(route)).toEqual([]);
});

test('a finding says it in plain words first and in the words of the API server behind', () => {
  const [issue] = standard.judge(withRule({ timeouts: { request: '1d' } }));
  expect(issue?.message).toMatch(
    /^“1d” is not written as request must be\. The API server says: “spec\.rules\[0\]\.timeouts\.request: Invalid value: "1d": /,
  );
});

test('a rule is not asked where the structure under it is broken, and is asked elsewhere', () => {
  const rules = [
    { matches: [{ path: { value: 7 } }], backendRefs: [{ name: 'a', port: 80 }] },
    { backendRefs: [{ name: 'b' }] },
  ];
  expect(codes(withSpec(['rules'], rules))).toEqual([
    'schema.type spec.rules[0].matches[0].path.value',
    'schema.rule spec.rules[1].backendRefs[0]',
  ]);
});

describe('defaults', () => {
  test('are those of the schema, and what needs none stays identical', () => {
    const whole = standard.defaulted(withRule({ backendRefs: [{ name: 'a', port: 80 }] }));
    expect(whole).toMatchObject({
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
        rules: [
          { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ weight: 1, kind: 'Service' }] },
        ],
      },
    });
    expect(standard.defaulted(whole)).toBe(whole);
  });

  test('an empty value counts as absent', () => {
    expect(codes(withRule({ matches: null, timeouts: null }))).toEqual([]);
  });

  test('a key __proto__ stays data', () => {
    const odd = standard.defaulted(withRule(JSON.parse('{"__proto__":{"polluted":true}}')));
    expect(JSON.stringify(odd)).toContain('"__proto__":{"polluted":true}');
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
  });
});

describe('an update', () => {
  const old = withRule({ backendRefs: [{ name: 'a' }], timeouts: { request: '1d' } });

  test('is not refused for what it leaves as it was', () => {
    expect(codes(old, standard, old)).toEqual([]);
  });

  test('is refused for what it changes', () => {
    expect(codes(setAt(old, ['spec', 'hostnames'], ['A']), standard, old)).toEqual(['schema.format spec.hostnames[0]']);
  });
});

describe('transition rules, message expressions and field paths', () => {
  const crd = (properties: object, rules: readonly object[]) => ({
    spec: {
      versions: [
        {
          name: 'v1',
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', properties, 'x-kubernetes-validations': rules },
              },
            },
          },
        },
      ],
    },
  });
  const text = { type: 'string' };

  test('a rule about the old value speaks at an update only', () => {
    const judge = judgeOf(crd({ a: text }, [{ rule: 'self.a == oldSelf.a', message: 'a is immutable' }]));
    expect(codes({ spec: { a: 'x' } }, judge)).toEqual([]);
    expect(codes({ spec: { a: 'x' } }, judge, { spec: { a: 'x' } })).toEqual([]);
    expect(codes({ spec: { a: 'x' } }, judge, { spec: { a: 'y' } })).toEqual(['schema.rule spec']);
  });

  test('a rule with an optional old value speaks always', () => {
    const rule = { rule: "oldSelf.hasValue() ? self.a == oldSelf.value().a : self.a == 'new'", optionalOldSelf: true };
    const judge = judgeOf(crd({ a: text }, [rule]));
    expect(codes({ spec: { a: 'new' } }, judge)).toEqual([]);
    expect(codes({ spec: { a: 'x' } }, judge)).toEqual(['schema.rule spec']);
    expect(codes({ spec: { a: 'x' } }, judge, { spec: { a: 'y' } })).toEqual(['schema.rule spec']);
  });

  test('the message may be an expression and the finding may point below', () => {
    const rule = { rule: 'self.a == self.b', messageExpression: "'a is ' + self.a", fieldPath: '.a' };
    const [issue] = judgeOf(crd({ a: text, b: text }, [rule])).judge({ spec: { a: 'x', b: 'y' } });
    expect(issue?.path).toEqual(['spec', 'a']);
    expect(issue?.message).toContain('a is x');
  });

  test('names that are words of CEL are escaped, and a missing key refuses with the message of the rule', () => {
    const rule = { rule: "self.__namespace__ == 'a'", message: 'only a' };
    const judge = judgeOf(crd({ namespace: text }, [rule]));
    expect(codes({ spec: { namespace: 'a' } }, judge)).toEqual([]);
    expect(judge.judge({ spec: {} })[0]?.message).toContain('only a');
  });

  test('a rule that cannot be evaluated says nothing about the object, and is told', () => {
    const judge = judgeOf(crd({ a: text }, [{ rule: 'unheardOf(self.a)' }, { rule: 'self.a ==' }]));
    expect(codes({ spec: { a: 'x' } }, judge)).toEqual([]);
    expect(judge.unjudgedRules()).toEqual(['unheardOf(self.a)', 'self.a ==']);
  });
});

test('a CRD without the version has no judge', () => {
  expect(createSchemaJudge(standardCrd, 'v9')).toBeNull();
  expect(createSchemaJudge(null)).toBeNull();
  expect(createSchemaJudge({ spec: { versions: 'x' } })).toBeNull();
});

describe('hostile documents', () => {
  const nested = (depth: number) => Array.from({ length: depth }).reduce<unknown>((inner) => ({ a: inner }), 1);
  const bomb = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], 'x');

  test.each<[string, unknown]>([
    ['1,000 nested levels', { spec: nested(1_000) }],
    ['an alias bomb', { spec: { rules: bomb } }],
    ['a million entries', { spec: { rules: Array.from({ length: 1_000_000 }, () => 1) } }],
    ['5 MB of text', { spec: { hostnames: ['a'.repeat(5_000_000)] } }],
  ])('%s is one finding', (_what, object) => {
    const started = performance.now();
    expect(standard.judge(object).map((issue) => issue.code)).toEqual(['schema.too-large']);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('nothing makes it throw, and defaults are stable', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('spec', 'metadata', 'rules', 'matches', 'filters'), (value, key) => {
        const object = key === 'spec' ? { spec: value } : withSpec(['rules'], [{ [key]: value }]);
        expect(() => standard.judge(object)).not.toThrow();
        const once = standard.defaulted(object);
        expect(standard.defaulted(once)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });
});

/** Rules that the API server takes, of every kind that the form makes. */
const name = fc.constantFrom('a', 'b', 'checkout-v2');
const optionally = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const header = fc.record({ name: fc.constantFrom('x-a', 'x-b'), value: fc.constantFrom('1', 'yes') });
const validRule: fc.Arbitrary<HttpRouteRule> = fc.record({
  name: fc.constant(undefined),
  matches: optionally(
    fc.array(
      fc.record({
        path: fc.record({
          type: fc.constantFrom('Exact', 'PathPrefix', 'RegularExpression'),
          value: fc.constantFrom('/', '/a', '/a/b'),
        }),
        method: optionally(fc.constantFrom('GET', 'POST')),
        headers: optionally(fc.uniqueArray(header, { maxLength: 2, selector: (one) => one.name })),
        queryParams: optionally(fc.uniqueArray(header, { maxLength: 2, selector: (one) => one.name })),
      }),
      { maxLength: 3 },
    ),
  ),
  backendRefs: optionally(
    fc.array(
      fc.record({
        name,
        port: fc.integer({ min: 1, max: 65_535 }),
        weight: optionally(fc.integer({ min: 0, max: 1_000_000 })),
        namespace: optionally(name),
      }),
      { maxLength: 3 },
    ),
  ),
  filters: optionally(
    fc
      .record({ set: fc.uniqueArray(header, { maxLength: 2, selector: (one) => one.name }) })
      .map((requestHeaderModifier) => [
        { type: 'RequestHeaderModifier', requestHeaderModifier },
        { type: 'RequestMirror', requestMirror: { backendRef: { name: 'mirror', port: 80 }, percent: 10 } },
      ]),
  ),
  timeouts: optionally(
    fc.constantFrom({ request: '10s', backendRequest: '2s' }, { request: '0s', backendRequest: '1h' }),
  ),
});

test('accepts every route that the API server would accept', () => {
  const rules = fc.array(validRule, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(rules, (list) => {
      const spec: HttpRouteSpec = { rules: list };
      expect(codes(httpRoute(spec))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
