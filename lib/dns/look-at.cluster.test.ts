import { expect, test } from 'vitest';
import { lookAtCaa } from './look-at-caa.ts';
import { lookAtDnssec } from './look-at-dnssec.ts';
import { lookAtProof } from './look-at-proof.ts';
import { lookAtPublisher } from './look-at-publisher.ts';
import { lookAtTraffic } from './look-at-traffic.ts';
import { lookAtZone } from './look-at-zone.ts';

const now = 1;

test('finds the zone of a customer with all of its name servers', async () => {
  const { look, servers } = await lookAtZone('shop.acme.localhost', now);
  expect(look).toMatchObject({ zone: 'acme.localhost', delegation: 'present', error: null, apexCname: null });
  expect(look.zoneServers).toEqual(['ns1.acme.localhost', 'ns2.acme.localhost']);
  expect(servers.map((server) => server.name)).toEqual(look.zoneServers);
});

test('a zone that nobody delegated is absent, not unknown', async () => {
  const { look, servers } = await lookAtZone('shop.never-registered.localhost', now);
  expect(look).toMatchObject({ zone: null, delegation: 'absent', error: null });
  expect(servers).toEqual([]);
});

test('looks for a proof at every name server and asks no resolver before it is there', async () => {
  const { servers } = await lookAtZone('shop.acme.localhost', now);
  const look = await lookAtProof(
    { name: 'shop.acme.localhost', zone: 'acme.localhost', target: 'x.dcv.localhost' },
    servers,
    now,
  );
  expect(look.challenge.map(({ kind, state }) => [kind, state])).toEqual([
    ['authoritative', 'answered'],
    ['authoritative', 'answered'],
  ]);
  expect(look.challenge).toMatchObject([{ rcode: 'NXDOMAIN' }, { rcode: 'NXDOMAIN' }]);
  expect(look.wildcard).toMatchObject({ state: 'answered', records: [] });
});

test('asks the resolvers where a name leads once its own servers know it', async () => {
  const { servers } = await lookAtZone('www.acme.localhost', now);
  const { answers } = await lookAtTraffic('www.acme.localhost', servers, now);
  expect(answers.map(({ kind }) => kind)).toEqual(['authoritative', 'authoritative', 'recursive']);
  const record = { name: 'www.acme.localhost', type: 'A', value: '127.0.0.1' };
  for (const answer of answers) expect(answer).toMatchObject({ state: 'answered', records: [record] });
});

test('climbs for CAA records and finds none where there are none', async () => {
  const { servers } = await lookAtZone('www.acme.localhost', now);
  const look = await lookAtCaa('www.acme.localhost', { zone: 'acme.localhost', servers }, now);
  expect(look).toMatchObject({ state: 'none', error: null, failure: null });
});

test('an unsigned zone that resolves is fine', async () => {
  expect(await lookAtDnssec('acme.localhost', now)).toMatchObject({ state: 'fine', error: null });
});

test('tells who wrote a name of the platform, and remembers a value once', async () => {
  const { servers } = await lookAtZone('shop.apps.localhost', now);
  const first = await lookAtPublisher('shop.apps.localhost', servers, { now, before: null });
  const second = await lookAtPublisher('shop.apps.localhost', servers, { now: 2, before: first });
  expect(first).toMatchObject({ owner: 'sandbox', resource: 'httproute/storefront/shop' });
  expect(second.history).toEqual([{ at: 1, value: '127.0.0.1' }]);
});
