import { expect, test } from 'vitest';
import { contextAt, pathAt, schemaAt } from './schema-context.ts';

const lines = `apiVersion: v1
spec:
  parentRefs:
  - name: external
    sec
  rules:
    # The first.
    - matches:
        - path:
            type: Exact
            value: /
        - 
      backendRefs:
        - name: a
      na
metadata:
`.split('\n');

test.each<[line: number, column: number, expected: unknown]>([
  [0, 2, { path: [], kind: 'key', column: 0 }],
  [3, 10, { path: ['spec', 'parentRefs', '*', 'name'], kind: 'value', column: 10 }],
  [4, 7, { path: ['spec', 'parentRefs', '*'], kind: 'key', column: 4 }],
  [9, 20, { path: ['spec', 'rules', '*', 'matches', '*', 'path', 'type'], kind: 'value', column: 18 }],
  [11, 10, { path: ['spec', 'rules', '*', 'matches', '*'], kind: 'value', column: 10 }],
  [14, 8, { path: ['spec', 'rules', '*'], kind: 'key', column: 6 }],
  [6, 10, null],
])('line %i, column %i', (line, column, expected) => {
  expect(contextAt(lines, line, column)).toEqual(expected);
});

test('the key of a line has a path', () => {
  expect(pathAt(lines, 13)).toEqual(['spec', 'rules', '*', 'backendRefs', '*', 'name']);
  expect(pathAt(lines, 15)).toEqual(['metadata']);
});

test('a part of a schema tells its description, its values and its fields', () => {
  const schema = { properties: { a: { items: { properties: { b: { enum: ['x', 'y'], description: 'B.' } } } } } };
  expect(schemaAt(schema, ['a', '*', 'b'])).toMatchObject({ values: ['x', 'y'], description: 'B.' });
  expect(Object.keys(schemaAt(schema, ['a', '*'])?.fields ?? {})).toEqual(['b']);
  expect(schemaAt(schema, ['__proto__'])).toBe(null);
});
