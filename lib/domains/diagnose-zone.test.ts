import { expect, test } from 'vitest';
import {
  dnssecLook,
  domainClaim,
  emptyCluster,
  finding,
  noon,
  observations,
  platformCase,
  seen,
  zoneLook,
} from './domain-builders.ts';
import type { DnssecLook, ZoneLook } from './observation.ts';
import { hourMs } from './settings.ts';

function zone(overrides: Partial<ZoneLook>, since = noon - 60_000) {
  return { observations: observations({ zone: seen(zoneLook(overrides), since) }) };
}

test('D12 names the zone whose signatures do not fit, with the resolver’s own code', () => {
  const dnssec = (overrides: Partial<DnssecLook>) => ({
    observations: observations({ dnssec: seen(dnssecLook(overrides)) }),
  });
  expect(finding('D12', dnssec({ state: 'bogus', ede: [6] }))).toMatchObject({
    severity: 'problem',
    light: 'proof',
    message: 'The DNSSEC signatures of acme.test do not fit the key that its registrar publishes (extended error 6).',
    found: 'resolvers refuse acme.test, and answer when they need not check',
    wanted: 'a DS record of the key that signs the zone, or none',
  });
  expect(finding('D12', dnssec({ state: 'fine' }))).toBeNull();
});

test('D14 compares the servers that the parent names with those of the zone, and is a problem after an hour', () => {
  const other = { parentServers: ['old.dns.test'], zoneServers: ['ns1.acme.test'] };
  expect(finding('D14', zone(other))).toMatchObject({
    severity: 'progress',
    light: 'proof',
    found: 'above: old.dns.test; in the zone: ns1.acme.test',
    wanted: 'the same name servers in both',
  });
  expect(finding('D14', zone(other, noon - hourMs - 1))?.severity).toBe('problem');
  expect(finding('D14', zone({}))).toBeNull();
  // Of a zone below the registered one nobody asked the parent.
  expect(finding('D14', zone({ parentServers: [] }))).toBeNull();
});

test('D18 says that there is no zone, and whose servers are missing', () => {
  const gone = {
    ...zone({ zone: null, delegation: 'absent', parentServers: [], zoneServers: [] }),
    claim: domainClaim(),
    cluster: emptyCluster(),
  };
  expect(finding('D18', gone)).toMatchObject({
    severity: 'problem',
    light: 'proof',
    message: 'There is no zone for shop.acme.test: it is not registered, or has no name servers.',
    found: 'no zone',
    wanted: 'name servers for shop.acme.test or a zone above it',
  });
  expect(finding('D18', { ...gone, ...zone({}) })).toBeNull();
  expect(finding('D18', { ...gone, ...zone({ delegation: 'unknown' }) })).toBeNull();
});

test('the platform’s own zones are not its teams’ matter', () => {
  const { claim, cluster } = platformCase();
  expect(finding('D18', { claim, cluster, ...zone({ delegation: 'absent' }) })).toBeNull();
});
