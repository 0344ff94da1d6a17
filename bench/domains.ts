import { derive } from '../lib/domains/derive.ts';
import {
  answer,
  caaLook,
  certificateLook,
  clusterLook,
  domainCase,
  domainClaim,
  emptyCluster,
  liveClaim,
  nonceLook,
  noon,
  noProofLook,
  observations,
  pendingCertificate,
  platformCase,
  provenClaim,
  seen,
  tlsLook,
  trafficLook,
  trafficTo,
  unseen,
  zoneLook,
} from '../lib/domains/domain-builders.ts';
import type { DomainCase } from '../lib/domains/domain-case.ts';
import type { PlacedOrder } from '../lib/domains/order-budget.ts';
import { dayMs, hourMs } from '../lib/domains/settings.ts';
import { createRandom } from '../lib/gateway-api/matching/random-world.ts';
import { sweep } from './domain-sweep.ts';
import { measure, report } from './measure.ts';

/**
 * How many claims are judged a second, beside a copy of the same cases in the same run, and what 10,000 claims ask of name servers in some
 * simulated days.
 */
const random = createRandom(1);
const minuteMs = 60_000;

const placed: PlacedOrder = { at: 0, hostname: '', names: '', registrable: 'acme.test', hasFailed: false };
/** As many orders as a busy domain and a busy platform have lately. */
const orders = Array.from({ length: 60 }, (_, index) => ({
  ...placed,
  at: noon - index * 2 * minuteMs,
  hostname: `app-${index}.acme.test`,
  names: `app-${index}.acme.test`,
  registrable: index % 4 === 0 ? 'acme.test' : `other-${index}.test`,
}));

/** What a platform's claims are like: most live, some on their way, some with something wrong. */
const kinds: readonly (() => Partial<DomainCase>)[] = [
  () => ({}),
  () => ({}),
  () => ({}),
  () => platformCase(),
  () => ({
    observations: observations({
      traffic: seen(trafficTo('198.51.100.7')),
      nonce: seen(nonceLook('ours', { address: '198.51.100.7' })),
    }),
  }),
  () => ({
    claim: domainClaim(),
    observations: {
      ...unseen,
      zone: seen(zoneLook()),
      proof: seen(noProofLook()),
      traffic: seen(trafficLook({ answers: [answer()] })),
    },
    cluster: emptyCluster(),
  }),
  () => ({
    claim: domainClaim(),
    observations: observations({ proof: seen(noProofLook()) }),
    cluster: emptyCluster(),
    others: [liveClaim({ id: 'claim-2', teamId: 'team-b' })],
  }),
  () => ({ claim: provenClaim(), cluster: clusterLook({ certificate: pendingCertificate() }) }),
  () => ({ claim: provenClaim(), observations: observations({ traffic: seen(trafficTo('203.0.113.9')) }) }),
  () => ({
    claim: liveClaim({ trafficBadSince: noon - 2 * hourMs, trafficBadCount: 5 }),
    observations: observations({ traffic: seen(trafficTo('203.0.113.9')) }),
  }),
  () => ({
    observations: observations({
      caa: seen(
        caaLook({
          state: 'found',
          foundAt: 'acme.test',
          records: [{ tag: 'issue', value: 'other.test', isCritical: false }],
        }),
      ),
      tls: seen(tlsLook({ fingerprint256: 'CC' })),
    }),
  }),
  () => ({
    cluster: clusterLook({ routes: [], certificate: certificateLook({ renewalTime: noon - 20 * dayMs }) }),
    observations: observations({ traffic: seen(trafficTo('192.0.2.10', '203.0.113.9')) }),
  }),
];

const cases: readonly DomainCase[] = Array.from({ length: 2_000 }, (_, index) => {
  const kind = kinds[random.below(kinds.length)];
  const one = domainCase({ orders, jitter: random.below(1_000) / 1_000, ...kind?.() });
  // Every claim its own objects, as after reading them from the database; the log of orders and the settings are the platform's.
  const { claim, observations: looks, cluster, others } = one;
  return {
    ...one,
    ...structuredClone({ claim: { ...claim, id: `claim-${index}` }, observations: looks, cluster, others }),
  };
});

console.log(
  `${cases.length.toLocaleString('en')} claims in ${new Set(cases.map((one) => derive(one).state)).size} states`,
);
report([
  measure('derive', cases, derive),
  measure('a copy by JSON', cases, (one) => JSON.parse(JSON.stringify(one))),
  measure('structuredClone', cases, (one) => structuredClone(one)),
]);
sweep({ claimCount: 10_000, days: 3 });
