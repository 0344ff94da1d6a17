import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getAt } from '@/lib/gateway-api/document.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { type Edit, type EditorState, editorReducer, fieldTextAt, isDirty, openEditor } from './editor-state.ts';
import { isSameRoute } from './wanted-part.ts';

const redirectOnly: HttpRouteRule = {
  matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
  filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'new.test', statusCode: 301 } }],
};
const orMatches: HttpRouteRule = {
  name: 'either',
  matches: [{ path: { type: 'Exact', value: '/a' } }, { method: 'POST', headers: [{ name: 'x', value: '1' }] }],
  timeouts: { request: '10s' },
  backendRefs: [
    { name: 'one', port: 80, weight: 0 },
    { name: 'two', port: 80, weight: 100, filters: [{ type: 'Invented' }] },
    { name: 'three', port: 80 },
  ],
};

function open(...rules: readonly HttpRouteRule[]): EditorState {
  const route = httpRoute({ rules });
  return openEditor(route, route);
}

function edit(state: EditorState, ...edits: readonly Edit[]): EditorState {
  return editorReducer(state, { type: 'edit', edits, at: 0 });
}

const rule = (index: number, ...rest: Path): Path => ['spec', 'rules', index, ...rest];
const set = (path: Path, value: unknown): Edit => ({ op: 'set', path, value });

describe('what other forms lose survives an edit elsewhere', () => {
  const state = edit(open(orMatches, redirectOnly), set(rule(0, 'backendRefs', 1, 'weight'), 99));

  test.each<[string, Path]>([
    ['weight 0 stays 0', rule(0, 'backendRefs', 0, 'weight')],
    ['an absent weight stays absent', rule(0, 'backendRefs', 2, 'weight')],
    ['a redirect-only rule stays without backends', rule(1)],
    ['OR matches stay two matches', rule(0, 'matches')],
    ['a match without method gets none', rule(0, 'matches', 0)],
    ['timeouts stay', rule(0, 'timeouts')],
    ['filters of an unknown type stay', rule(0, 'backendRefs', 1, 'filters')],
  ])('%s', (_, path) => {
    expect(getAt(state.draft, path)).toBe(getAt(state.base, path));
  });

  test('and the edit itself is there', () => {
    expect(getAt(state.draft, rule(0, 'backendRefs', 1, 'weight'))).toBe(99);
  });
});

describe('text that the document cannot hold', () => {
  const weight = rule(1, 'backendRefs', 0, 'weight');
  const typed = editorReducer(open(redirectOnly, orMatches), {
    type: 'text',
    path: weight,
    text: { text: 'abc', message: 'Type a whole number.' },
    at: 0,
  });

  test('changes nothing in the document, and counts as a change to mend', () => {
    expect(typed.draft).toBe(typed.base);
    expect(isDirty(typed, httpRoute())).toBe(true);
  });

  test('follows its rule when rules are moved, duplicated and removed', () => {
    const moved = edit(typed, { op: 'move', path: ['spec', 'rules'], from: 1, to: 0 });
    expect(fieldTextAt(moved.fieldTexts, rule(0, 'backendRefs', 0, 'weight'))?.text).toBe('abc');
    const pushed = edit(moved, { op: 'insert', path: rule(0), value: redirectOnly });
    expect(fieldTextAt(pushed.fieldTexts, weight)?.text).toBe('abc');
    expect(edit(pushed, { op: 'remove', path: rule(1) }).fieldTexts).toEqual([]);
  });

  test('goes when a number is written in its place, and comes back by undo', () => {
    const mended = edit(typed, set(weight, 5));
    expect(mended.fieldTexts).toEqual([]);
    expect(editorReducer(mended, { type: 'undo' }).fieldTexts).toEqual(typed.fieldTexts);
  });
});

describe('undo', () => {
  test('takes typing in one field back in one step, and other fields separately', () => {
    let state = open(orMatches);
    for (const [index, value] of ['/a', '/ab', '/abc'].entries()) {
      state = editorReducer(state, {
        type: 'edit',
        edits: [set(rule(0, 'matches', 0, 'path', 'value'), value)],
        merge: 'path',
        at: index * 100,
      });
    }
    state = edit(state, set(rule(0, 'name'), 'other'));
    state = editorReducer(state, { type: 'undo' });
    expect(getAt(state.draft, rule(0, 'matches', 0, 'path', 'value'))).toBe('/abc');
    state = editorReducer(state, { type: 'undo' });
    expect(state.draft).toEqual(state.base);
  });

  test('brings back what was discarded', () => {
    const state = edit(open(orMatches), set(rule(0, 'name'), 'other'));
    const discarded = editorReducer(state, { type: 'discard', draft: httpRoute({ rules: [orMatches] }) });
    expect(isDirty(discarded, httpRoute())).toBe(false);
    expect(editorReducer(discarded, { type: 'undo' }).draft).toBe(state.draft);
  });

  test('of an edit that changes nothing is no step', () => {
    const state = open(orMatches);
    expect(edit(state, set(rule(0, 'name'), 'either'))).toBe(state);
  });
});

test('a rule keeps its key when it is moved, and a new one gets a key of its own', () => {
  const state = open(orMatches, redirectOnly);
  const moved = edit(state, { op: 'move', path: ['spec', 'rules'], from: 0, to: 1 });
  expect(moved.ruleKeys).toEqual([state.ruleKeys[1], state.ruleKeys[0]]);
  const more = edit(moved, { op: 'insert', path: rule(1), value: redirectOnly });
  expect(new Set(more.ruleKeys).size).toBe(3);
  expect(more.ruleKeys[2]).toBe(state.ruleKeys[0]);
});

test('a field set and set back is no change', () => {
  const state = edit(open(orMatches), set(rule(0, 'name'), 'x'), set(rule(0, 'name'), 'either'));
  expect(isDirty(state, httpRoute())).toBe(false);
});

test('what the server writes is no change', () => {
  const route = httpRoute();
  const later = { ...route, metadata: { ...route.metadata, resourceVersion: '99', generation: 2 }, status: {} };
  expect(isSameRoute(route, later)).toBe(true);
});

test('any run of edits is undone to where it began and redone to where it ended, with a key for every rule', () => {
  const index = fc.nat(3);
  const anyEdit = fc.oneof(
    fc.record({ op: fc.constant('remove' as const), path: index.map((at) => rule(at)) }),
    fc.record({
      op: fc.constant('insert' as const),
      path: index.map((at) => rule(at)),
      value: fc.constant(redirectOnly),
    }),
    fc.record({ op: fc.constant('move' as const), path: fc.constant<Path>(['spec', 'rules']), from: index, to: index }),
    fc.record({ op: fc.constant('set' as const), path: index.map((at) => rule(at, 'name')), value: fc.string() }),
  );
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 20 }), (edits) => {
      const start = open(orMatches, redirectOnly);
      const end = edits.reduce<EditorState>((state, one) => edit(state, one), start);
      const rules = getAt(end.draft, ['spec', 'rules']);
      expect(end.ruleKeys).toHaveLength(Array.isArray(rules) ? rules.length : 0);
      expect(new Set(end.ruleKeys).size).toBe(end.ruleKeys.length);
      let state = end;
      for (const _ of end.past) state = editorReducer(state, { type: 'undo' });
      expect(state.draft).toBe(start.draft);
      for (const _ of end.past) state = editorReducer(state, { type: 'redo' });
      expect(state.draft).toBe(end.draft);
    }),
  );
});
