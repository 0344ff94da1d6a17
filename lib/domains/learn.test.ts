import { describe, expect, test } from 'vitest';
import {
  answer,
  clusterLook,
  domainCase,
  domainClaim,
  emptyCluster,
  liveClaim,
  lostSight,
  noon,
  noProofLook,
  observations,
  pendingCertificate,
  platformCase,
  proofLook,
  proofRecord,
  provenClaim,
  seen,
  silence,
  trafficLook,
  trafficTo,
  unseen,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import { learn } from './learn.ts';
import type { ProofLook, TrafficLook } from './observation.ts';
import { dayMs, hourMs } from './settings.ts';

const minuteMs = 60_000;
const waiting = { claim: domainClaim(), cluster: emptyCluster() };

function proof(look: ProofLook, more: Partial<DomainCase> = {}): DomainCase {
  return domainCase({ ...more, observations: observations({ proof: seen(look) }) });
}

function traffic(look: TrafficLook, more: Partial<DomainCase> = {}): DomainCase {
  return domainCase({ ...more, observations: observations({ traffic: seen(look), nonce: null }) });
}

describe('the proof', () => {
  test('makes a claim the owner of its name, once every server has it', () => {
    expect(learn(proof(proofLook(), waiting))).toMatchObject({ provenAt: noon, lostAt: null });
    const behind = proofLook({ challenge: [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })] });
    expect(learn(proof(behind, waiting)).provenAt).toBeNull();
    const silent = proofLook({ challenge: [answer([proofRecord]), silence()] });
    expect(learn(proof(silent, waiting)).provenAt).toBeNull();
  });

  test('does not count when it was seen hours ago: the record may be gone', () => {
    const old = proof(proofLook({ at: noon - 3 * hourMs }), waiting);
    expect(learn(old).provenAt).toBeNull();
  });

  test('counts wrong answers once each, and a right one ends them', () => {
    const claim = liveClaim({ proofLookAt: noon - 5 * minuteMs });
    const once = learn(proof(noProofLook(), { claim }));
    expect(once).toMatchObject({ proofBadSince: noon - minuteMs, proofBadCount: 1, proofLookAt: noon - minuteMs });
    expect(learn(proof(noProofLook(), { claim: once }))).toEqual(once);
    const later = learn(proof(noProofLook({ at: noon }), { claim: once }));
    expect(later).toMatchObject({ proofBadSince: noon - minuteMs, proofBadCount: 2 });
    expect(learn(proof(proofLook({ at: noon + 1 }), { claim: later }))).toMatchObject({
      proofBadSince: null,
      proofBadCount: 0,
    });
  });

  test('that nobody could look at neither counts nor ends anything', () => {
    const claim = liveClaim({ proofBadSince: noon - hourMs, proofBadCount: 2, proofLookAt: noon - minuteMs });
    const blind = lostSight(noProofLook({ at: noon, error: 'no answer', challenge: [] }), noProofLook());
    expect(learn(domainCase({ claim, observations: observations({ proof: blind }) }))).toEqual(claim);
    expect(
      learn(
        domainCase({
          claim,
          observations: observations({
            proof: seen(noProofLook({ at: noon, challenge: [silence()], fallback: [silence()] })),
          }),
        }),
      ),
    ).toEqual(claim);
  });
});

