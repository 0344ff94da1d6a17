import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getAt, setAt } from '@/lib/gateway-api/document.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { arbitraryRoute, arbitraryRule } from '@/lib/gateway-api/route-arbitrary.ts';
import { decorate, decorationSeeds } from '@/lib/gateway-api/yaml/decorated.ts';
import { parseRouteYaml } from '@/lib/gateway-api/yaml/parse-route-yaml.ts';
import { fromStoredYaml, toStoredYaml } from './draft-storage.ts';
import { type Edit, type EditorState, editorReducer, isDirty, openEditor } from './editor-state.ts';
import { routeYaml } from './route-yaml.ts';
import { isBroken, yamlTextOf } from './route-yaml-draft.ts';
import { isSameRoute, withoutServerFields } from './wanted-part.ts';

const route = httpRoute({
  rules: [{ name: 'first', backendRefs: [{ name: 'a', port: 80, weight: 1 }] }, { name: 'second' }],
});
const commented = routeYaml(route).replace('- name: first', '# The first.\n    - name: first # 1');
const edited = { name: route.metadata.name, namespace: 'storefront' };
const start = openEditor(route, route);
let clock = 0;

function type(state: EditorState, text: string): EditorState {
  clock += 10_000;
  return editorReducer(state, {
    type: 'yaml',
    text,
    basis: state.draft,
    reading: parseRouteYaml(text, edited),
    at: clock,
  });
}

function edit(state: EditorState, ...edits: readonly Edit[]): EditorState {
  clock += 10_000;
  return editorReducer(state, { type: 'edit', edits, at: clock });
}

const undo = (state: EditorState) => editorReducer(state, { type: 'undo' });
const redo = (state: EditorState) => editorReducer(state, { type: 'redo' });
const weight = ['spec', 'rules', 0, 'backendRefs', 0, 'weight'] as const;

test('what is typed as YAML is in the document, and what the server wrote stays in it', () => {
  const state = type(start, commented.replace('weight: 1', 'weight: 7'));
  expect(getAt(state.draft, weight)).toBe(7);
  expect(state.draft.metadata.uid).toBe(route.metadata.uid);
  expect(state.draft.spec?.rules?.[1]).toBe(route.spec?.rules?.[1]);
});

test('a comment alone changes nothing of the route and is kept as a draft', () => {
  const state = type(start, commented);
  expect(state.draft).toBe(route);
  expect(isDirty(state, route)).toBe(true);
  expect(isDirty(type(state, routeYaml(route)), route)).toBe(false);
});

test('an edit in the form changes its line of the YAML only', () => {
  const state = edit(type(start, commented), { op: 'set', path: weight, value: 9 });
  expect(yamlTextOf(state)).toBe(commented.replace('weight: 1', 'weight: 9'));
  expect(yamlTextOf(edit(state, { op: 'set', path: weight, value: 1 }))).toBe(commented);
});

test('undo and redo go through form and YAML as one history', () => {
  const typed = type(start, commented.replace('weight: 1', 'weight: 7'));
  const both = edit(typed, { op: 'set', path: weight, value: 8 });
  const again = type(both, yamlTextOf(both).replace('# 1', '# one'));
  expect(undo(again).yaml).toBe(both.yaml);
  expect(yamlTextOf(undo(again))).toContain('weight: 8');
  expect(yamlTextOf(undo(undo(again)))).toBe(typed.yaml?.text);
  expect(undo(undo(undo(again))).draft).toBe(route);
  expect(yamlTextOf(redo(redo(redo(undo(undo(undo(again)))))))).toBe(yamlTextOf(again));
});

test('a broken text freezes the form, loses nothing and is undone in one go', () => {
  const good = type(start, commented);
  const broken = type(type(good, `${commented}\nspec: [`), `${commented}\nspec: [[`);
  expect(isBroken(broken)).toBe(true);
  expect(broken.draft).toBe(good.draft);
  expect(edit(broken, { op: 'set', path: weight, value: 9 })).toBe(broken);
  const mended = editorReducer(broken, { type: 'mend' });
  expect(yamlTextOf(mended)).toBe(commented);
  expect(redo(redo(mended)).yaml?.text).toBe(broken.yaml?.text);
});

test('what was typed a moment before the break is not lost with it', () => {
  const typed = { type: 'yaml', basis: null } as const;
  const good = editorReducer(start, {
    ...typed,
    at: 1_000,
    text: commented,
    reading: parseRouteYaml(commented, edited),
  });
  const bad = `${commented}\nspec: [`;
  const broken = editorReducer(good, { ...typed, at: 1_100, text: bad, reading: parseRouteYaml(bad, edited) });
  expect(isBroken(broken)).toBe(true);
  expect(yamlTextOf(editorReducer(broken, { type: 'mend' }))).toBe(commented);
});

test('a text that is read later is joined with what the form changed meanwhile', () => {
  const text = commented.replace('- name: second', '- name: third');
  const waiting = editorReducer(start, { type: 'yaml', text, basis: start.draft, reading: null, at: 1 });
  const changed = edit(waiting, { op: 'set', path: weight, value: 9 });
  const read = editorReducer(changed, { type: 'yaml-read', text, reading: parseRouteYaml(text, edited) });
  expect(getAt(read.draft, weight)).toBe(9);
  expect(getAt(read.draft, ['spec', 'rules', 1, 'name'])).toBe('third');
  expect(yamlTextOf(read)).toBe(text.replace('weight: 1', 'weight: 9'));
});

