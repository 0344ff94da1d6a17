import { expect, test } from 'vitest';
import { routeFieldsOf } from './route-fields.ts';

test('the fields of lists and objects by their dotted paths', () => {
  const codes = { type: 'array', items: { type: 'integer' } };
  const rule = { type: 'object', properties: { retry: { type: 'object', properties: { codes } }, name: {} } };
  const spec = { type: 'object', properties: { rules: { type: 'array', items: rule } } };
  expect(routeFieldsOf({ type: 'object', properties: { spec } })).toEqual([
    'spec',
    'spec.rules',
    'spec.rules.retry',
    'spec.rules.retry.codes',
    'spec.rules.name',
  ]);
});

test.each([null, 'text', 7, []])('%j is no schema', (schema) => {
  expect(routeFieldsOf(schema)).toBeNull();
});

test('a schema that holds itself ends', () => {
  const node: { properties: Record<string, unknown> } = { properties: {} };
  node.properties.self = node;
  expect(routeFieldsOf(node)).toHaveLength(13);
});
