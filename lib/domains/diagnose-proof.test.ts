import { describe, expect, test } from 'vitest';
import {
  answer,
  clusterLook,
  domainClaim,
  domainSettings,
  emptyCluster,
  fallbackRecord,
  finding,
  liveClaim,
  noon,
  noProofLook,
  observations,
  pendingCertificate,
  proofLook,
  proofRecord,
  provenClaim,
  record,
  seen,
  silence,
  token,
  unseen,
  zoneLook,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import type { ProofLook } from './observation.ts';
import { dayMs, hourMs } from './settings.ts';

const name = '_acme-challenge.shop.acme.test';
const target = `${token}.dcv.example.test`;
const wanted = `CNAME ${name} → ${target}`;

/** A claim that waits for its proof, with what was seen of it. */
function waiting(look: Partial<ProofLook>, since = noon - 60_000): Partial<DomainCase> {
  return {
    claim: domainClaim(),
    cluster: emptyCluster(),
    observations: { ...unseen, zone: seen(zoneLook()), proof: seen(noProofLook(look), since) },
  };
}

const right = waiting({ challenge: [answer([proofRecord])] });

describe('D01, no record', () => {
  test('names the servers that were asked and the record that is wanted, and is under way for a day', () => {
    expect(finding('D01', waiting({}))).toMatchObject({
      severity: 'progress',
      light: 'proof',
      message: `Your name servers (ns1.acme.test) have no record ${name} yet.`,
      found: 'no record',
      wanted,
    });
    expect(finding('D01', { ...waiting({}), claim: domainClaim({ createdAt: noon - dayMs - 1 }) })?.severity).toBe(
      'problem',
    );
    expect(finding('D01', right)).toBeNull();
  });

  test('is a problem at once for a domain that is served', () => {
    expect(finding('D01', { observations: observations({ proof: seen(noProofLook()) }) })?.severity).toBe('problem');
  });

  test('names the provider where it is known', () => {
    const zone = seen(zoneLook({ zoneServers: ['amy.ns.cloudflare.com'], parentServers: ['amy.ns.cloudflare.com'] }));
    expect(finding('D01', { ...waiting({}), observations: { ...unseen, zone, proof: seen(noProofLook()) } })?.fix).toBe(
      'Add the record at Cloudflare.',
    );
  });

  test('asks for the TXT record where the platform has no zone for validation', () => {
    const settings = domainSettings({ delegationZone: null });
    const claim = domainClaim({ challenge: 'http-01' });
    expect(finding('D01', { ...waiting({}), settings, claim })?.wanted).toBe(
      `TXT _signalbox.shop.acme.test → signalbox-proof=${token}`,
    );
    expect(finding('D01', { ...waiting({ fallback: [answer([fallbackRecord])] }), settings, claim })).toBeNull();
  });
});

test('D02 says what was found and what was expected', () => {
  const wrong = waiting({ challenge: [answer([record('CNAME', 'wrong.example.test', name)])] });
  expect(finding('D02', wrong)).toMatchObject({
    severity: 'problem',
    light: 'proof',
    message: `Found CNAME wrong.example.test at ${name}, expected ${target}.`,
    found: `CNAME ${name} → wrong.example.test`,
    wanted,
  });
  expect(finding('D02', right)).toBeNull();
});

test('D03 finds the record below the doubled zone and says what to type', () => {
  const doubled = waiting({ doubled: answer([record('CNAME', target, `${name}.acme.test`)]) });
  expect(finding('D03', doubled)).toMatchObject({
    severity: 'problem',
    message: `The record stands at ${name}.acme.test: the provider added acme.test to the name that was typed.`,
    found: `CNAME ${name}.acme.test → ${target}`,
    wanted,
    fix: 'Change the name of the record to _acme-challenge.shop.',
  });
  expect(finding('D01', doubled)).toBeNull();
  expect(finding('D03', right)).toBeNull();
});

test('D13 says until when a resolver remembers that the proof was not there', () => {
  const old = answer([], { server: '192.0.2.53', kind: 'recursive', negativeTtlSeconds: 600 });
  const proven = (...resolvers: ProofLook['challenge']) => ({
    claim: provenClaim(),
    cluster: clusterLook({ certificate: pendingCertificate() }),
    observations: observations({ proof: seen(proofLook({ challenge: [answer([proofRecord]), ...resolvers] })) }),
  });
  expect(finding('D13', proven(old))).toMatchObject({
    severity: 'progress',
    light: 'certificate',
    message: `Saved. Some resolvers remember the old “not found” until {time:${noon - 60_000 + 600_000}}.`,
    found: '192.0.2.53: no such name',
  });
  expect(finding('D13', proven(answer([proofRecord], { kind: 'recursive' })))).toBeNull();
});

describe('D14, name servers', () => {
  const behind = [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })];

  test('says which server is behind, and is a problem after an hour', () => {
    expect(finding('D14', waiting({ challenge: behind }))).toMatchObject({
      severity: 'progress',
      light: 'proof',
      message: 'ns1.acme.test has the record, ns2.acme.test not yet.',
      found: 'ns2.acme.test: no record',
      wanted: `${target} at every name server`,
    });
    expect(finding('D14', waiting({ challenge: behind }, noon - hourMs - 1))?.severity).toBe('problem');
    expect(finding('D14', right)).toBeNull();
  });

  test('says which server gives no answer', () => {
    const refusing = waiting({ challenge: [answer([]), silence({ rcode: 'REFUSED' })] });
    expect(finding('D14', refusing)).toMatchObject({ found: 'ns2.acme.test: REFUSED', severity: 'progress' });
    const lame = waiting({ challenge: [answer([]), answer([], { server: 'ns2.acme.test', authoritative: false })] });
    expect(finding('D14', lame)?.found).toBe('ns2.acme.test: does not answer for the zone');
  });

  test('says nothing of servers where none answers', () => {
    expect(finding('D14', waiting({ challenge: [silence(), silence({ server: 'ns1.acme.test' })] }))).toBeNull();
  });
});

