import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { insertAt, isSame, moveItem, removeAt, removeEntryAt, setAt } from '../document.ts';
import { arbitraryRoute } from '../route-arbitrary.ts';
import { readYaml } from './read-yaml.ts';
import { syncYaml } from './sync-yaml.ts';
import { writeYaml } from './write-yaml.ts';

function read(text: string): unknown {
  const reading = readYaml(text);
  if (!reading.ok) throw new Error(`${reading.issues[0]?.line}: ${reading.issues[0]?.message}\n${text}`);
  return reading.value;
}

const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object' && value !== null);
const document = fc
  .oneof(arbitraryRoute, json)
  .filter((value) => !/"__proto__":/.test(JSON.stringify(value))) // Refused in a text, so it cannot come out of one.
  .map((value): unknown => JSON.parse(JSON.stringify(value))); // No -0.
const style = fc.constantFrom<(value: unknown) => string>(
  writeYaml,
  (value) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }),
  (value) => stringify(value, { indent: 4, indentSeq: false, singleQuote: true, aliasDuplicateObjects: false }),
  (value) => stringify(value, { collectionStyle: 'flow', aliasDuplicateObjects: false }),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
);

test('a text in any style says the new document after a change, whatever changed', () => {
  fc.assert(
    fc.property(document, document, style, (a, b, write) => {
      expect(isSame(read(syncYaml(write(a), a, b)), b)).toBe(true);
    }),
    { numRuns: 1_500 },
  );
});

test('without a change the text stays as it is', () => {
  fc.assert(
    fc.property(document, style, (a, write) => {
      const text = `# head\n${write(a)}# end`;
      expect(syncYaml(text, a, structuredClone(a))).toBe(text);
    }),
  );
});

