import { describe, expect, test } from 'vitest';
import {
  condition,
  endpointSlice,
  gateway,
  httpRoute,
  listenerSet,
  service,
  snapshot,
  trueCondition,
} from '../gateway-api/object-builders.ts';
import { certificateCovers } from './certificates.ts';
import { gatewayRows } from './gateway-rows.ts';
import { probeTargets } from './probe-targets.ts';
import { serviceRows } from './service-rows.ts';
import { issuerName } from './tls-served.ts';

describe('rows of Gateways', () => {
  test('show addresses, listeners and whom they admit', () => {
    expect(gatewayRows(snapshot({ gateways: [gateway()] }))[0]).toMatchObject({
      id: 'infra/external',
      addresses: ['127.0.0.1'],
      state: 'ok',
      listeners: [{ name: 'http', port: 10080, admits: 'all namespaces', attachedRoutes: 1, state: 'ok' }],
    });
  });

  test('a port that refuses makes the Gateway a problem', () => {
    const [row] = gatewayRows(snapshot({ gateways: [gateway()] }), new Set(['infra/external:10080']));
    expect(row).toMatchObject({ state: 'problem', reason: 'Port 10080 refuses connections.' });
  });

  test('a condition of an older generation is marked', () => {
    const conditions = [trueCondition('Accepted'), condition('Programmed', 'True', 'Programmed', '', 2)];
    const old = gateway({}, { generation: 2, status: { conditions } });
    expect(gatewayRows(snapshot({ gateways: [old] }))[0]?.conditions.map((one) => one.current)).toEqual([false, true]);
  });

  test('listeners of admitted ListenerSets belong to their Gateway', () => {
    const open = gateway({ allowedListeners: { namespaces: { from: 'All' } } });
    const [row] = gatewayRows(snapshot({ gateways: [open], listenerSets: [listenerSet()] }));
    expect(row?.listeners.map((one) => one.name)).toEqual(['http', 'storefront/acme shop']);
  });
});

test('rows of Services count the ready endpoints of each port', () => {
  const cluster = snapshot({
    services: [service(), service({ name: 'ghost', namespace: 'content' })],
    endpointSlices: [endpointSlice(2, 1)],
  });
  expect(serviceRows(cluster, new Set(['storefront']))).toEqual([
    {
      namespace: 'storefront',
      name: 'storefront',
      ports: [{ port: 80, name: 'http', readyEndpoints: 2, totalEndpoints: 3 }],
    },
  ]);
  expect(serviceRows(cluster)).toHaveLength(2);
});

test('what to probe are the hostnames at the ports that serve them, and the names that annotations publish', () => {
  const route = httpRoute({}, { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'alias.apps.test' } });
  expect(probeTargets(route, snapshot({ gateways: [gateway()] }), 'external-dns.alpha.kubernetes.io/')).toEqual([
    { hostname: 'shop.apps.test', ports: [{ scheme: 'http', port: 10080, addresses: ['127.0.0.1'] }] },
    { hostname: 'alias.apps.test', ports: [] },
  ]);
});

test.each([
  ['*.apps.test', 'a.apps.test', true],
  ['*.apps.test', 'a.b.apps.test', false], // one label only, unlike a listener
  ['*.apps.test', 'apps.test', false],
  ['*.apps.test', '*.apps.test', true],
  ['a.test', 'A.test.', true],
])('a certificate for %s covers %s: %s', (name, hostname, covers) => {
  expect(certificateCovers([name], hostname)).toBe(covers);
});

test.each([
  ["CN=R11,O=Let's Encrypt,C=US", "Let's Encrypt"],
  ['C=US\nO=Acme\nCN=x', 'Acme'],
  ['CN=Pebble Intermediate CA 4a5b', 'Pebble Intermediate CA 4a5b'],
  ['', 'an unnamed issuer'],
])('%j is issued by %s', (issuer, name) => {
  expect(issuerName(issuer)).toBe(name);
});
