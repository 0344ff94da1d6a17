import { expect, test } from 'vitest';
import { observeHostname } from './observe-hostname.ts';
import { findZone } from './servers.ts';

test('finds a record at the authoritative server and at the resolver, and who wrote it', async () => {
  const seen = await observeHostname('shop.apps.localhost', 1);
  expect(seen).toMatchObject({
    zone: 'apps.localhost',
    error: null,
    writtenBy: { resource: 'httproute/storefront/shop' },
  });
  const address = { type: 'A', value: '127.0.0.1' };
  expect(seen.answers.map(({ kind, state }) => [kind, state])).toContainEqual(['recursive', 'answered']);
  for (const answer of seen.answers) expect(answer).toMatchObject({ rcode: 'NOERROR', addresses: [address] });
});

test('asks no resolver for a name that the authoritative server does not have', async () => {
  const seen = await observeHostname('nothing-here.apps.localhost', 1);
  const absent = {
    kind: 'authoritative',
    state: 'answered',
    rcode: 'NXDOMAIN',
    authoritative: true,
    negativeTtlSeconds: expect.any(Number),
  };
  expect(seen.answers).toMatchObject(seen.answers.map(() => absent));
  expect(seen.answers.length).toBeGreaterThan(0);
});

test('walks the delegation from the registrable domain down to the zone of a customer', async () => {
  const zone = await findZone('shop.acme.localhost');
  if ('error' in zone) throw new Error(zone.error);
  expect(zone.name).toBe('acme.localhost');
  expect(zone.servers.length).toBeGreaterThan(1);
});

test('could not ask is an answer of its own', async () => {
  const { answers } = await observeHostname('shop.no-such-zone.invalid', 1);
  expect(answers.map(({ state }) => state)).toEqual(answers.map(() => 'unknown'));
});
