import { describe, expect, test } from 'vitest';
import {
  answer,
  clusterLook,
  domainCase,
  domainClaim,
  emptyCluster,
  liveClaim,
  noon,
  observations,
  pendingCertificate,
  platformCase,
  proofLook,
  proofRecord,
  provenClaim,
  seen,
  trafficLook,
  unseen,
} from './domain-builders.ts';
import { type DomainState, domainStates } from './domain-row.ts';
import { nextProbes, probes, rhythmOf, staleAfter, waitingInterval } from './schedule.ts';
import { dayMs, hourMs } from './settings.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

test.each([
  [0, 10],
  [59, 10],
  [60, 30],
  [359, 30],
  [360, 45],
  [24 * 3_600, 3_600],
])('after %i seconds of waiting the next look is %i seconds away', (elapsed, interval) => {
  expect(waitingInterval(elapsed * secondMs)).toBe(interval * secondMs);
});

test('waiting becomes slower, never faster, and stays at 15 minutes until a day is over', () => {
  const intervals = Array.from({ length: 24 * 60 }, (_, minute) => waitingInterval(minute * minuteMs));
  expect(intervals).toEqual(intervals.toSorted((a, b) => a - b));
  expect(waitingInterval(20 * hourMs)).toBe(15 * minuteMs);
});

describe('rhythms', () => {
  test.each<[DomainState, Partial<Record<(typeof probes)[number], number>>]>([
    ['live', { traffic: 15 * minuteMs, proof: 6 * hourMs, caa: dayMs, tls: 15 * minuteMs }],
    ['drifted', { traffic: 5 * minuteMs, proof: 5 * minuteMs, tls: 5 * minuteMs }],
    ['degraded', { traffic: 5 * minuteMs, proof: 5 * minuteMs }],
    ['suspended', { proof: hourMs }],
    ['released', { traffic: dayMs, proof: dayMs }],
  ])('%s', (state, expected) => {
    expect(
      rhythmOf(state, domainCase({ claim: liveClaim({ releasedAt: state === 'released' ? noon - dayMs : null }) })),
    ).toMatchObject(expected);
  });

  test('a name that is not held any more and one that has lapsed are not looked at', () => {
    const over = domainCase({ claim: liveClaim({ releasedAt: noon - 31 * dayMs }) });
    expect(Object.values(rhythmOf('released', over)).every((interval) => interval === null)).toBe(true);
    expect(Object.values(rhythmOf('lapsed', domainCase())).every((interval) => interval === null)).toBe(true);
  });

  test('a blocked domain is looked at every minute at first, every 15 minutes later', () => {
    const blocked = (provenAt: number) => rhythmOf('blocked', domainCase({ claim: provenClaim({ provenAt }) })).caa;
    expect(blocked(noon)).toBe(minuteMs);
    expect(blocked(noon - dayMs)).toBe(15 * minuteMs);
  });

  test('somebody who asks makes looks quick for two minutes', () => {
    const asked = (agoMs: number) =>
      rhythmOf('live', domainCase({ claim: liveClaim({ recheckAt: noon - agoMs }) })).traffic;
    expect(asked(minuteMs)).toBe(5 * secondMs);
    expect(asked(2 * minuteMs)).toBe(15 * minuteMs);
  });

  test('a wrong proof is looked at again within the hour', () => {
    expect(rhythmOf('live', domainCase({ claim: liveClaim({ proofBadSince: noon, proofBadCount: 1 }) })).proof).toBe(
      20 * minuteMs,
    );
  });

  test('a proof that only some name servers have is looked at again within the hour, and no sooner than another', () => {
    const split = seen(proofLook({ challenge: [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })] }));
    const proofIn = (state: DomainState) =>
      rhythmOf(state, domainCase({ claim: liveClaim(), observations: observations({ proof: split }) })).proof;
    expect(proofIn('live')).toBe(20 * minuteMs);
    expect(proofIn('issuing')).toBe(15 * minuteMs);
  });

  test('below the platform’s zone there is nothing to prove, and the writer of the record is asked', () => {
    expect(rhythmOf('live', platformCase())).toMatchObject({
      zone: null,
      proof: null,
      caa: null,
      dnssec: null,
      publish: 15 * minuteMs,
    });
    expect(rhythmOf('live', domainCase()).publish).toBeNull();
  });
});

describe('the next look', () => {
  test('is due at once when there never was one', () => {
    const one = domainCase({ claim: domainClaim(), observations: unseen, cluster: emptyCluster() });
    expect(nextProbes(rhythmOf('awaiting-proof', one), one)).toMatchObject({ zone: noon, proof: noon, tls: null });
  });

  test('comes an interval after the last one, and up to a tenth later so that claims do not come due together', () => {
    const due = (jitter: number) => {
      const one = domainCase({ jitter, observations: observations({ traffic: seen(trafficLook({ at: noon })) }) });
      return nextProbes(rhythmOf('live', one), one).traffic;
    };
    expect(due(0)).toBe(noon + 15 * minuteMs);
    expect(due(1)).toBe(noon + 16.5 * minuteMs);
  });

  test('is due when somebody asked after the last one', () => {
    const one = domainCase({ claim: liveClaim({ recheckAt: noon - secondMs }) });
    const times = nextProbes(rhythmOf('live', one), one);
    for (const probe of ['zone', 'proof', 'traffic', 'caa', 'dnssec', 'tls', 'nonce'] as const) {
      expect(times[probe]).toBeLessThanOrEqual(noon - secondMs);
    }
  });

  test('at CAA and DNSSEC waits until the certificate authority takes orders again; at proof and traffic it does not', () => {
    const reason = 'rateLimited, retry after 2026-11-26 12:00:00 UTC';
    const cluster = clusterLook({ certificate: pendingCertificate({ order: { state: 'errored', reason, at: noon } }) });
    const one = domainCase({ claim: provenClaim(), cluster });
    const next = nextProbes(rhythmOf('blocked', one), one);
    expect(next.caa).toBe(noon + 2 * dayMs);
    expect(next.dnssec).toBe(noon + 2 * dayMs);
    expect(next.proof).toBeLessThan(noon + hourMs);
    expect(next.traffic).toBeLessThan(noon + hourMs);
  });
});

describe('a look says nothing any more', () => {
  test('after twice its interval, a minute at least', () => {
    const live = domainCase();
    expect(staleAfter('live', rhythmOf('live', live), live)).toMatchObject({
      traffic: 30 * minuteMs,
      proof: 12 * hourMs,
    });
    const fresh = domainCase({
      claim: domainClaim({ createdAt: noon }),
      observations: observations({ proof: seen(proofLook()) }),
    });
    expect(staleAfter('awaiting-proof', rhythmOf('awaiting-proof', fresh), fresh).proof).toBe(minuteMs);
  });

  test.each(domainStates)('in %s only of what is looked at', (state) => {
    const one = domainCase();
    const rhythm = rhythmOf(state, one);
    const limits = staleAfter(state, rhythm, one);
    for (const probe of probes) {
      expect(limits[probe] === null).toBe(rhythm[probe] === null);
      // Whoever looks in time is never too late.
      expect(limits[probe] ?? 0).toBeGreaterThanOrEqual((rhythm[probe] ?? 0) * 1.1);
    }
  });
});