describe('a challenge', () => {
  const holder = liveClaim({ id: 'claim-2', teamId: 'team-b', proofLookAt: noon - minuteMs });
  const bad = { ...holder, proofBadSince: noon - 2 * hourMs, proofBadCount: 6 };
  const challenged = (other: typeof holder, look = proofLook(), claim = domainClaim()) =>
    learn(proof(look, { ...waiting, claim, others: [other] }));

  test('gives notice once the own proof is there and the holder’s is gone', () => {
    expect(challenged(bad)).toMatchObject({ noticeAt: noon, provenAt: null });
    expect(challenged(holder)).toMatchObject({ noticeAt: null, provenAt: null });
  });

  test('keeps the time of its notice, and loses it with either proof', () => {
    const claim = domainClaim({ noticeAt: noon - dayMs });
    expect(challenged(bad, proofLook(), claim).noticeAt).toBe(noon - dayMs);
    expect(challenged(holder, proofLook(), claim).noticeAt).toBeNull();
    expect(challenged(bad, noProofLook(), claim).noticeAt).toBeNull();
  });

  test('waits for the transfer while the former owner may still have something in the way', () => {
    const claim = domainClaim({ noticeAt: noon - 4 * dayMs });
    const lost = { ...holder, provenAt: null, lostAt: noon - minuteMs };
    expect(challenged(lost, proofLook(), claim).provenAt).toBeNull();
    // Who gave the name up has nothing there any more.
    expect(challenged({ ...holder, releasedAt: noon - minuteMs }, proofLook(), claim).provenAt).toBe(noon);
  });

  test('has half a proof count for nothing, and its notice goes on', () => {
    const split = proofLook({ challenge: [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })] });
    const claim = domainClaim({ noticeAt: noon - 4 * dayMs, proofLookAt: noon - 5 * minuteMs });
    expect(challenged(bad, split, claim)).toMatchObject({ noticeAt: noon - 4 * dayMs, proofLookAt: null });
  });

  test('does not overtake one whose notice has run out', () => {
    const first = domainClaim({ id: 'claim-3', teamId: 'team-c', noticeAt: noon - 4 * dayMs });
    const lost = { ...holder, provenAt: null, lostAt: noon - minuteMs };
    const late = learn(proof(proofLook(), { ...waiting, others: [first, lost] }));
    expect(late.provenAt).toBeNull();
  });
});

describe('traffic', () => {
  test('is counted of domains that were live', () => {
    const claim = liveClaim({ trafficLookAt: noon - 5 * minuteMs });
    const once = learn(traffic(trafficTo('203.0.113.7'), { claim }));
    expect(once).toMatchObject({ trafficBadSince: noon - minuteMs, trafficBadCount: 1 });
    expect(learn(traffic(trafficLook({ at: noon }), { claim: once }))).toMatchObject({
      trafficBadSince: null,
      trafficBadCount: 0,
    });
    expect(learn(traffic(trafficTo('203.0.113.7'), { claim: provenClaim() })).trafficBadCount).toBe(0);
  });

  test('through a proxy that nobody could ask, or told differently by each server, neither counts nor clears', () => {
    const claim = liveClaim({ trafficBadSince: noon - hourMs, trafficBadCount: 2, trafficLookAt: noon - 5 * minuteMs });
    expect(learn(traffic(trafficTo('198.51.100.7'), { claim }))).toEqual(claim);
  });
});

describe('life', () => {
  test('begins with the first handshake for a name that leads here', () => {
    expect(learn(domainCase({ claim: provenClaim() })).liveAt).toBe(noon);
    expect(learn(domainCase({ claim: provenClaim(), observations: observations({ tls: null }) })).liveAt).toBeNull();
    expect(learn(traffic(trafficTo('203.0.113.7'), { claim: provenClaim() })).liveAt).toBeNull();
    expect(
      learn(domainCase({ claim: provenClaim(), cluster: clusterLook({ certificate: pendingCertificate() }) })).liveAt,
    ).toBeNull();
  });

  test('does not begin before the proof', () => {
    expect(
      learn(domainCase({ claim: domainClaim(), observations: { ...unseen, traffic: seen(trafficLook()) } })).liveAt,
    ).toBeNull();
  });
});

test('below a zone of the platform’s own, who comes first is proven at once', () => {
  const { claim } = platformCase();
  const fresh = { ...claim, provenAt: null, liveAt: null };
  const blank = { observations: unseen, cluster: emptyCluster() };
  expect(learn(platformCase({ ...blank, claim: fresh })).provenAt).toBe(noon);
  const other = { ...claim, id: 'claim-2', teamId: 'team-b' };
  expect(learn(platformCase({ ...blank, claim: fresh, others: [other] })).provenAt).toBeNull();
});

test('what was given up or has lapsed learns nothing', () => {
  const released = liveClaim({ releasedAt: noon - dayMs });
  expect(learn(proof(noProofLook(), { claim: released }))).toBe(released);
  const lapsed = domainClaim({ createdAt: noon - 15 * dayMs });
  expect(learn(proof(proofLook(), { claim: lapsed }))).toBe(lapsed);
});