test('letters that are typed faster than the page is drawn stand on each other', () => {
  const first = type(start, `${commented}bad:\n`);
  expect(getAt(first.draft, ['bad'])).toBe(null);
  const reading = parseRouteYaml(commented, edited);
  const second = editorReducer(first, { type: 'yaml', text: commented, basis: null, reading, at: clock });
  expect(second.draft).toEqual(route);
  expect(yamlTextOf(second)).toBe(commented);
});

test('an answer for a text that is not there any more is not taken', () => {
  const state = type(start, commented);
  expect(editorReducer(state, { type: 'yaml-read', text: 'old', reading: parseRouteYaml('old', edited) })).toBe(state);
});

test('rules keep their keys when the YAML moves them', () => {
  const rules = route.spec?.rules ?? [];
  const state = type(start, routeYaml(setAt(route, ['spec', 'rules'], rules.toReversed())));
  expect(state.ruleKeys).toEqual(start.ruleKeys.toReversed());
});

test('the typed text comes back from the store, read or broken', () => {
  const state = edit(type(start, commented), { op: 'set', path: weight, value: 9 });
  const stored = { draft: state.draft, yaml: toStoredYaml(state.yaml, state.draft) };
  const yaml = fromStoredYaml(structuredClone(stored));
  const back = editorReducer(start, { type: 'load', base: route, draft: state.draft, yaml });
  const reading = parseRouteYaml(commented, edited);
  const read = editorReducer(back, { type: 'yaml-read', text: commented, reading });
  expect(read.draft).toEqual(state.draft);
  expect(yamlTextOf(read)).toBe(yamlTextOf(state));
});

/** What a text of YAML can hold: no -0, no `__proto__`. */
function toPlain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('"__proto__":', '"proto":'));
}

const index = fc.nat(3);
const rulesPath = ['spec', 'rules'];
const formEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    op: fc.constant('insert' as const),
    path: index.map((at) => [...rulesPath, at]),
    value: arbitraryRule.map(toPlain),
  }),
  fc.record({ op: fc.constant('remove' as const), path: index.map((at) => [...rulesPath, at]) }),
  fc.record({ op: fc.constant('move' as const), path: fc.constant(rulesPath), from: index, to: index }),
  fc.record({
    op: fc.constant('set' as const),
    path: index.chain((at) =>
      fc
        .constantFrom(['name'], ['timeouts', 'request'], ['backendRefs', 0, 'weight'])
        .map((rest) => [...rulesPath, at, ...rest]),
    ),
    value: fc.constantFrom<unknown>('1h', 'x: y', 3, undefined),
  }),
  fc.record({
    op: fc.constant('insert' as const),
    path: index.map((at) => ['spec', 'hostnames', at]),
    value: fc.constantFrom('*.z.test', 'z.test'),
  }),
  fc.record({ op: fc.constant('remove' as const), path: index.map((at) => ['spec', 'hostnames', at]) }),
);

// 10,000 take a minute: ROUND_TRIPS=10000 runs as many.
const runs = Number(process.env.ROUND_TRIPS ?? 2_500);

test(`of ${runs} commented drafts nothing but the edit of the form differs`, { timeout: 120_000 }, () => {
  let changed = 0;
  fc.assert(
    fc.property(arbitraryRoute, decorationSeeds, formEdit, (random, seeds, one) => {
      const plain = toPlain(withoutServerFields(random));
      const before = openEditor(plain, plain);
      const text = decorate(plain, seeds);
      const typed = editorReducer(before, {
        type: 'yaml',
        text,
        basis: plain,
        reading: parseRouteYaml(text, null),
        at: 0,
      });
      expect(typed.draft).toBe(plain);
      const state = editorReducer(typed, { type: 'edit', edits: [one], at: 0 });
      const after = yamlTextOf(state);
      if (state.draft === plain) {
        expect(after).toBe(text);
        return;
      }
      changed += 1;
      const reading = parseRouteYaml(after, null);
      expect(reading.ok && isSameRoute(reading.route, state.draft)).toBe(true);
      expectOnlyEdited(text, after, one);
    }),
    { numRuns: runs },
  );
  expect(changed).toBeGreaterThan(runs / 10);
});

/** Comments and lines of what was not edited are all there, in their order. */
function expectOnlyEdited(before: string, after: string, one: Edit): void {
  const comments = (text: string) => text.match(/# c\d+$/gm) ?? [];
  if (one.op === 'remove' || (one.op === 'set' && one.value === undefined)) {
    const left = new Set(comments(after));
    expect(comments(before).filter((comment) => left.has(comment))).toEqual(comments(after));
    return;
  }
  const [was, is] = [comments(before), comments(after)];
  expect(one.op === 'move' ? is.toSorted() : is).toEqual(one.op === 'move' ? was.toSorted() : was);
}
