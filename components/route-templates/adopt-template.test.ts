import { expect, test } from 'vitest';
import { applyEdit } from '@/lib/gateway-api/edit.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { findTemplate, type RouteTemplate, type TemplateOptions } from '@/lib/gateway-api/templates.ts';
import { adoptTemplate } from './adopt-template.ts';

const options: TemplateOptions = {
  namespace: 'storefront',
  parentRefs: [{ name: 'external', namespace: 'infra' }],
  listeners: [],
};

function template(id: string): RouteTemplate {
  const found = findTemplate(id);
  if (!found) throw new Error(`no template ${id}`);
  return found;
}

function typed(
  before: HttpRoute,
  ...patches: readonly (readonly [readonly (string | number)[], unknown])[]
): HttpRoute {
  return patches.reduce<HttpRoute>((draft, [path, value]) => applyEdit(draft, { op: 'set', path, value }), before);
}

function adopt(draft: HttpRoute, from: string, to: string) {
  const { edits, losses } = adoptTemplate(draft, template(from).build(options), template(to), options);
  return { draft: edits.reduce<HttpRoute>(applyEdit, draft), losses };
}

const simple = template('simple').build(options);
const firstBackend = ['spec', 'rules', 0, 'backendRefs', 0];

test('what was typed moves into the new template where both have a place for it', () => {
  const before = typed(
    simple,
    [['metadata', 'name'], 'shop'],
    [['spec', 'hostnames'], ['shop.apps.test']],
    [[...firstBackend, 'name'], 'a'],
    [[...firstBackend, 'port'], 80],
  );
  const { draft, losses } = adopt(before, 'simple', 'canary');
  expect(losses).toEqual([]);
  expect(draft.metadata.name).toBe('shop');
  expect(draft.spec?.hostnames).toEqual(['shop.apps.test']);
  expect(draft.spec?.rules?.[0]?.backendRefs).toEqual([
    { name: 'a', port: 80, weight: 95 },
    { name: '', weight: 5 },
  ]);
});

test('a backend that has no place any more is named', () => {
  const canary = template('canary').build({ ...options, backends: [{ name: 'a' }, { name: 'b' }] });
  expect(adopt(canary, 'canary', 'simple').losses).toEqual(['the backend b']);
  expect(adopt(canary, 'canary', 'blue-green').losses).toEqual([]);
});

test('rules that somebody changed are not replaced unasked', () => {
  const path = ['spec', 'rules', 0, 'matches', 0, 'path', 'value'];
  expect(adopt(typed(simple, [path, '/shop']), 'simple', 'canary').losses).toEqual(['the rules as you changed them']);
});

test('a Gateway that somebody chose stays', () => {
  const own = [{ name: 'internal', namespace: 'infra' }];
  const { draft, losses } = adopt(typed(simple, [['spec', 'parentRefs'], own]), 'simple', 'canary');
  expect(draft.spec?.parentRefs).toEqual(own);
  expect(losses).toEqual([]);
});

test('what no template writes is kept', () => {
  const before = typed(simple, [['metadata', 'labels'], { tier: 'web' }], [['spec', 'useDefaultGateways'], 'All']);
  const { draft } = adopt(before, 'simple', 'apex-to-www');
  expect(draft.metadata.labels).toEqual({ tier: 'web' });
  expect(draft.spec).toHaveProperty('useDefaultGateways', 'All');
});
