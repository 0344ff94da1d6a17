import { expect, test } from 'vitest';
import { gateway, httpRoute, snapshot } from '../gateway-api/object-builders.ts';
import { collectTargets } from './targets.ts';

const cluster = snapshot({ gateways: [gateway()] });
const prefix = 'external-dns.kubernetes.io/';

test('probes a hostname once per port, with a path that a plain request can reach', () => {
  const route = httpRoute({
    rules: [
      { matches: [{ path: { type: 'RegularExpression', value: '/r.*' } }, { path: { value: '/v2' }, method: 'POST' }] },
      { matches: [{ path: { type: 'PathPrefix', value: '/v1' } }] },
    ],
  });
  const targets = collectTargets([route, httpRoute({}, { name: 'other' })], cluster, prefix);
  expect([...targets.keys()]).toEqual(['shop.apps.test']);
  expect(targets.get('shop.apps.test')?.endpoints).toMatchObject([
    { scheme: 'http', port: 10080, address: '127.0.0.1' },
  ]);
  expect(collectTargets([route], cluster, prefix).get('shop.apps.test')?.endpoints[0]?.path).toBe('/v1');
});

test('looks a name up even when no listener serves it', () => {
  const route = httpRoute({ hostnames: ['a.test'], parentRefs: [{ name: 'absent' }] });
  expect(collectTargets([route], cluster, prefix).get('a.test')).toEqual({ hostname: 'a.test', endpoints: [] });
});
