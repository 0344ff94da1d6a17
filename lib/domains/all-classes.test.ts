import { expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { derive, type Judgement } from './derive.ts';
import {
  answer,
  caaLook,
  type certificateLook,
  clusterLook,
  condition,
  dnssecLook,
  domainCase,
  domainClaim,
  emptyCluster,
  fallbackRecord,
  listenerLook,
  liveClaim,
  nonceLook,
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
  tlsLook,
  trafficLook,
  trafficTo,
  zoneLook,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import { type DomainLight, type DomainState, domainLights, domainStates } from './domain-row.ts';
import type { ClusterLook, DomainObservations } from './observation.ts';
import type { PlacedOrder } from './order-budget.ts';
import { dayMs, hourMs } from './settings.ts';

/**
 * Every combination of what the inputs can be, each judged and compared with guards of which exactly one holds. The guards know the classes
 * that a case was put together from, not the case itself, and no guard relies on another one's having failed.
 */

const minuteMs = 60_000;

type Life = 'released' | 'suspended' | 'lapsed' | 'waiting' | 'proven' | 'was live';
type LifeClass = {
  readonly is: Life;
  readonly claim: Claim;
  readonly isDrifting?: boolean;
  readonly hasNotice?: boolean;
};

const goneProof = { proofBadSince: noon - 9 * dayMs, proofBadCount: 40, proofLookAt: noon - minuteMs };
const badProof = { proofBadSince: noon - 2 * hourMs, proofBadCount: 3, proofLookAt: noon - minuteMs };
const badTraffic = { trafficBadSince: noon - 2 * hourMs, trafficBadCount: 3 };
/** Wrong three times, but within the hour. */
const doubtful = { proofBadSince: noon - 30 * minuteMs, proofBadCount: 3, proofLookAt: noon - minuteMs };

const lives: readonly LifeClass[] = [
  { is: 'released', claim: liveClaim({ ...badProof, releasedAt: noon - dayMs }) },
  { is: 'suspended', claim: liveClaim(goneProof) },
  { is: 'lapsed', claim: domainClaim({ createdAt: noon - 15 * dayMs }) },
  { is: 'waiting', claim: domainClaim() },
  { is: 'waiting', claim: domainClaim({ createdAt: noon - 40 * dayMs, lostAt: noon - hourMs }) },
  { is: 'waiting', claim: domainClaim({ noticeAt: noon - 80 * hourMs }), hasNotice: true },
  { is: 'proven', claim: provenClaim() },
  { is: 'was live', claim: liveClaim() },
  { is: 'was live', claim: liveClaim(doubtful) },
  { is: 'was live', claim: liveClaim(badTraffic), isDrifting: true },
];

type RivalClass = { readonly others: readonly Claim[]; readonly isFirst: boolean; readonly givesNotice?: boolean };
const rival = liveClaim({ id: 'claim-2', teamId: 'team-b' });
const rivals: readonly RivalClass[] = [
  { others: [rival], isFirst: true },
  // Its notice has run out, and only what is in the way keeps it from the name.
  {
    others: [domainClaim({ ...rival, provenAt: null, noticeAt: noon - 73 * hourMs })],
    isFirst: true,
    givesNotice: true,
  },
  {
    others: [
      domainClaim({ id: 'claim-3', teamId: 'team-b' }),
      { ...rival, id: 'claim-4', releasedAt: noon - dayMs },
      { ...rival, id: 'claim-5', name: 'acme.test' },
    ],
    isFirst: false,
  },
];

type ProofClass = {
  readonly proof: DomainObservations['proof'];
  readonly is: 'right' | 'fallback' | 'taken' | 'absent' | 'split' | 'unknown' | 'stale';
};
const proofs: readonly ProofClass[] = [
  { is: 'right', proof: seen(proofLook()) },
  { is: 'fallback', proof: seen(proofLook({ challenge: [answer()], fallback: [answer([fallbackRecord])] })) },
  {
    // Somebody else's TXT record hides the challenge name (D15).
    is: 'taken',
    proof: seen(
      proofLook({
        challenge: [answer([record('TXT', 'theirs', proofRecord.name)])],
        fallback: [answer([fallbackRecord])],
      }),
    ),
  },
  { is: 'absent', proof: seen(noProofLook()) },
  {
    is: 'split',
    proof: seen(proofLook({ challenge: [answer([proofRecord]), answer([], { server: 'ns2.acme.test' })] })),
  },
  { is: 'unknown', proof: null },
  { is: 'stale', proof: seen(proofLook({ at: noon - 2 * dayMs })) },
];

type TrafficClass = {
  readonly traffic: DomainObservations['traffic'];
  readonly nonce?: DomainObservations['nonce'];
  readonly isOurs: boolean;
  readonly lamp: 'ok' | 'bad' | 'unknown';
  readonly isTrouble: boolean;
};
const traffics: readonly TrafficClass[] = [
  { traffic: seen(trafficLook()), isOurs: true, lamp: 'ok', isTrouble: false },
  {
    traffic: seen(trafficTo('203.0.113.5')),
    nonce: seen(nonceLook('ours', { address: '203.0.113.5' })),
    isOurs: true,
    lamp: 'ok',
    isTrouble: false,
  },
  { traffic: seen(trafficTo('198.51.100.5')), nonce: null, isOurs: false, lamp: 'unknown', isTrouble: false },
  { traffic: seen(trafficTo('192.0.2.10', '203.0.113.5')), isOurs: true, lamp: 'bad', isTrouble: true },
  { traffic: seen(trafficTo('203.0.113.5')), nonce: null, isOurs: false, lamp: 'bad', isTrouble: true },
  { traffic: seen(trafficLook({ answers: [answer()] })), isOurs: false, lamp: 'bad', isTrouble: true },
  {
    traffic: seen(
      trafficLook({ answers: [answer([record('A', '192.0.2.10')]), answer([], { server: 'ns2.acme.test' })] }),
    ),
    isOurs: false,
    lamp: 'bad',
    isTrouble: false,
  },
  { traffic: seen(trafficLook({ answers: [silence()] })), isOurs: false, lamp: 'unknown', isTrouble: false },
  { traffic: seen(trafficLook({ at: noon - 2 * dayMs })), isOurs: true, lamp: 'unknown', isTrouble: false },
];

type ClusterClass = {
  readonly cluster: ClusterLook | null;
  readonly isHeard: boolean;
  readonly isUsable: boolean;
  /** Of a domain that was live. */
  readonly isTrouble: boolean;
  readonly isEmpty: boolean;
  readonly certificate: 'none' | 'pending' | 'ready';
};
const pendingListener = listenerLook({
  resolvedRefs: condition('False', { reason: 'InvalidCertificateRef' }),
  programmed: condition('False', { reason: 'Invalid' }),
});
const ready = { isHeard: true, isUsable: true, isTrouble: false, isEmpty: false, certificate: 'ready' } as const;
const clusters: readonly ClusterClass[] = [
  { ...ready, cluster: clusterLook() },
  { ...ready, cluster: clusterLook({ isHeard: false }), isHeard: false },
  { ...ready, cluster: null, isHeard: false, isUsable: false, certificate: 'none' },
  { ...ready, cluster: emptyCluster(), isUsable: false, isTrouble: true, isEmpty: true, certificate: 'none' },
  {
    ...ready,
    cluster: clusterLook({ listener: pendingListener, certificate: pendingCertificate() }),
    isUsable: false,
    isTrouble: true,
    certificate: 'pending',
  },
  {
    ...ready,
    // The controller has just been asked: neither ready nor broken.
    cluster: clusterLook({ listener: listenerLook({ programmed: condition('Unknown', { since: noon - 5_000 }) }) }),
    isUsable: false,
  },
  // The Secret is filled by somebody else.
  { ...ready, cluster: clusterLook({ certificate: null }), certificate: 'none' },
];

type TlsClass = {
  readonly tls: DomainObservations['tls'];
  readonly isServed: boolean;
  readonly is: 'right' | 'wrong' | 'unknown';
};
const handshakes: readonly TlsClass[] = [
  { is: 'right', tls: seen(tlsLook()), isServed: true },
  { is: 'wrong', tls: seen(tlsLook({ coversName: false }), noon - 10 * minuteMs), isServed: false },
  { is: 'unknown', tls: null, isServed: false },
];

type Choice = {
  readonly life: LifeClass;
  readonly rival: RivalClass;
  readonly proof: ProofClass;
  readonly traffic: TrafficClass;
  readonly cluster: ClusterClass;
  readonly tls: TlsClass;
  readonly cause: Cause;
  readonly budget: BudgetClass;
};

type Cause = {
  readonly code: string | null;
  readonly seen?: Partial<DomainObservations>;
  readonly change?: (cluster: ClusterLook) => ClusterLook;
  /** Whether the fault can be there at all beside the other classes. */
  readonly isThere: (choice: Choice) => boolean;
};
const inCluster = ({ cluster }: Choice) => cluster.cluster !== null;
const forbidding = { tag: 'issue', value: 'other-ca.test', isCritical: false };
const withCertificate =
  (overrides: Parameters<typeof certificateLook>[0]) =>
  (cluster: ClusterLook): ClusterLook =>
    cluster.certificate === null ? cluster : { ...cluster, certificate: { ...cluster.certificate, ...overrides } };

const causes: readonly Cause[] = [
  { code: null, isThere: () => false },
  {
    code: 'D10',
    seen: { caa: seen(caaLook({ state: 'found', foundAt: 'acme.test', records: [forbidding] })) },
    isThere: () => true,
  },
  {
    code: 'D11',
    seen: { caa: seen(caaLook({ state: 'unreadable', foundAt: 'acme.test', failure: 'SERVFAIL' })) },
    isThere: () => true,
  },
  { code: 'D12', seen: { dnssec: seen(dnssecLook({ state: 'bogus' })) }, isThere: () => true },
  {
    code: 'D18',
    seen: { zone: seen(zoneLook({ zone: null, delegation: 'absent', zoneServers: [], parentServers: [] })) },
    isThere: () => true,
  },
  {
    code: 'C01',
    change: (cluster) => ({ ...cluster, guard: { state: 'refused', message: 'not yours' } }),
    isThere: inCluster,
  },
  {
    code: 'C02',
    change: (cluster) => ({
      ...cluster,
      listener: { ...cluster.listener, conflicted: condition('True', { reason: 'HostnameConflict' }) },
    }),
    isThere: inCluster,
  },
  {
    code: 'T04',
    change: withCertificate({ order: { state: 'invalid', reason: 'no valid A records', at: noon - hourMs } }),
    // What is valid was not refused.
    isThere: ({ cluster }) => cluster.certificate === 'pending',
  },
  {
    code: 'T05',
    change: withCertificate({ lastFailureTime: noon - minuteMs, failedAttempts: 1 }),
    isThere: ({ cluster }) => cluster.certificate === 'pending',
  },
  {
    code: 'T06',
    change: withCertificate({
      order: {
        state: 'errored',
        reason: 'urn:ietf:params:acme:error:rateLimited: retry after 2026-11-25 12:00:00 UTC',
        at: noon,
      },
    }),
    isThere: ({ cluster }) => cluster.certificate !== 'none',
  },
];

type BudgetClass = { readonly orders: readonly PlacedOrder[]; readonly mayOrder: boolean };
const placed = { hostname: 'shop.acme.test', names: 'shop.acme.test', registrable: 'acme.test', hasFailed: true };
const budgets: readonly BudgetClass[] = [
  { orders: [], mayOrder: true },
  {
    orders: [
      { ...placed, at: noon - 10 * minuteMs },
      { ...placed, at: noon - 20 * minuteMs },
    ],
    mayOrder: false,
  },
];

/** What holds for a combination, in words that the guards share. */
function holds(choice: Choice) {
  const { life, rival, proof, traffic, cluster, tls, cause } = choice;
  const isUndelegated = proof.is === 'fallback' || proof.is === 'taken';
  const isCaused = cause.isThere(choice);
  const isServedWrong = tls.is === 'wrong' && cluster.isUsable;
  const isTroubled =
    isCaused ||
    isUndelegated ||
    isServedWrong ||
    proof.is === 'absent' ||
    traffic.isTrouble ||
    cluster.isTrouble ||
    (rival.givesNotice === true && life.is === 'was live');
  return {
    isContested: rival.isFirst || life.hasNotice === true,
    isBlocked: isCaused || isUndelegated,
    isUsable: cluster.isUsable,
    isOurs: traffic.isOurs,
    isServed: tls.isServed,
    isDrifting: life.isDrifting === true,
    isTroubled,
  };
}

const guards: Readonly<Record<DomainState, (life: Life, is: ReturnType<typeof holds>) => boolean>> = {
  released: (life) => life === 'released',
  suspended: (life) => life === 'suspended',
  lapsed: (life) => life === 'lapsed',
  contested: (life, is) => life === 'waiting' && is.isContested,
  'awaiting-proof': (life, is) => life === 'waiting' && !is.isContested,
  blocked: (life, is) => life === 'proven' && is.isBlocked,
  issuing: (life, is) => life === 'proven' && !is.isBlocked && !is.isUsable,
  'ready-to-switch': (life, is) => life === 'proven' && !is.isBlocked && is.isUsable && !is.isOurs,
  switching: (life, is) => life === 'proven' && !is.isBlocked && is.isUsable && is.isOurs && !is.isServed,
  drifted: (life, is) => life === 'was live' && is.isDrifting,
  degraded: (life, is) => life === 'was live' && !is.isDrifting && is.isTroubled,
  live: (life, is) =>
    (life === 'proven' && !is.isBlocked && is.isUsable && is.isOurs && is.isServed) ||
    (life === 'was live' && !is.isDrifting && !is.isTroubled),
};

function* combinations(): Generator<{ readonly choice: Choice; readonly domainCase: DomainCase }> {
  const base = domainCase();
  const before = observations({ nonce: null });
  for (const life of lives)
    for (const rival of rivals)
      for (const proof of proofs)
        for (const traffic of traffics)
          for (const cluster of clusters)
            for (const tls of handshakes)
              for (const cause of causes)
                for (const budget of budgets) {
                  const looked = cluster.cluster;
                  yield {
                    choice: { life, rival, proof, traffic, cluster, tls, cause, budget },
                    domainCase: {
                      ...base,
                      claim: life.claim,
                      others: rival.others,
                      orders: budget.orders,
                      cluster: looked === null || cause.change === undefined ? looked : cause.change(looked),
                      observations: {
                        ...before,
                        proof: proof.proof,
                        traffic: traffic.traffic,
                        nonce: traffic.nonce ?? null,
                        tls: tls.tls,
                        ...cause.seen,
                      },
                    },
                  };
                }
}

/** What is wrong with a judgement, in words; null when nothing is. */
function flaw(choice: Choice, judgement: Judgement): string | null {
  const is = holds(choice);
  const states = domainStates.filter((state) => guards[state](choice.life.is, is));
  if (states.length !== 1) return `guards of ${states.join(' and ') || 'no state'} hold`;
  if (states[0] !== judgement.state) return `is ${judgement.state}, should be ${states[0]}`;
  return flawOfLights(choice, judgement) ?? flawOfWants(choice, judgement) ?? flawOfDiagnoses(choice, judgement);
}

function flawOfLights({ life, proof, traffic, cluster, tls }: Choice, { lights, diagnoses }: Judgement): string | null {
  const isProven = life.is === 'proven' || life.is === 'was live';
  const may: Readonly<Record<DomainLight, { readonly ok: boolean; readonly bad: boolean }>> = {
    proof: { ok: proof.is === 'right' || proof.is === 'fallback', bad: proof.is !== 'unknown' && proof.is !== 'stale' },
    certificate: { ok: isProven && cluster.isHeard && cluster.isUsable, bad: !isProven || cluster.isHeard },
    traffic: { ok: traffic.lamp === 'ok', bad: traffic.lamp === 'bad' },
    serving: { ok: isProven && tls.is === 'right', bad: tls.is === 'wrong' || life.is === 'was live' },
  };
  for (const light of domainLights) {
    const lamp = lights[light];
    if (lamp === 'ok' && !may[light].ok) return `${light} is green, and nobody saw that`;
    if (lamp === 'problem' && !may[light].bad) return `${light} is red, and nobody saw that`;
    const isSaid = diagnoses.some((one) => one.light === light && one.severity === 'problem');
    if (lamp === 'problem' && !isSaid && life.is !== 'was live') return `${light} is red without a reason`;
    if (lamp === 'ok' && isSaid) return `${light} is green beside a problem`;
  }
  return null;
}

function flawOfWants(choice: Choice, { wantObjects, budget }: Judgement): string | null {
  const { life, cluster, budget: wanted } = choice;
  const isProven = life.is === 'proven' || life.is === 'was live';
  if (budget.mayOrder !== wanted.mayOrder) return `budget says ${budget.mayOrder}`;
  if ((wantObjects.kind === 'none') !== !isProven) return `wants ${wantObjects.kind}`;
  const isBlocked = holds(choice).isBlocked;
  const placesOrder = wantObjects.kind === 'listener' && wantObjects.placesOrder;
  if (placesOrder !== (isProven && cluster.isHeard && cluster.isEmpty && !isBlocked && wanted.mayOrder)) {
    return placesOrder ? 'orders, and may not' : 'does not order, and might';
  }
  return null;
}

function flawOfDiagnoses({ cause, ...choice }: Choice, { diagnoses, state }: Judgement): string | null {
  const ranks = diagnoses.map(({ severity }) => ['problem', 'warning', 'progress', 'unknown'].indexOf(severity));
  if (ranks.some((rank, index) => rank < (ranks[index - 1] ?? 0))) return 'findings are not sorted';
  const isShown = ['blocked', 'drifted', 'degraded'].includes(state) && cause.isThere({ cause, ...choice });
  if (isShown && !diagnoses.some(({ code }) => code === cause.code)) return `${cause.code} is not said`;
  return null;
}

test('every combination of the inputs’ classes has exactly one state, and lights and orders that fit it', () => {
  const flaws: string[] = [];
  const met = new Map<DomainState, number>();
  let count = 0;
  for (const { choice, domainCase: one } of combinations()) {
    const judgement = derive(one);
    count += 1;
    met.set(judgement.state, (met.get(judgement.state) ?? 0) + 1);
    const found = flaw(choice, judgement);
    if (found !== null && flaws.length < 10) flaws.push(`${found}: ${nameOf(choice)}`);
  }
  expect(flaws).toEqual([]);
  expect(count).toBeGreaterThan(500_000);
  expect([...met.keys()].toSorted()).toEqual([...domainStates].toSorted());
}, 240_000);

/** The place of each class in its list. */
function nameOf({ life, rival, proof, traffic, cluster, tls, cause, budget }: Choice): string {
  return [
    `${life.is} ${lives.indexOf(life)}`,
    `rival ${rivals.indexOf(rival)}`,
    `proof ${proof.is}`,
    `traffic ${traffics.indexOf(traffic)}`,
    `cluster ${clusters.indexOf(cluster)}`,
    `tls ${tls.is}`,
    `cause ${cause.code}`,
    `budget ${budgets.indexOf(budget)}`,
  ].join(', ');
}
