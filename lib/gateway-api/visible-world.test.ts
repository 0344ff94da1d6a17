import { expect, test } from 'vitest';
import { endpointSlice, gateway, httpRoute, referenceGrant, service, snapshot } from './object-builders.ts';
import { cutWorld, snapshotOfWorld } from './visible-world.ts';

const cluster = snapshot({
  gateways: [gateway()],
  routes: [httpRoute(), httpRoute({}, { name: 'pay', namespace: 'payments' })],
  services: [
    service(),
    service({ name: 'api', namespace: 'payments' }),
    service({ name: 'secret', namespace: 'payments' }),
  ],
  endpointSlices: [endpointSlice(2, 1)],
  referenceGrants: [referenceGrant('storefront', 'payments', 'api')],
});

test('a browser gets routes and Services of visible namespaces, and Services that a grant opens', () => {
  const world = cutWorld(cluster, new Set(['storefront']));
  expect(world.routes.map((one) => one.metadata.name)).toEqual(['shop']);
  expect(world.services.map((one) => one.metadata.name)).toEqual(['storefront', 'api']);
  expect(world.gateways).toHaveLength(1);
});

test('addresses of endpoints stay on the server, their number does not', () => {
  const world = cutWorld(cluster, new Set(['storefront']));
  expect(JSON.stringify(world)).not.toContain('10.0.0.1');
  expect(snapshotOfWorld(world).endpointSlices.get('storefront/storefront')?.[0]?.endpoints).toHaveLength(3);
});

test('a world becomes a snapshot with the same routes', () => {
  const world = cutWorld(cluster, new Set(['storefront', 'payments']));
  expect([...snapshotOfWorld(world).routes.keys()]).toEqual([...cluster.routes.keys()]);
});
