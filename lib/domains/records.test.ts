import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  caaLook,
  domainCase,
  domainClaim,
  domainSettings,
  fallbackRecord,
  liveClaim,
  noon,
  noProofLook,
  observations,
  proofLook,
  proofRecord,
  provenClaim,
  record,
  seen,
  silence,
  token,
  trafficTo,
  zoneLook,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import { fieldOf, providerNames } from './providers.ts';
import { wantedRecords } from './records.ts';
import { openRowCase } from './row-case.ts';
import { hourMs } from './settings.ts';

const records = (overrides: Partial<DomainCase> = {}) => {
  const one = domainCase(overrides);
  return wantedRecords(openRowCase(one, derive(one)));
};
/** Records in short: purpose, type, what is typed into the name field, value. */
const short = (overrides: Partial<DomainCase> = {}) =>
  records(overrides).map(({ purpose, type, field, value }) => [purpose, type, field, value]);

const target = `${token}.dcv.example.test`;
const at = (zone: string, ...servers: readonly string[]) =>
  seen(zoneLook({ zone, zoneServers: servers, parentServers: servers }));

test('a subdomain wants the delegation of its challenge and a CNAME', () => {
  expect(short()).toEqual([
    ['proof', 'CNAME', '_acme-challenge.shop', target],
    ['traffic', 'CNAME', 'shop', 'edge.example.test'],
  ]);
});

test('a wildcard is proven at the name itself and leads with a *', () => {
  expect(short({ claim: provenClaim({ scope: 'wildcard' }) })).toEqual([
    ['proof', 'CNAME', '_acme-challenge.shop', target],
    ['traffic', 'CNAME', '*.shop', 'edge.example.test'],
  ]);
  const apex = short({ claim: provenClaim({ name: 'acme.test', scope: 'wildcard' }) });
  expect(apex).toContainEqual(['traffic', 'CNAME', '*', 'edge.example.test']);
});

test.each([
  [
    'unknown',
    'ns1.acme.test',
    [
      ['A', '@', '192.0.2.10'],
      ['AAAA', '@', '2001:db8::10'],
    ],
  ],
  ['Cloudflare', 'ada.ns.cloudflare.com', [['CNAME', '@', 'edge.example.test']]],
  [
    'Amazon Route 53',
    'ns-1.awsdns-01.org',
    [
      ['A', '', '192.0.2.10'],
      ['AAAA', '', '2001:db8::10'],
    ],
  ],
  ['Namecheap', 'dns1.registrar-servers.com', [['ALIAS', '@', 'edge.example.test']]],
  ['DNSimple', 'ns1.dnsimple.com', [['ALIAS', '', 'edge.example.test']]],
  ['name.com', 'ns1cny.name.com', [['ALIAS', '', 'edge.example.test']]],
])('the root of a zone at %s follows us where the provider can', (_, server, wanted) => {
  const found = short({
    claim: provenClaim({ name: 'acme.test' }),
    observations: observations({ zone: at('acme.test', server) }),
  });
  expect(found.filter(([purpose]) => purpose === 'traffic').map(([, ...rest]) => rest)).toEqual(wanted);
});

test('before the zone is found, the registrable name counts as its root', () => {
  const unknown = { ...observations(), zone: null };
  const names = (name: string) =>
    short({ claim: domainClaim({ name }), observations: unknown }).map(([, type]) => type);
  expect(names('acme.test')).toEqual(['CNAME', 'A', 'AAAA']);
  expect(names('shop.acme.test')).toEqual(['CNAME', 'CNAME']);
});

test('a zone of the name itself makes it a root, however deep it is', () => {
  const found = short({ observations: observations({ zone: at('shop.acme.test', 'ns1.acme.test') }) });
  expect(found).toContainEqual(['proof', 'CNAME', '_acme-challenge', target]);
  expect(found).toContainEqual(['traffic', 'A', '@', '192.0.2.10']);
});

test('a provider that wants whole names gets them', () => {
  const provider = {
    name: 'Registrar',
    nameServers: ['.registrar.test'],
    path: 'ZONE',
    url: null,
    root: 'zone',
    apex: 'none',
    appendsZone: false,
    proxySwitch: null,
  } as const;
  expect(fieldOf('acme.test', 'acme.test', provider)).toBe('acme.test');
  const found = short({
    settings: domainSettings({ extraProviders: [provider] }),
    observations: observations({ zone: at('acme.test', 'ns1.registrar.test') }),
  });
  expect(found[0]?.[2]).toBe('_acme-challenge.shop.acme.test');
  expect(providerNames).toHaveLength(20);
});

