import { describe, expect, test } from 'vitest';
import { attachRoute } from './attachment.ts';
import { listenersFor } from './listener-picker.ts';
import { gateway, httpRoute, listenerSet, namespace, snapshot } from './object-builders.ts';
import type { Listener, ParentRef } from './objects.ts';

const all = { namespaces: { from: 'All' } };
const http: Listener = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: all };
const https: Listener = {
  name: 'https',
  port: 443,
  protocol: 'HTTPS',
  hostname: '*.apps.test',
  allowedRoutes: all,
};

function attach(listener: Listener, ref: ParentRef = {}, hostnames: readonly string[] = ['shop.apps.test']) {
  const cluster = snapshot({
    gateways: [gateway({ listeners: [listener] })],
    namespaces: [namespace('storefront', { team: 'shop' })],
  });
  const route = httpRoute({ parentRefs: [{ name: 'external', namespace: 'infra', ...ref }], hostnames });
  const [parent] = attachRoute(route, cluster);
  return parent;
}

describe('which listeners take a route', () => {
  test.each<[string, Listener, ParentRef, string | null]>([
    ['a listener for all namespaces', http, {}, null],
    ['a listener named by sectionName', http, { sectionName: 'http' }, null],
    ['a listener named by port', http, { port: 80 }, null],
    ['another sectionName', http, { sectionName: 'https' }, 'attachment.section-name'],
    ['another port', http, { port: 443 }, 'attachment.port'],
    [
      'no allowedRoutes: the Gateway’s own namespace only',
      { name: 'http', port: 80, protocol: 'HTTP' },
      {},
      'attachment.namespace',
    ],
    ['no namespace at all', { ...http, allowedRoutes: { namespaces: { from: 'None' } } }, {}, 'attachment.namespace'],
    [
      'a selector that fits the namespace',
      { ...http, allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } } },
      {},
      null,
    ],
    [
      'a selector that does not fit',
      { ...http, allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'ops' } } } } },
      {},
      'attachment.namespace',
    ],
    [
      'a selector by the namespace’s name, which every namespace has as a label',
      {
        ...http,
        allowedRoutes: {
          namespaces: {
            from: 'Selector',
            selector: {
              matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['storefront'] }],
            },
          },
        },
      },
      {},
      null,
    ],
    ['only GRPCRoute', { ...http, allowedRoutes: { ...all, kinds: [{ kind: 'GRPCRoute' }] } }, {}, 'attachment.kind'],
    ['HTTPRoute by kind', { ...http, allowedRoutes: { ...all, kinds: [{ kind: 'HTTPRoute' }] } }, {}, null],
    ['a TLS listener', { ...http, protocol: 'TLS' }, {}, 'attachment.protocol'],
    ['a listener of another hostname', { ...http, hostname: 'a.test' }, {}, 'attachment.hostname'],
    ['a Service as parent', http, { kind: 'Service', group: '' }, 'attachment.parent-kind'],
    ['a Gateway that does not exist', http, { name: 'other' }, 'attachment.no-parent'],
  ])('%s', (_name, listener, ref, code) => {
    const parent = attach(listener, ref);
    expect(parent?.refused.map((one) => one.code)).toEqual(code === null ? [] : [code]);
    expect(parent?.attached).toHaveLength(code === null ? 1 : 0);
  });

  test('serves only the hostnames that a listener covers', () => {
    expect(attach(https, {}, ['shop.apps.test', 'shop.acme.test'])?.attached[0]?.hostnames).toEqual([
      { hostname: 'shop.apps.test', served: 'shop.apps.test' },
    ]);
  });

  test('a route without hostnames is served on the listener’s', () => {
    expect(attach(https, {}, [])?.attached[0]?.hostnames).toEqual([{ hostname: '*', served: '*.apps.test' }]);
    expect(attach(http, {}, [])?.attached[0]?.hostnames).toEqual([{ hostname: '*', served: '*' }]);
  });

  test('says in words what the listener admits', () => {
    expect(attach({ name: 'http', port: 80, protocol: 'HTTP' })?.refused[0]?.reason).toBe(
      'Listener http does not admit namespace storefront: it admits only infra.',
    );
  });

  test('names kinds of any shape without throwing', () => {
    const kinds = JSON.parse('[{"kind":{"toString":1}}]');
    expect(attach({ ...http, allowedRoutes: { ...all, kinds } })?.refused[0]?.code).toBe('attachment.kind');
  });

  test('a Gateway that has not been read yet is not called missing', () => {
    const [parent] = attachRoute(httpRoute(), snapshot({ pendingKinds: ['gateways'] }));
    expect(parent?.refused[0]?.code).toBe('attachment.not-loaded');
  });
});

describe('ListenerSets', () => {
  const ref = { kind: 'ListenerSet', name: 'acme', namespace: 'storefront' };
  const route = httpRoute({ parentRefs: [ref], hostnames: ['shop.acme.test'] });

  test('take routes where the Gateway admits the set', () => {
    const cluster = snapshot({
      gateways: [gateway({ allowedListeners: { namespaces: { from: 'All' } } })],
      listenerSets: [listenerSet()],
    });
    const [parent] = attachRoute(route, cluster);
    expect(parent?.attached[0]?.listener).toMatchObject({ name: 'shop', port: 10443, gateway: { name: 'external' } });
  });

  test('take nothing by default, because a Gateway admits no set', () => {
    const [parent] = attachRoute(route, snapshot({ gateways: [gateway()], listenerSets: [listenerSet()] }));
    expect(parent?.refused[0]?.code).toBe('attachment.listener-set');
    expect(parent?.refused[0]?.reason).toContain('it admits no namespace');
  });

  test('take nothing when they name something else than a Gateway', () => {
    const stray = listenerSet({ parentRef: { name: 'external', namespace: 'infra', kind: 'Mesh' } });
    const gateways = [gateway({ allowedListeners: { namespaces: { from: 'All' } } })];
    const [parent] = attachRoute(route, snapshot({ gateways, listenerSets: [stray] }));
    expect(parent?.refused[0]?.reason).toBe('ListenerSet acme belongs to a Mesh, not to a Gateway.');
  });

  test('are not reached by a parentRef to their Gateway, nor the other way round', () => {
    const cluster = snapshot({
      gateways: [gateway({ allowedListeners: { namespaces: { from: 'All' } } })],
      listenerSets: [listenerSet()],
    });
    const owners = (route: Parameters<typeof attachRoute>[0]) =>
      attachRoute(route, cluster).flatMap((parent) => parent.attached.map((one) => one.listener.owner.kind));
    expect(owners(httpRoute())).toEqual(['Gateway']);
    expect(owners(route)).toEqual(['ListenerSet']);
  });
});

describe('the listeners offered to a namespace', () => {
  const cluster = snapshot({
    gateways: [gateway({ listeners: [{ name: 'private', port: 81, protocol: 'HTTP' }, https] })],
    listenerSets: [listenerSet()],
  });

  test('come first when they would take the route, the others say why not', () => {
    expect(
      listenersFor('storefront', cluster).map(({ listener, wouldAccept, code }) => [listener, wouldAccept, code]),
    ).toEqual([
      ['https', true, null],
      ['private', false, 'attachment.namespace'],
      ['shop', false, 'attachment.listener-set'],
    ]);
  });

  test('carry the parentRef to write', () => {
    expect(listenersFor('storefront', cluster)[0]?.parentRef).toEqual({
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      namespace: 'infra',
      name: 'external',
      sectionName: 'https',
    });
  });
});
