import { describe, expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  caaLook,
  certificateLook,
  challenge,
  clusterLook,
  condition,
  domainCase,
  domainClaim,
  domainSettings,
  emptyCluster,
  fallbackRecord,
  listenerLook,
  liveClaim,
  lostSight,
  noon,
  noProofLook,
  observations,
  pendingCertificate,
  platformCase,
  proofLook,
  provenClaim,
  seen,
  silence,
  tlsLook,
  trafficLook,
  trafficTo,
  unseen,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import type { DomainState } from './domain-row.ts';
import type { PlacedOrder } from './order-budget.ts';
import { dayMs, hourMs } from './settings.ts';

const minuteMs = 60_000;
const elsewhere = observations({ traffic: seen(trafficTo('203.0.113.7')), nonce: null });
const forbidden = observations({
  caa: seen(
    caaLook({
      state: 'found',
      foundAt: 'acme.test',
      records: [{ tag: 'issue', value: 'digicert.com', isCritical: false }],
    }),
  ),
});
const unproven = { observations: { ...unseen, proof: seen(noProofLook()) }, cluster: emptyCluster() };
const rival = liveClaim({ id: 'claim-2', teamId: 'team-b' });
const badProof = { proofBadSince: noon - 2 * hourMs, proofBadCount: 4, proofLookAt: noon - minuteMs };
const goneProof = { proofBadSince: noon - 8 * dayMs, proofBadCount: 99, proofLookAt: noon - minuteMs };

const states: readonly (readonly [DomainState, string, Partial<DomainCase>])[] = [
  ['released', 'given up', { claim: liveClaim({ releasedAt: noon - dayMs }) }],
  ['released', 'given up with a wrong proof', { claim: liveClaim({ ...goneProof, releasedAt: noon - dayMs }) }],
  ['suspended', 'wrong proof for over seven days', { claim: liveClaim(goneProof) }],
  ['lapsed', 'not proven in 14 days', { ...unproven, claim: domainClaim({ createdAt: noon - 15 * dayMs }) }],
  ['contested', 'somebody else holds the name', { ...unproven, claim: domainClaim(), others: [rival] }],
  [
    'contested',
    'the own proof gave notice',
    { claim: domainClaim({ noticeAt: noon - hourMs }), others: [{ ...rival, ...badProof }] },
  ],
  ['awaiting-proof', 'made and not proven', { ...unproven, claim: domainClaim() }],
  [
    'awaiting-proof',
    'somebody else claims without proof',
    { ...unproven, claim: domainClaim(), others: [domainClaim({ id: 'c', teamId: 'team-b' })] },
  ],
  [
    'awaiting-proof',
    'lost, and its new owner gave it up',
    { ...unproven, claim: domainClaim({ lostAt: noon - hourMs }), others: [{ ...rival, releasedAt: noon - minuteMs }] },
  ],
  ['blocked', 'CAA forbids the authority', { claim: provenClaim(), observations: forbidden, cluster: emptyCluster() }],
  ['issuing', 'proven, nothing made yet', { claim: provenClaim(), observations: elsewhere, cluster: emptyCluster() }],
  [
    'issuing',
    'the certificate is pending',
    { claim: provenClaim(), cluster: clusterLook({ certificate: pendingCertificate() }) },
  ],
  ['issuing', 'the cluster has not been read', { claim: provenClaim(), cluster: null }],
  ['ready-to-switch', 'certificate ready, traffic elsewhere', { claim: provenClaim(), observations: elsewhere }],
  ['switching', 'traffic ours, no handshake yet', { claim: provenClaim(), observations: observations({ tls: null }) }],
  ['live', 'everything right for the first time', { claim: provenClaim() }],
  [
    'drifted',
    'traffic wrong for an hour',
    { claim: liveClaim({ trafficBadSince: noon - 2 * hourMs, trafficBadCount: 5 }), observations: elsewhere },
  ],
  [
    'drifted',
    'proof wrong for two hours',
    { claim: liveClaim(badProof), observations: observations({ proof: seen(noProofLook()) }) },
  ],
  ['degraded', 'CAA forbids the next renewal', { observations: forbidden }],
  ['degraded', 'the listener is gone', { cluster: emptyCluster({ certificate: certificateLook() }) }],
  ['live', 'nothing is wrong', {}],
  [
    'live',
    'a proxy stands before it',
    {
      observations: observations({
        traffic: seen(trafficTo('198.51.100.7')),
        nonce: seen({ at: noon - minuteMs, state: 'ours', address: '198.51.100.7', status: 301 }),
      }),
    },
  ],
  [
    'live',
    'nothing could be asked for a day',
    {
      observations: observations({
        proof: lostSight(proofLook({ error: 'no answer' }), proofLook({ at: noon - dayMs })),
      }),
    },
  ],
];

test.each(states)('%s: %s', (state, _, overrides) => {
  expect(derive(domainCase(overrides)).state).toBe(state);
});

describe('lights', () => {
  test('are all green when everything was checked lately and is right', () => {
    expect(derive(domainCase()).lights).toEqual({ proof: 'ok', certificate: 'ok', traffic: 'ok', serving: 'ok' });
    expect(derive(platformCase()).lights).toEqual({
      proof: 'not-needed',
      certificate: 'ok',
      traffic: 'ok',
      serving: 'ok',
    });
  });

  test('are unknown while nothing was looked at', () => {
    const { lights, state } = derive(domainCase({ observations: unseen, cluster: null }));
    expect(lights).toEqual({ proof: 'unknown', certificate: 'unknown', traffic: 'unknown', serving: 'unknown' });
    expect(state).toBe('live');
  });

  test('are unknown once the last look is older than twice its interval, and not before', () => {
    const at = (ageMs: number) =>
      derive(domainCase({ observations: observations({ traffic: seen(trafficLook({ at: noon - ageMs })) }) })).lights
        .traffic;
    expect(at(30 * minuteMs)).toBe('ok');
    expect(at(30 * minuteMs + 1)).toBe('unknown');
  });

  test('keep what is known when the latest look failed and the one before is recent', () => {
    const failed = lostSight(
      { ...trafficLook({ error: 'no answer', answers: [silence()] }) },
      trafficLook({ at: noon - 10 * minuteMs }),
    );
    const { lights, diagnoses } = derive(domainCase({ observations: observations({ traffic: failed }) }));
    expect(lights.traffic).toBe('ok');
    expect(diagnoses).toMatchObject([{ code: 'D24', light: 'traffic', found: 'no answer' }]);
  });

  test('do not turn unknown because somebody asks to check now, or because something degraded the domain', () => {
    const old = observations({
      traffic: seen(trafficLook({ at: noon - 14 * minuteMs })),
      proof: seen(proofLook({ at: noon - 5 * hourMs })),
    });
    const asked = derive(domainCase({ claim: liveClaim({ recheckAt: noon - 1_000 }), observations: old }));
    expect(asked.lights).toMatchObject({ proof: 'ok', traffic: 'ok' });
    expect(asked.nextProbeAt).toBeLessThanOrEqual(noon);
    const degraded = derive(domainCase({ observations: { ...old, caa: forbidden.caa } }));
    expect(degraded).toMatchObject({
      state: 'degraded',
      lights: { proof: 'ok', traffic: 'ok', certificate: 'problem' },
    });
  });

  test('are unknown where the cluster cannot be heard, and the claim keeps its state', () => {
    const { state, lights, wantObjects } = derive(domainCase({ cluster: clusterLook({ isHeard: false }) }));
    expect(state).toBe('live');
    expect(lights.certificate).toBe('unknown');
    expect(wantObjects).toEqual({ kind: 'keep' });
  });

  test('are not red on the word of a look that is too old', () => {
    const old = caaLook({ ...forbidden.caa?.latest, at: noon - 3 * dayMs });
    const { lights, diagnoses } = derive(domainCase({ observations: observations({ caa: seen(old) }) }));
    expect(lights.certificate).toBe('unknown');
    expect(diagnoses.map(({ code }) => code)).toContain('D10');
  });

  test('of what nobody looks at in a state are not needed', () => {
    const lapsed = derive(domainCase({ ...unproven, claim: domainClaim({ createdAt: noon - 15 * dayMs }) }));
    expect(lapsed.lights).toEqual({
      proof: 'not-needed',
      certificate: 'not-needed',
      traffic: 'not-needed',
      serving: 'not-needed',
    });
    expect(lapsed.diagnoses).toEqual([]);
    expect(lapsed.nextProbeAt).toBeNull();
  });
});

describe('wanted objects', () => {
  const proven = { claim: provenClaim(), cluster: emptyCluster() };
  const order = (overrides: Partial<PlacedOrder> = {}): PlacedOrder => ({
    at: noon - 2 * hourMs,
    hostname: 'shop.acme.test',
    names: 'shop.acme.test',
    registrable: 'acme.test',
    hasFailed: false,
    ...overrides,
  });

  test.each([
    ['released', { claim: liveClaim({ releasedAt: noon - 1 }) }],
    ['suspended', { claim: liveClaim(goneProof) }],
    ['lapsed', { claim: domainClaim({ createdAt: noon - 15 * dayMs }) }],
    ['lost', { claim: domainClaim({ lostAt: noon - 1 }), others: [rival] }],
    ['unproven', { claim: domainClaim() }],
  ] as const)('a claim that is %s wants nothing there', (_, overrides) => {
    expect(derive(domainCase(overrides)).wantObjects).toEqual({ kind: 'none' });
  });

  test('a proven claim wants a listener, which places its order', () => {
    expect(derive(domainCase(proven)).wantObjects).toEqual({ kind: 'listener', placesOrder: true });
  });

  test('a listener that is there is kept up without an order, also before its Certificate shows', () => {
    expect(derive(domainCase()).wantObjects).toEqual({ kind: 'listener', placesOrder: false });
    expect(
      derive(domainCase({ claim: provenClaim(), cluster: clusterLook({ certificate: null }) })).wantObjects,
    ).toEqual({
      kind: 'listener',
      placesOrder: false,
    });
  });

  test('nothing is ordered while CAA forbids it, and nothing that serves is torn down for that', () => {
    expect(derive(domainCase({ ...proven, observations: forbidden })).wantObjects).toEqual({ kind: 'keep' });
    expect(derive(domainCase({ observations: forbidden })).wantObjects).toEqual({ kind: 'keep' });
  });

  test('nothing is ordered while the guard does not let the namespace use the name', () => {
    const cluster = emptyCluster({ guard: { state: 'refused', message: 'not yours' } });
    const claim = provenClaim({ provenAt: noon - 1_000 });
    expect(derive(domainCase({ claim, cluster }))).toMatchObject({ state: 'issuing', wantObjects: { kind: 'keep' } });
    expect(derive(domainCase({ claim: provenClaim(), cluster }))).toMatchObject({
      state: 'blocked',
      wantObjects: { kind: 'keep' },
    });
  });

  test('nothing is ordered without budget', () => {
    const orders = [1, 2, 3].map((days) => order({ at: noon - days * dayMs }));
    expect(derive(domainCase({ ...proven, orders }))).toMatchObject({
      wantObjects: { kind: 'keep' },
      budget: { mayOrder: false, left: 0, of: 3, renewsAt: noon + 4 * dayMs },
    });
  });

  test('an order that was placed a moment ago is not placed again', () => {
    expect(derive(domainCase({ ...proven, orders: [order({ at: noon - 5_000 })] })).wantObjects).toEqual({
      kind: 'keep',
    });
    expect(derive(domainCase({ ...proven, orders: [order({ at: noon - 2 * minuteMs })] })).wantObjects).toMatchObject({
      kind: 'listener',
    });
  });

  test('nothing is ordered by the fallback proof while validation needs the challenge record', () => {
    const look = proofLook({ challenge: [answer()], fallback: [answer([fallbackRecord])] });
    const judged = (challenge: 'dns-01' | 'http-01') =>
      derive(
        domainCase({ ...proven, claim: provenClaim({ challenge }), observations: observations({ proof: seen(look) }) }),
      );
    expect(judged('dns-01')).toMatchObject({
      state: 'blocked',
      wantObjects: { kind: 'keep' },
      lights: { proof: 'ok', certificate: 'problem' },
    });
    expect(judged('http-01')).toMatchObject({ state: 'issuing', wantObjects: { kind: 'listener', placesOrder: true } });
  });

  test('a name that the platform’s listener covers needs none of its own', () => {
    expect(derive(platformCase()).wantObjects).toEqual({ kind: 'none' });
    // Own objects from before stay until the platform’s listener works.
    expect(derive(platformCase({ cluster: emptyCluster() })).wantObjects).toEqual({ kind: 'keep' });
  });
});

describe('deadlines', () => {
  test.each([
    ['a released name is held for 30 days', liveClaim({ releasedAt: noon - dayMs }), noon + 29 * dayMs],
    ['a name that was never proven is not held', domainClaim({ releasedAt: noon - dayMs }), null],
    ['proving may take 14 days', domainClaim(), noon - hourMs + 14 * dayMs],
    ['a notice runs for 72 hours', domainClaim({ noticeAt: noon - hourMs }), noon + 71 * hourMs],
    ['a wrong proof is borne for seven days', liveClaim(badProof), noon - 2 * hourMs + 7 * dayMs],
    ['nothing runs out for a live domain', liveClaim(), null],
  ])('%s', (_, claim, deadlineAt) => {
    expect(derive(domainCase({ claim })).deadlineAt).toBe(deadlineAt);
  });

  test('the holder sees the notice that runs against it, and nothing of who gave it', () => {
    const challenger = domainClaim({ id: 'claim-2', teamId: 'team-b', noticeAt: noon - hourMs });
    const judged = derive(domainCase({ claim: liveClaim(badProof), others: [challenger] }));
    expect(judged.deadlineAt).toBe(noon + 71 * hourMs);
    expect(judged.diagnoses[0]).toMatchObject({ code: 'D20', severity: 'problem' });
    expect(JSON.stringify(judged)).not.toContain('team-b');
  });
});

test('findings are sorted worst first, and by what has to be clear first', () => {
  const { diagnoses } = derive(
    domainCase({
      observations: observations({
        ...forbidden,
        traffic: seen(trafficTo('192.0.2.10', '203.0.113.7')),
        tls: lostSight({ at: noon, state: 'unknown', error: 'x' }, tlsLook()),
      }),
      cluster: clusterLook({ routes: [] }),
    }),
  );
  expect(diagnoses.map(({ code }) => code)).toEqual(['D10', 'D09', 'C04', 'D24']);
});

test('certificate and route wait for each other only where all three of them wait', () => {
  const codesOf = (overrides: Parameters<typeof clusterLook>[0]) => {
    const listener = listenerLook({ programmed: condition('False'), resolvedRefs: condition('False', refused) });
    const certificate = pendingCertificate({ challenges: [challenge({ type: 'HTTP-01' })] });
    const cluster = clusterLook({ listener, certificate, hasWaitingRoute: true, ...overrides });
    return derive(domainCase({ claim: provenClaim(), cluster })).diagnoses.map(({ code }) => code);
  };
  const refused = { reason: 'InvalidCertificateRef' };
  expect(codesOf({})).toContain('C05');
  expect(codesOf({ hasWaitingRoute: false })).not.toContain('C05');
  expect(codesOf({ certificate: pendingCertificate({ challenges: [challenge()] }) })).not.toContain('C05');
  expect(codesOf({ listener: listenerLook({ programmed: condition('False') }) })).not.toContain('C05');
});

test('a certificate that is served and not trusted keeps a domain from becoming live', () => {
  const judged = derive(
    domainCase({ claim: provenClaim(), observations: observations({ tls: seen(tlsLook({ isTrusted: false })) }) }),
  );
  expect(judged.state).toBe('switching');
  expect(judged.diagnoses).toMatchObject([{ code: 'T09' }]);
});

test('settings without a delegation zone leave the fallback and validation over HTTP', () => {
  const claim = provenClaim({ challenge: 'http-01' });
  const judged = derive(
    domainCase({
      claim,
      settings: domainSettings({ delegationZone: null }),
      cluster: emptyCluster(),
      observations: elsewhere,
    }),
  );
  expect(judged.state).toBe('issuing');
});