test('what is written is read as it was by another reader', () => {
  fc.assert(
    fc.property(document, (value) => {
      expect(isSame(parse(writeYaml(value)), value)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

const rules = `# Head of the file.

spec:
  # The names.
  hostnames: ['a.test', "b.test"] # two
  rules:
    # First, by name.
    - name: first # 1
      # Where to.
      backendRefs:
      - {name: one, port: 80} # flow
      - name: two
        weight:   0
        # Below two.

    # Second.
    - matches: [] # none
      name: 'second'
    # Not of a rule.
  # The end of spec.
`;

/** The text after a change of its document. */
function edited(change: (document: unknown) => unknown): string {
  const before = read(rules);
  const text = syncYaml(rules, before, change(before));
  expect(isSame(read(text), change(before))).toBe(true);
  return text;
}

function changedLines(text: string): readonly string[] {
  const before = rules.split('\n');
  const now = text.split('\n');
  return [
    ...before.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}

const first = ['spec', 'rules', 0] as const;

describe('only the edit differs', () => {
  test.each<[what: string, change: (document: unknown) => unknown, lines: readonly string[]]>([
    [
      'a weight keeps its odd spaces',
      (route) => setAt(route, [...first, 'backendRefs', 1, 'weight'], 5),
      ['- weight:   0', '+ weight:   5'],
    ],
    [
      'a port in braces',
      (route) => setAt(route, [...first, 'backendRefs', 0, 'port'], 8080),
      ['- - {name: one, port: 80} # flow', '+ - {name: one, port: 8080} # flow'],
    ],
    [
      'a new field in braces',
      (route) => setAt(route, [...first, 'backendRefs', 0, 'weight'], 1),
      ['- - {name: one, port: 80} # flow', '+ - {name: one, port: 80, weight: 1} # flow'],
    ],
    [
      'quotes stay the quotes that they were',
      (route) => setAt(route, ['spec', 'rules', 1, 'name'], "it's"),
      ["- name: 'second'", "+ name: 'it''s'"],
    ],
    [
      'a hostname in brackets',
      (route) => insertAt(route, ['spec', 'hostnames', 1], '*.c.test'),
      [`- hostnames: ['a.test', "b.test"] # two`, `+ hostnames: ['a.test', "*.c.test", "b.test"] # two`],
    ],
    [
      'the first hostname goes',
      (route) => removeAt(route, ['spec', 'hostnames', 0]),
      [`- hostnames: ['a.test', "b.test"] # two`, `+ hostnames: ["b.test"] # two`],
    ],
    [
      'the name on the dash goes',
      (route) => removeAt(route, [...first, 'name']),
      ['- - name: first # 1', '- # Where to.', '+ - # Where to.'],
    ],
    [
      'a backend takes what stands below it along',
      (route) => removeEntryAt(route, [...first, 'backendRefs', 1]),
      ['- - name: two', '- weight:   0', '- # Below two.'],
    ],
    [
      'a new backend stands where the others do',
      (route) => insertAt(route, [...first, 'backendRefs', 1], { name: 'three', port: 80 }),
      ['+ - name: three', '+ port: 80'],
    ],
    [
      'an empty list gets its first entry',
      (route) => insertAt(route, ['spec', 'rules', 1, 'matches', 0], { method: 'GET' }),
      ['- - matches: [] # none', '+ - matches:', '+ - method: GET # none'],
    ],
    [
      'the last entry of a list',
      (route) => setAt(route, [...first, 'backendRefs'], []),
      ['- backendRefs:', '- - {name: one, port: 80} # flow', '- - name: two', '- weight:   0', '+ backendRefs: []'],
    ],
    ['a new part', (route) => setAt(route, ['metadata', 'name'], 'x'), ['+ metadata:', '+ name: x']],
  ])('%s', (_what, change, lines) => {
    expect(changedLines(edited(change))).toEqual(lines);
  });

  test('a rule that moves takes its comments along, and blank lines stay between rules', () => {
    expect(edited((route) => moveItem(route, ['spec', 'rules'], 1, 0))).toContain(`  rules:
    # Second.
    - matches: [] # none
      name: 'second'

    # First, by name.
    - name: first # 1
`);
  });

  test('a rule that goes takes its comments along, and no others', () => {
    const text = edited((route) => removeEntryAt(route, ['spec', 'rules', 0]));
    expect(text).toBe(`# Head of the file.

spec:
  # The names.
  hostnames: ['a.test', "b.test"] # two
  rules:
    # Second.
    - matches: [] # none
      name: 'second'
    # Not of a rule.
  # The end of spec.
`);
  });
});

test('line breaks of Windows stay', () => {
  const crlf = rules.replaceAll('\n', '\r\n');
  const document = read(crlf);
  const text = syncYaml(crlf, document, insertAt(document, ['spec', 'rules', 0], { name: 'new', matches: [] }));
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('an anchor stays while its aliases become values of their own', () => {
  const text = '# head\nx: &a\n  b: 1 # one\ny: *a # same\n';
  const document = read(text);
  expect(syncYaml(text, document, setAt(document, ['y', 'b'], 2))).toBe(
    '# head\nx: &a\n  b: 1 # one\ny:\n  b: 2 # same\n',
  );
  expect(syncYaml(text, document, setAt(document, ['x', 'b'], 2))).toBe(
    '# head\nx: &a\n  b: 2 # one\ny: { b: 1 } # same\n',
  );
});

test('what the text has and the document leaves out stays', () => {
  const text = 'metadata:\n  uid: abc # pasted\n  name: x\nstatus: {}\n';
  expect(syncYaml(text, { metadata: { name: 'x' } }, { metadata: { name: 'z' } })).toBe(
    'metadata:\n  uid: abc # pasted\n  name: z\nstatus: {}\n',
  );
});

test('a text with a line break takes the place of a plain one, and the comment behind it stays', () => {
  const before = { spec: { name: 'x', other: 1 } };
  const text = '# top\nspec:\n  name: x # note\n  other: 1\n';
  const after = { spec: { name: 'a\nb', other: 1 } };
  expect(syncYaml(text, before, after)).toBe('# top\nspec:\n  name: "a\\nb" # note\n  other: 1\n');
});
