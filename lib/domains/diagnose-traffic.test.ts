import { describe, expect, test } from 'vitest';
import {
  answer,
  domainClaim,
  emptyCluster,
  finding,
  liveClaim,
  lostSight,
  nonceLook,
  noon,
  observations,
  provenClaim,
  record,
  seen,
  silence,
  trafficLook,
  trafficTo,
  zoneLook,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import type { DomainObservations, RecordAnswer, TrafficLook } from './observation.ts';
import { dayMs, hourMs } from './settings.ts';

const ours = record('A', '192.0.2.10');

function traffic(
  look: TrafficLook,
  more: Partial<DomainObservations> = {},
  since = noon - 60_000,
): Partial<DomainCase> {
  return { observations: observations({ traffic: seen(look, since), nonce: null, ...more }) };
}

function answers(...all: readonly RecordAnswer[]): TrafficLook {
  return trafficLook({ answers: all });
}

const right = traffic(trafficLook());

describe('D01, no record', () => {
  const gone = answers(answer());

  test('is a problem of a live domain', () => {
    expect(finding('D01', traffic(gone))).toMatchObject({
      severity: 'problem',
      light: 'traffic',
      message: 'Your name servers (ns1.acme.test) have no record shop.acme.test yet.',
      found: 'no record',
      wanted: 'CNAME shop.acme.test → edge.example.test',
    });
    expect(finding('D01', right)).toBeNull();
    // Nobody sets a record in a zone of the platform's: ExternalDNS does.
    expect(finding('D01', { ...traffic(gone), claim: provenClaim({ origin: 'platform' }) })).toBeNull();
  });

  test('is in order before the certificate is ready, and for a day after that', () => {
    const issuing = { ...traffic(gone, {}, noon - 2 * dayMs), claim: provenClaim(), cluster: emptyCluster() };
    expect(finding('D01', issuing)?.severity).toBe('progress');
    expect(finding('D01', { ...traffic(gone), claim: provenClaim() })?.severity).toBe('progress');
    expect(finding('D01', { ...traffic(gone, {}, noon - dayMs - 1), claim: provenClaim() })?.severity).toBe('problem');
  });
});

describe('D02, the name leads elsewhere', () => {
  test('says where, and where it should', () => {
    expect(finding('D02', traffic(trafficTo('203.0.113.7')))).toMatchObject({
      severity: 'problem',
      light: 'traffic',
      message: 'Found 203.0.113.7 at shop.acme.test, expected edge.example.test.',
      found: 'A shop.acme.test → 203.0.113.7',
      wanted: 'CNAME shop.acme.test → edge.example.test',
    });
    const cname = answers(answer([record('CNAME', 'old-host.example')]));
    expect(finding('D02', traffic(cname))?.found).toBe('CNAME shop.acme.test → old-host.example');
    expect(finding('D02', right)).toBeNull();
  });

  test('is in order before the switch', () => {
    expect(finding('D02', { ...traffic(trafficTo('203.0.113.7')), claim: provenClaim() })?.severity).toBe('progress');
  });

  test('asks for an ALIAS at the root of a zone, and for the wildcard’s own record', () => {
    const apex = liveClaim({ name: 'acme.test' });
    expect(finding('D02', { ...traffic(trafficTo('203.0.113.7')), claim: apex })?.wanted).toBe(
      'ALIAS acme.test → edge.example.test',
    );
    const wildcard = liveClaim({ scope: 'wildcard' });
    expect(finding('D02', { ...traffic(trafficTo('203.0.113.7')), claim: wildcard })?.wanted).toBe(
      'CNAME *.shop.acme.test → edge.example.test',
    );
  });
});

describe('proxies', () => {
  const proxied = trafficTo('198.51.100.7');
  const through = seen(nonceLook('ours', { address: '198.51.100.7' }));

  test('D04 names the proxy that lets traffic through, and never counts as wrong', () => {
    expect(finding('D04', traffic(proxied, { nonce: through }))).toMatchObject({
      severity: 'warning',
      light: 'traffic',
      message: 'Traffic reaches us through Cloudflare.',
      found: 'A shop.acme.test → 198.51.100.7',
    });
    expect(finding('D04', right)).toBeNull();
  });

  test('D04 is also said of a proxy that nobody knows', () => {
    const unknown = traffic(trafficTo('203.0.113.7'), { nonce: seen(nonceLook('ours', { address: '203.0.113.7' })) });
    expect(finding('D04', unknown)?.message).toBe('Traffic reaches us through a proxy.');
    expect(finding('D02', unknown)).toBeNull();
  });

  test('D05 is unknown at first, and a problem once the probe has been lost for half an hour', () => {
    const lost = (since: number) =>
      traffic(proxied, { nonce: seen(nonceLook('foreign', { address: '198.51.100.7' }), since) });
    expect(finding('D05', lost(noon - 60_000))).toMatchObject({
      severity: 'unknown',
      light: 'traffic',
      message: 'Cloudflare answers for shop.acme.test, and our probe does not come back.',
      found: 'A shop.acme.test → 198.51.100.7',
      wanted: 'CNAME shop.acme.test → edge.example.test',
    });
    expect(finding('D05', lost(noon - hourMs / 2))?.severity).toBe('problem');
    expect(finding('D05', traffic(proxied, { nonce: through }))).toBeNull();
  });

  test('a proxy that cannot be asked any more is hidden, not somebody else’s site', () => {
    const nonce = lostSight(
      { at: noon, state: 'unknown' as const, error: 'no answer' },
      nonceLook('ours', { address: '203.0.113.7', at: noon - 3 * hourMs }),
    );
    const blind = traffic(trafficTo('203.0.113.8'), { nonce });
    expect(finding('D05', blind)?.severity).toBe('unknown');
    expect(finding('D02', blind)).toBeNull();
  });

  test('a probe that went to an address of ours says nothing about a proxy', () => {
    const moved = traffic(trafficTo('203.0.113.7'), { nonce: seen(nonceLook('ours', { address: '192.0.2.10' })) });
    expect(finding('D02', moved)?.severity).toBe('problem');
    expect(finding('D04', moved)).toBeNull();
  });
});

test('D06 finds the CNAME at the root and says what it hides', () => {
  const apex = liveClaim({ name: 'acme.test' });
  const zone = (apexCname: string | null) => ({
    claim: apex,
    ...traffic(trafficLook(), { zone: seen(zoneLook({ apexCname, apexHasMail: true })) }),
  });
  expect(finding('D06', zone('edge.example.test'))).toMatchObject({
    severity: 'problem',
    light: 'traffic',
    message:
      'A CNAME stands at the root of acme.test and hides your mail records: nothing else may stand beside a CNAME.',
    found: 'CNAME acme.test → edge.example.test',
    wanted: 'ALIAS acme.test → edge.example.test',
    fix: 'Replace it with an ALIAS record, or with A and AAAA: 192.0.2.10 and 2001:db8::10.',
  });
  expect(finding('D06', zone(null))).toBeNull();
  expect(finding('D06', { ...zone('edge.example.test'), claim: liveClaim() })).toBeNull();
});

test('D07 knows the Gateway’s former address at the root', () => {
  const apex = { claim: liveClaim({ name: 'acme.test' }) };
  expect(finding('D07', { ...apex, ...traffic(trafficTo('192.0.2.9')) })).toMatchObject({
    severity: 'problem',
    light: 'traffic',
    message: 'acme.test leads to 192.0.2.9, a former address of ours.',
    found: 'A acme.test → 192.0.2.9',
    wanted: 'ALIAS acme.test → edge.example.test',
  });
  expect(finding('D07', { ...apex, ...right })).toBeNull();
});

test('D08 names the AAAA record to delete', () => {
  const stale = traffic(trafficTo('192.0.2.10', '2001:db8::bad'));
  expect(finding('D08', stale)).toMatchObject({
    severity: 'problem',
    light: 'traffic',
    message: 'IPv6 visitors and certificate authorities go to 2001:db8::bad, not here.',
    found: 'AAAA shop.acme.test → 2001:db8::bad',
    wanted: 'no AAAA record that leads elsewhere',
    fix: 'Delete the AAAA record 2001:db8::bad.',
  });
  // The same address, written in another way.
  expect(finding('D08', traffic(trafficTo('192.0.2.10', '2001:0db8:0:0::10')))).toBeNull();
});

test('D09 counts the addresses that are not ours', () => {
  const extra = traffic(trafficTo('192.0.2.10', '203.0.113.7', '203.0.113.8'));
  expect(finding('D09', extra)).toMatchObject({
    severity: 'problem',
    message: '2 of 3 addresses are not ours: part of the visitors go to 203.0.113.7 and 203.0.113.8.',
    found: 'A shop.acme.test → 192.0.2.10, A shop.acme.test → 203.0.113.7, A shop.acme.test → 203.0.113.8',
    wanted: 'A shop.acme.test → 192.0.2.10',
    fix: 'Delete 203.0.113.7 and 203.0.113.8.',
  });
  expect(finding('D09', right)).toBeNull();
});

test('D13 says until when a resolver remembers, and what', () => {
  const late = (resolver: RecordAnswer) => traffic(answers(answer([ours]), resolver));
  const kept = { server: '192.0.2.53', kind: 'recursive' } as const;
  expect(finding('D13', late(answer([], { ...kept, negativeTtlSeconds: 900 })))).toMatchObject({
    severity: 'progress',
    message: `Saved. Some resolvers remember the old “not found” until {time:${noon - 60_000 + 900_000}}.`,
    found: '192.0.2.53: no such name',
  });
  expect(finding('D13', late(answer([record('A', '203.0.113.7')], kept)))).toMatchObject({
    message: `Saved. Some resolvers remember the old value until {time:${noon - 60_000 + 300_000}}.`,
    found: '192.0.2.53: A 203.0.113.7',
  });
  expect(finding('D13', late(answer([ours], kept)))).toBeNull();
});

describe('D14, name servers', () => {
  test('says which one still has the old value, and is a problem after an hour', () => {
    const split = answers(answer([ours]), answer([record('A', '203.0.113.7')], { server: 'ns2.acme.test' }));
    expect(finding('D14', traffic(split))).toMatchObject({
      severity: 'progress',
      light: 'traffic',
      message: 'ns1.acme.test leads here, ns2.acme.test still gives the old value.',
      found: 'ns2.acme.test: A 203.0.113.7',
      wanted: 'the same answer from every name server',
    });
    expect(finding('D14', traffic(split, {}, noon - hourMs - 1))?.severity).toBe('problem');
    expect(finding('D14', right)).toBeNull();
  });

  test('says which one is silent, and why', () => {
    const lame = traffic(answers(answer([ours]), silence({ rcode: 'REFUSED' })));
    expect(finding('D14', lame)).toMatchObject({ severity: 'progress', found: 'ns2.acme.test: REFUSED' });
  });
});

test('D17 tells the cluster’s own resolver from public ones', () => {
  const publicly = answer([ours], { server: '192.0.2.53', kind: 'recursive' });
  const look = (inside: RecordAnswer) => traffic(trafficLook({ answers: [answer([ours]), publicly], inside }));
  const other = answer([record('A', '10.0.0.7')], { kind: 'recursive', server: '10.96.0.10' });
  expect(finding('D17', look(other))).toMatchObject({
    severity: 'warning',
    message: 'shop.acme.test resolves differently inside the cluster; public resolvers are fine.',
    found: 'inside: A 10.0.0.7',
    wanted: 'the public answer',
    who: 'platform',
  });
  expect(finding('D17', look(publicly))).toBeNull();
});

test('D19 finds the record that is left behind, once it was looked for after the release', () => {
  const claim = liveClaim({ releasedAt: noon - hourMs });
  expect(finding('D19', { claim })).toMatchObject({
    severity: 'warning',
    light: 'traffic',
    message: 'shop.acme.test still points to us and gets 404 here.',
    found: 'A shop.acme.test → 192.0.2.10',
    wanted: 'no record that leads here',
    fix: 'Delete the record: A shop.acme.test → 192.0.2.10.',
  });
  expect(finding('D19', { claim, ...traffic(answers(answer())) })).toBeNull();
  expect(finding('D19', { claim: liveClaim({ releasedAt: noon - 1 }) })).toBeNull();
});

test('a name that leads to the Gateway by a name of its own counts, whatever resolvers make of it', () => {
  const cname = traffic(answers(answer([record('CNAME', 'edge.example.test')])));
  expect(finding('D02', cname)).toBeNull();
  const chain = traffic(answers(answer([record('CNAME', 'lb.example.org')]), answer([ours], { kind: 'recursive' })));
  expect(finding('D02', chain)).toBeNull();
});

test('a claim that is not proven hears of its traffic only what is under way', () => {
  const look = { ...traffic(trafficTo('203.0.113.7')), claim: domainClaim(), cluster: emptyCluster() };
  expect(finding('D02', look)?.severity).toBe('progress');
});
