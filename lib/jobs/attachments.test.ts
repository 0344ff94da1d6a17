import { expect, test } from 'vitest';
import { gateway, snapshot } from '../gateway-api/object-builders.ts';
import type { Gateway } from '../gateway-api/objects.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { chooseAttachment } from './attachments.ts';

setMinimalEnvironment({
  SIGNALBOX_ATTACHMENTS: 'infra/covering=covered,infra/shared=shared-listener,infra/gone=covered',
});

const custom = { name: 'shop.acme.test', scope: 'exact', origin: 'custom' } as const;
const platform = { name: 'shop.apps.test', scope: 'exact', origin: 'platform' } as const;
const https = (hostname?: string) => ({
  name: 'https',
  port: 443,
  protocol: 'HTTPS',
  ...(hostname === undefined ? {} : { hostname }),
});

function world(...gateways: readonly Gateway[]) {
  return snapshot({ gateways });
}

function named(name: string, spec: NonNullable<Gateway['spec']>): Gateway {
  return gateway(spec, { name });
}

const takesSets = { allowedListeners: { namespaces: { from: 'All' } } };

test('a Gateway that nobody spoke of takes ListenerSets where it admits the namespace', () => {
  const external = named('external', takesSets);
  expect(chooseAttachment(custom, 'storefront', world(external))).toEqual({
    strategy: 'listener-set',
    gateway: { namespace: 'infra', name: 'external' },
    namespace: 'storefront',
  });
  expect(chooseAttachment(custom, 'storefront', world(named('external', {})))).toBeNull();
});

test('what the platform chose comes first, where it suits the name', () => {
  const covering = named('covering', { listeners: [https('*.acme.test')] });
  const shared = named('shared', {});
  expect(chooseAttachment(custom, 'storefront', world(shared, covering))).toMatchObject({
    strategy: 'covered',
    gateway: { name: 'covering' },
  });
  const other = { ...custom, name: 'shop.other.test' };
  expect(chooseAttachment(other, 'storefront', world(shared, covering))).toMatchObject({
    strategy: 'shared-listener',
    gateway: { name: 'shared' },
  });
});

test('a name of the platform’s rests on the listener that covers it; one for every name covers nothing', () => {
  const external = named('external', { ...takesSets, listeners: [https('*.apps.test')] });
  expect(chooseAttachment(platform, 'storefront', world(external))).toMatchObject({ strategy: 'covered' });
  const nameless = named('external', { ...takesSets, listeners: [https()] });
  expect(chooseAttachment(platform, 'storefront', world(nameless))).toMatchObject({ strategy: 'listener-set' });
});
