import { describe, expect, test } from 'vitest';
import { getAt } from '@/lib/gateway-api/document.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { type Edit, editorReducer, openEditor } from './editor-state.ts';
import { newFilter } from './filters/filter-kinds.ts';
import { changeModifier } from './filters/path-modifier.ts';

const rule: Path = ['spec', 'rules', 0];

/** A rule with something of everything, also of what no form knows. */
function rich(): HttpRoute {
  const modifier = { set: [{ name: 'x-a', value: '1', future: true }], add: [{ name: 'x-b', value: '2' }] };
  return httpRoute({
    rules: [
      {
        name: 'rich',
        matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: modifier },
          { type: 'FutureFilter', ...{ futureFilter: { level: 3 } } },
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
        timeouts: { request: '10s', ...{ connect: '1s' } },
        ...{ retry: { attempts: 2, codes: [503] } },
        backendRefs: [
          {
            name: 'a',
            port: 80,
            weight: 0,
            filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier }],
          },
        ],
      },
      { filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 301 } }] },
    ],
  });
}

function edited(...edits: readonly Edit[]): HttpRoute {
  return editorReducer(openEditor(null, rich()), { type: 'edit', edits, at: 0 }).draft;
}

/** Every path of a document with what lies there, as lines. */
function leaves(value: unknown, path: Path = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${path.join('.')} = ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

function changed(...edits: readonly Edit[]): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const [before, after] = [leaves(rich()), leaves(edited(...edits))];
  return {
    gone: before.filter((line) => !after.includes(line)),
    come: after.filter((line) => !before.includes(line)),
  };
}

describe('defects of other editors, in the edits of filters, timeouts and backends', () => {
  test('a header that is changed leaves its other fields and every other header', () => {
    const at = [...rule, 'filters', 0, 'requestHeaderModifier', 'set', 0, 'value'];
    expect(changed({ op: 'set', path: at, value: '9' })).toEqual({
      gone: ['spec.rules.0.filters.0.requestHeaderModifier.set.0.value = "1"'],
      come: ['spec.rules.0.filters.0.requestHeaderModifier.set.0.value = "9"'],
    });
  });

  test('a filter that is added drops none, of a known type or not', () => {
    const { gone, come } = changed({ op: 'insert', path: [...rule, 'filters', 3], value: newFilter('CORS') });
    expect(gone).toEqual([]);
    expect(come).toEqual(['spec.rules.0.filters.3.type = "CORS"']);
  });

  test('filters that change places stay the same objects', () => {
    const before = rich();
    const state = openEditor(null, before);
    const move: Edit = { op: 'move', path: [...rule, 'filters'], from: 0, to: 1 };
    const { draft } = editorReducer(state, { type: 'edit', edits: [move], at: 0 });
    expect(getAt(draft, [...rule, 'filters', 0])).toBe(getAt(before, [...rule, 'filters', 1]));
    expect(getAt(draft, [...rule, 'filters', 1])).toBe(getAt(before, [...rule, 'filters', 0]));
  });

  test('a filter of an unknown type goes only by its own removal', () => {
    const { gone } = changed({ op: 'remove', path: [...rule, 'filters', 0] });
    expect(gone.filter((line) => line.includes('futureFilter'))).toEqual([
      'spec.rules.0.filters.1.futureFilter.level = 3',
    ]); // it stands at another index now
    expect(getAt(edited({ op: 'remove', path: [...rule, 'filters', 0] }), [...rule, 'filters', 0])).toEqual({
      type: 'FutureFilter',
      futureFilter: { level: 3 },
    });
  });

  test('timeouts that are changed keep what the form does not know, and the retries', () => {
    expect(changed({ op: 'set', path: [...rule, 'timeouts', 'request'], value: undefined })).toEqual({
      gone: ['spec.rules.0.timeouts.request = "10s"'],
      come: [],
    });
  });

  test('another Service keeps the weight 0 and the filters of the backend', () => {
    const keys = { namespace: undefined, name: 'b', port: 8080 };
    const edits = Object.entries(keys).map(
      ([key, value]): Edit => ({ op: 'set', path: [...rule, 'backendRefs', 0, key], value }),
    );
    expect(changed(...edits)).toEqual({
      gone: ['spec.rules.0.backendRefs.0.name = "a"', 'spec.rules.0.backendRefs.0.port = 80'],
      come: ['spec.rules.0.backendRefs.0.name = "b"', 'spec.rules.0.backendRefs.0.port = 8080'],
    });
  });

  test('a path that is replaced in another way keeps its value', () => {
    const at = [...rule, 'filters', 2, 'urlRewrite', 'path'];
    const before = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' };
    expect(changed(...changeModifier(at, before, 'ReplaceFullPath'))).toEqual({
      gone: [
        'spec.rules.0.filters.2.urlRewrite.path.type = "ReplacePrefixMatch"',
        'spec.rules.0.filters.2.urlRewrite.path.replacePrefixMatch = "/"',
      ],
      come: [
        'spec.rules.0.filters.2.urlRewrite.path.type = "ReplaceFullPath"',
        'spec.rules.0.filters.2.urlRewrite.path.replaceFullPath = "/"',
      ],
    });
  });

  test('a rule that only redirects survives every edit beside it', () => {
    const before = rich();
    const value = { request: '1s' };
    const { draft } = editorReducer(openEditor(null, before), {
      type: 'edit',
      edits: [{ op: 'set', path: [...rule, 'timeouts'], value }],
      at: 0,
    });
    expect(getAt(draft, ['spec', 'rules', 1])).toBe(getAt(before, ['spec', 'rules', 1]));
  });
});