describe('D15, the challenge name is taken', () => {
  const foreign = record('TXT', 'their-own-token', name);

  test('shows the TXT record that hides the CNAME, and the way around it', () => {
    const shadowed = waiting({ challenge: [answer([foreign])] });
    expect(finding('D15', shadowed)).toMatchObject({
      severity: 'problem',
      light: 'proof',
      found: `TXT ${name} → their-own-token`,
      wanted,
      fix: expect.stringContaining('TXT _signalbox.shop.acme.test'),
    });
    expect(finding('D02', shadowed)).toBeNull();
    expect(finding('D15', right)).toBeNull();
  });

  test('does not matter where certificates are validated over HTTP', () => {
    const shadowed = waiting({ challenge: [answer([foreign])] });
    expect(finding('D15', { ...shadowed, claim: domainClaim({ challenge: 'http-01' }) })).toBeNull();
  });
});

test('D16 tells a record of the name’s own from what a wildcard answers', () => {
  const star = record('CNAME', 'parking.example.test', name);
  const caught = waiting({
    challenge: [answer([star])],
    wildcard: answer([star, record('A', '203.0.113.1', 'parking.example.test')]),
  });
  expect(finding('D16', caught)).toMatchObject({
    severity: 'problem',
    message: `${name} has no record of its own; a wildcard of your zone answers for it.`,
    found: `${name} → CNAME parking.example.test`,
    wanted,
  });
  expect(finding('D02', caught)).toBeNull();
  // The wildcard may stay beside the record.
  expect(finding('D16', waiting({ challenge: [answer([proofRecord])], wildcard: answer([star]) }))).toBeNull();
});

test('what the fallback leaves undone at the challenge name is the certificate’s matter', () => {
  const fallback = [answer([fallbackRecord])];
  const proven = {
    claim: provenClaim(),
    cluster: emptyCluster(),
    observations: observations({ proof: seen(noProofLook({ fallback })) }),
  };
  expect(finding('D01', proven)).toMatchObject({ severity: 'problem', light: 'certificate', wanted });
  expect(finding('D01', { ...proven, claim: provenClaim({ challenge: 'http-01' }) })).toBeNull();
});

test('a name below the platform’s zone has nothing to prove', () => {
  const claim = liveClaim({ name: 'shop.apps.test', origin: 'platform' });
  expect(finding('D01', { claim, observations: observations({ proof: seen(noProofLook()) }) })).toBeNull();
});
