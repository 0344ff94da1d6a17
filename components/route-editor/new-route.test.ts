import { expect, test } from 'vitest';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { findTemplate } from '@/lib/gateway-api/templates.ts';
import { emptyContext } from '@/lib/validation/context.ts';
import type { EditorFacts } from './editor-facts.ts';
import { duplicateRoute, newRoute } from './new-route.ts';

const facts: EditorFacts = {
  ...emptyContext,
  namespaces: ['content', 'shop'],
  existingNames: ['storefront/shop-copy'],
};

test('a new route begins in the namespace that is called like the team', () => {
  expect(newRoute(facts, 'shop').metadata.namespace).toBe('shop');
  expect(newRoute(facts, 'other').metadata.namespace).toBe('content');
});

test('a template gives its rules, in the same namespace', () => {
  const route = newRoute(facts, 'shop', { template: findTemplate('canary') });
  expect(route.metadata.namespace).toBe('shop');
  expect(route.spec?.rules?.[0]?.backendRefs?.map((ref) => ref.weight)).toEqual([95, 5]);
});

test('a route for a hostname begins with it, at its own listener, in the namespace that has that', () => {
  const parentRef = { kind: 'ListenerSet', name: 'set', sectionName: 'https' };
  const listener: ListenerChoice = {
    gateway: { namespace: 'infra', name: 'external' },
    listenerSet: { namespace: 'content', name: 'set' },
    listener: 'https',
    protocol: 'HTTPS',
    port: 443,
    hostname: 'blog.acme.test',
    wouldAccept: true,
    code: null,
    reason: '',
    parentRef,
  };
  const known = { ...facts, listeners: { content: [listener], shop: [{ ...listener, wouldAccept: false }] } };
  for (const template of [null, findTemplate('simple')]) {
    const route = newRoute(known, 'shop', { template, hostname: 'blog.acme.test' });
    expect(route.metadata.namespace).toBe('content');
    expect(route.spec).toMatchObject({ hostnames: ['blog.acme.test'], parentRefs: [parentRef] });
  }
});

test('a copy has a free name, no hostnames, and nothing that the server wrote', () => {
  const route = httpRoute(
    {},
    { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'kept' } },
  );
  const copy = duplicateRoute({ ...route, status: { parents: [] } }, facts);
  expect(copy.metadata).toEqual({ name: 'shop-copy-2', namespace: 'storefront', annotations: { note: 'kept' } });
  expect(copy.status).toBeUndefined();
  expect(copy.spec?.hostnames).toBeUndefined();
  expect(copy.spec?.rules).toBe(route.spec?.rules);
});
