import { describe, expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  clusterLook,
  domainSettings,
  finding,
  liveClaim,
  noon,
  platformCase,
  publishLook,
  seen,
  trafficLook,
  trafficTo,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import type { DomainObservations } from './observation.ts';
import { hourMs } from './settings.ts';

function platform(seenNow: Partial<DomainObservations> = {}, more: Partial<DomainCase> = {}): Partial<DomainCase> {
  const one = platformCase();
  return { ...one, observations: { ...one.observations, ...seenNow }, ...more };
}

const elsewhere = seen(trafficTo('203.0.113.7'));

test('E01 names the owner that is there and the one that should be', () => {
  const foreign = platform({ traffic: elsewhere, publish: seen(publishLook({ owner: 'other-cluster' })) });
  expect(finding('E01', foreign)).toMatchObject({
    severity: 'problem',
    light: 'traffic',
    message: 'A record stands at shop.apps.test that we may not change.',
    found: 'a record of owner other-cluster',
    wanted: 'owner signalbox',
  });
  const manual = platform({ traffic: elsewhere, publish: seen(publishLook({ owner: null })) });
  expect(finding('E01', manual)?.found).toBe('a record without an owner');
  expect(finding('E01', { ...manual, settings: domainSettings({ externalDnsOwner: null }) })?.wanted).toBe(
    'a record that ExternalDNS wrote',
  );
  // A wildcard record of the platform's own leads here as well.
  expect(finding('E01', platform({ publish: seen(publishLook({ owner: null })) }))).toBeNull();
  expect(finding('E01', platform())).toBeNull();
});

test.each([
  ['external-dns.kubernetes.io/', 'external-dns.alpha.kubernetes.io/'],
  ['external-dns.alpha.kubernetes.io', 'external-dns.kubernetes.io/'],
])('E02 says which prefix the running version reads: %s, not %s', (readPrefix, ignored) => {
  const of = (hasFormerPrefix: boolean) =>
    derive(platformCase({ cluster: clusterLook({ certificate: null, annotations: { hasFormerPrefix, readPrefix } }) }));
  const { state, diagnoses } = of(true);
  const read = readPrefix.endsWith('/') ? readPrefix : `${readPrefix}/`;
  expect(state).toBe('degraded');
  expect(diagnoses).toMatchObject([
    {
      code: 'E02',
      severity: 'problem',
      who: 'you',
      message: 'A route with shop.apps.test carries annotations that the running ExternalDNS does not read.',
      found: `annotations under \`${ignored}\``,
      wanted: `annotations under \`${read}\``,
    },
  ]);
  expect(of(false)).toMatchObject({ state: 'live', diagnoses: [] });
});

/** Looks at the record, a minute apart, each with another value than the one before. */
function history(...values: readonly string[]) {
  return seen(
    publishLook({ history: values.map((value, index) => ({ at: noon - (values.length - index) * 60_000, value })) }),
  );
}

test('E03 sees a value that comes and goes', () => {
  expect(finding('E03', platform({ publish: history('a', 'b', 'a', 'b') }))).toMatchObject({
    severity: 'warning',
    message: 'The record at shop.apps.test changed 3 times in ten minutes: two routes disagree.',
    found: 'a and b',
    wanted: 'one value',
  });
  expect(finding('E03', platform({ publish: history('a', 'b', 'c', 'd') }))).toBeNull();
  expect(finding('E03', platform({ publish: history('a', 'b') }))).toBeNull();
});

test('E03 does not count that the first record came, and says when there is none in between', () => {
  expect(finding('E03', platform({ publish: history('', 'a', 'b', 'a') }))).toBeNull();
  expect(finding('E03', platform({ publish: history('', 'a', '', 'a', '') }))).toMatchObject({
    message: 'The record at shop.apps.test changed 3 times in ten minutes: two routes disagree.',
    found: 'a and no record',
  });
  expect(finding('E03', platform({ publish: history('') }))).toBeNull();
});

test('E04 counts the records that would be deleted', () => {
  const losing = (...wouldLose: readonly string[]) =>
    platform({}, { cluster: clusterLook({ certificate: null, wouldLose }) });
  expect(finding('E04', losing('shop.apps.test', 'blog.apps.test'))).toMatchObject({
    severity: 'problem',
    message: 'As things are, ExternalDNS would delete 2 records.',
    found: 'shop.apps.test, blog.apps.test',
    wanted: 'an accepted route, and a Gateway with an address',
  });
  expect(finding('E04', losing('shop.apps.test'))?.message).toContain('one record.');
  expect(finding('E04', losing())).toBeNull();
});

describe('E05, not written yet', () => {
  const route = { namespace: 'acme', name: 'shop', isAccepted: true, isForeign: false };
  const missing = (acceptedSince: number | null, claim = {}) => ({
    ...platform(
      { traffic: seen(trafficLook({ answers: [answer()] })), publish: null },
      { cluster: clusterLook({ certificate: null, routes: [{ ...route, acceptedSince }] }) },
    ),
    claim: { ...platformCase().claim, ...claim },
  });

  test('is under way for five minutes', () => {
    expect(finding('E05', missing(noon - 60_000))).toMatchObject({
      severity: 'progress',
      message: 'ExternalDNS has not written shop.apps.test yet.',
      found: 'no record',
      wanted: 'the Gateway’s address',
    });
    expect(finding('E05', missing(noon - hourMs))?.severity).toBe('problem');
    expect(finding('E05', missing(null))?.severity).toBe('problem');
    expect(finding('E05', platform())).toBeNull();
  });

  test('is under way anew when a record that was there is gone', () => {
    expect(finding('E05', missing(noon - hourMs, { trafficBadSince: noon - 60_000 }))?.severity).toBe('progress');
    expect(finding('E05', missing(noon - hourMs, { trafficBadSince: noon - 600_000 }))?.severity).toBe('problem');
  });

  test('asks nothing of ExternalDNS while no route wants the name', () => {
    expect(
      finding('E05', { ...missing(noon - hourMs), cluster: clusterLook({ certificate: null, routes: [] }) }),
    ).toBeNull();
  });
});

test('names outside of the platform’s zones are not written by it', () => {
  const custom = {
    ...platform({ publish: seen(publishLook({ owner: 'x' })), traffic: elsewhere }),
    claim: liveClaim(),
  };
  expect(finding('E01', custom)).toBeNull();
});