test('a record is right where all servers that answer have it, and unknown where none answers', () => {
  const state = (challenge: Parameters<typeof answer>[0][], claim = domainClaim()) =>
    records({
      claim,
      observations: observations({ proof: seen(proofLook({ challenge: challenge.map((one) => answer(one)) })) }),
    })[0]?.state;
  expect(state([[proofRecord], [proofRecord]])).toBe('ok');
  expect(state([[proofRecord], []])).toBe('progress');
  expect(state([[]])).toBe('progress');
  expect(state([[]], provenClaim())).toBe('problem');
  expect(state([[{ ...proofRecord, value: 'wrong.test' }]])).toBe('problem');
  const silent = observations({ proof: seen(proofLook({ challenge: [silence()] })) });
  expect(records({ claim: domainClaim(), observations: silent })[0]?.state).toBe('unknown');
});

test('without a zone for validation a text proves the claim', () => {
  const settings = domainSettings({ delegationZone: null });
  expect(short({ claim: domainClaim({ challenge: 'http-01' }), settings })[0]).toEqual([
    'proof',
    'TXT',
    '_signalbox.shop',
    `signalbox-proof=${token}`,
  ]);
});

test('a challenge name that is taken brings the fallback, and what is to be deleted', () => {
  const taken = seen(proofLook({ challenge: [answer([record('TXT', 'theirs', proofRecord.name)])] }));
  const found = short({ claim: domainClaim(), observations: observations({ proof: taken }) });
  expect(found).toContainEqual(['fallback-proof', 'TXT', '_signalbox.shop', `signalbox-proof=${token}`]);
  expect(found).toContainEqual(['delete', 'TXT', '_acme-challenge.shop', 'theirs']);
});

test('a claim that a text proves shows that text as right', () => {
  const proof = seen(noProofLook({ fallback: [answer([fallbackRecord])] }));
  const found = records({ claim: provenClaim({ challenge: 'http-01' }), observations: observations({ proof }) });
  expect(found[0]).toMatchObject({ purpose: 'fallback-proof', type: 'TXT', state: 'ok' });
});

test('CAA that forbids brings the row that allows, where the set stands', () => {
  const caa = (tag: string) =>
    seen(caaLook({ state: 'found', foundAt: 'acme.test', records: [{ tag, value: 'other.test', isCritical: false }] }));
  const found = short({ claim: provenClaim(), observations: observations({ caa: caa('issue') }) });
  expect(found).toContainEqual(['caa', 'CAA', '@', '0 issue "ca.test"']);
  const wild = {
    claim: provenClaim({ scope: 'wildcard' }),
    observations: observations({ caa: caa('issuewild') }),
  } as const;
  expect(short(wild)).toContainEqual(['caa', 'CAA', '@', '0 issuewild "ca.test"']);
});

test('addresses that are not ours beside ours are to be deleted', () => {
  const found = short({
    observations: observations({ traffic: seen(trafficTo('192.0.2.10', '203.0.113.7', '2001:db8::99')) }),
  });
  expect(found.filter(([purpose]) => purpose === 'delete')).toEqual([
    ['delete', 'A', 'shop', '203.0.113.7'],
    ['delete', 'AAAA', 'shop', '2001:db8::99'],
  ]);
});

test('a CNAME at the root is to be deleted', () => {
  const zone = seen(zoneLook({ apexCname: 'other.test', apexHasMail: true }));
  const found = short({ claim: liveClaim({ name: 'acme.test' }), observations: observations({ zone }) });
  expect(found).toContainEqual(['delete', 'CNAME', '@', 'other.test']);
});

test('after a release what was last seen is to be deleted, until it is seen to be gone', () => {
  const releasedAt = noon - hourMs;
  const claim = liveClaim({ releasedAt });
  expect(records({ claim }).map(({ purpose, type, value, state }) => [purpose, type, value, state])).toEqual([
    ['delete', 'CNAME', target, 'progress'],
    ['delete', 'A', '192.0.2.10', 'progress'],
  ]);
  const early = observations({
    proof: seen(proofLook({ at: releasedAt - 1, fallback: [answer([fallbackRecord])] })),
    traffic: null,
  });
  expect(records({ claim, observations: early }).map(({ type, state }) => [type, state])).toEqual([
    ['CNAME', 'unknown'],
    ['TXT', 'unknown'],
  ]);
  const gone = observations({ proof: seen(noProofLook()), traffic: seen(trafficTo()) });
  expect(records({ claim, observations: gone })).toEqual([]);
});
