import type { Observed } from '../signals/observation.ts';
import { type Claim, hostnameOfClaim } from './claim.ts';
import { derive, type Judgement } from './derive.ts';
import {
  answer,
  caaLook,
  certificateLook,
  clusterLook,
  domainClaim,
  domainSettings,
  emptyCluster,
  listenerLook,
  nonceLook,
  noProofLook,
  pendingCertificate,
  proofLook,
  record,
  tlsLook,
  trafficLook,
  trafficTo,
  unseen,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import { learn } from './learn.ts';
import type { ClusterLook, DomainObservations } from './observation.ts';
import { type PlacedOrder, wantedOrder } from './order-budget.ts';
import { type ClaimOutcome, claimOutcome, release, transfers } from './ownership.ts';
import { dayMs, hourMs } from './settings.ts';

/** What one look finds: a record of the claim's own, another one, none, servers that disagree, or nothing that counts. */
export const findings = ['right', 'wrong', 'absent', 'split', 'unknown'] as const;
export type Finding = (typeof findings)[number];

/** Names that overlap in every way there is, and two below a zone of the platform's own. */
export const names = [
  { name: 'acme.test', scope: 'exact', origin: 'custom' },
  { name: 'acme.test', scope: 'wildcard', origin: 'custom' },
  { name: 'shop.acme.test', scope: 'exact', origin: 'custom' },
  { name: 'shop.acme.test', scope: 'wildcard', origin: 'custom' },
  { name: 'eu.shop.acme.test', scope: 'exact', origin: 'custom' },
  { name: 'blog.apps.test', scope: 'exact', origin: 'platform' },
  { name: 'blog.apps.test', scope: 'wildcard', origin: 'platform' },
] as const satisfies readonly Pick<Claim, 'name' | 'scope' | 'origin'>[];

/** One thing that happens. Numbers choose among what is there, whatever is. */
export type Step =
  | { readonly kind: 'claim'; readonly team: number; readonly name: number }
  | { readonly kind: 'release' | 'recheck' | 'delete-objects'; readonly claim: number }
  /** Looks at everything of every claim, so often, with so much time between; each claim finds what its number says. */
  | {
      readonly kind: 'looks';
      readonly times: number;
      readonly everyMs: number;
      readonly proofs: readonly Finding[];
      readonly traffic: Finding;
      readonly isForbidden: boolean | null;
    }
  /** What becomes of the order that waits. */
  | { readonly kind: 'order'; readonly claim: number; readonly outcome: 'issued' | 'failed' | 'limited' }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'hear'; readonly isHeard: boolean }
  | { readonly kind: 'transfer'; readonly isInTheWay: boolean };

type Objects = 'none' | 'pending' | 'issued' | 'failed' | 'limited';
type Held = { readonly claim: Claim; readonly observations: DomainObservations; readonly objects: Objects };

/** A platform with its teams' claims. Everything in it changes by `happen` alone. */
export type History = {
  now: number;
  isHeard: boolean;
  held: Held[];
  orders: PlacedOrder[];
  readonly outcomes: ClaimOutcome[];
};

const settings = domainSettings();
const start = Date.UTC(2026, 0, 5);

/** A platform without claims; others have placed so many orders lately. */
export function emptyHistory(orders: { readonly ofDomain: number; readonly ofAll: number }): History {
  const noise = (count: number, registrable: string, agoMs: number): PlacedOrder[] =>
    Array.from({ length: count }, (_, index) => ({
      at: start - agoMs + index,
      hostname: `other-${index}.${registrable}`,
      names: `other-${index}.${registrable}`,
      registrable,
      hasFailed: false,
    }));
  return {
    now: start,
    isHeard: true,
    held: [],
    orders: [...noise(orders.ofDomain, 'acme.test', 2 * dayMs), ...noise(orders.ofAll, 'other.test', hourMs)],
    outcomes: [],
  };
}

/** The case of a claim as it stands. */
export function caseOf(history: History, { claim, observations, objects }: Held): DomainCase {
  return {
    claim,
    observations,
    cluster: look(objects, history),
    others: history.held.flatMap((held) => (held.claim.id === claim.id ? [] : [held.claim])),
    orders: history.orders,
    settings,
    jitter: 0.5,
    now: history.now,
  };
}

/** Lets something happen, and the portal learn from it. `watch` sees the history after each round. */
export function happen(history: History, step: Step, watch: (history: History) => void): void {
  switch (step.kind) {
    case 'claim':
      makeClaim(history, step);
      break;
    case 'looks':
      for (let round = 0; round < step.times; round += 1) {
        history.now += step.everyMs;
        history.held = history.held.map((held, index) => observe(held, step, { index, now: history.now }));
        learnAll(history);
        watch(history);
      }
      return;
    case 'pass':
      history.now += step.ms;
      break;
    case 'hear':
      history.isHeard = step.isHeard;
      break;
    case 'transfer':
      replaceClaims(
        history,
        transfers(claimsOf(history), () => step.isInTheWay, history.now),
      );
      break;
    default:
      history.held = history.held.map((held, index) =>
        index === step.claim % history.held.length ? touch(held, step, history) : held,
      );
  }
  learnAll(history);
  watch(history);
}

/** Makes what a judgement wants in the cluster; an order is logged before. */
export function act(history: History, index: number, { wantObjects }: Judgement): void {
  const held = history.held[index];
  if (held === undefined) return;
  if (wantObjects.kind === 'none') history.held[index] = { ...held, objects: 'none' };
  if (wantObjects.kind !== 'listener' || !wantObjects.placesOrder) return;
  history.orders = [...history.orders, { ...wantedOrder(held.claim), at: history.now, hasFailed: false }];
  history.held[index] = { ...held, objects: 'pending' };
}

/** Judges every claim and makes what is wanted. */
export function judgeAll(
  history: History,
): readonly { readonly domainCase: DomainCase; readonly judgement: Judgement }[] {
  return history.held.map((_, index) => {
    const domainCase = caseOf(history, held(history, index));
    const judgement = derive(domainCase);
    act(history, index, judgement);
    return { domainCase, judgement };
  });
}

export function claimsOf(history: History): readonly Claim[] {
  return history.held.map(({ claim }) => claim);
}

function held(history: History, index: number): Held {
  const found = history.held[index];
  if (found === undefined) throw new Error(`no claim ${index}`);
  return found;
}

function makeClaim(history: History, { team, name }: Extract<Step, { kind: 'claim' }>): void {
  const wanted = names[name % names.length];
  if (wanted === undefined) return;
  const teamId = `team-${team}`;
  const outcome = claimOutcome({ ...wanted, teamId }, { claims: claimsOf(history), settings, now: history.now });
  history.outcomes.push(outcome);
  if (outcome.kind !== 'open' && outcome.kind !== 'contested') return;
  const id = `claim-${history.held.length}`;
  const strategy = wanted.origin === 'platform' ? 'covered' : 'listener-set';
  const claim = domainClaim({
    ...wanted,
    id,
    teamId,
    token: `${teamId}-${wanted.name}`,
    attachment: { ...domainClaim().attachment, strategy, namespace: teamId },
    createdAt: history.now,
  });
  history.held.push({ claim, observations: unseen, objects: 'none' });
}

type Touch = Extract<Step, { readonly claim: number }>;

function touch(held: Held, step: Touch, history: History): Held {
  const { claim } = held;
  switch (step.kind) {
    case 'release':
      return { ...held, claim: release(claim, history.now) };
    case 'recheck':
      return { ...held, claim: { ...claim, recheckAt: history.now } };
    case 'delete-objects':
      return { ...held, objects: 'none' };
    case 'order':
      if (held.objects === 'none') return held;
      if (step.outcome === 'failed' && held.objects === 'pending') {
        const hostname = hostnameOfClaim(claim);
        const last = history.orders.findLastIndex((order) => order.hostname === hostname);
        history.orders = history.orders.map((order, index) => (index === last ? { ...order, hasFailed: true } : order));
      }
      return { ...held, objects: step.outcome };
  }
}

function observe(
  { claim, observations, objects }: Held,
  { proofs, traffic, isForbidden }: Extract<Step, { kind: 'looks' }>,
  { index, now }: { readonly index: number; readonly now: number },
): Held {
  const proof = proofs[index % proofs.length] ?? 'unknown';
  const forbidding = {
    state: 'found',
    foundAt: claim.name,
    records: [{ tag: 'issue', value: 'other.test', isCritical: false }],
  } as const;
  return {
    claim,
    objects,
    observations: {
      ...observations,
      proof: remember(observations.proof, { ...proofOf(claim, proof), at: now }, proof),
      traffic: remember(observations.traffic, { ...trafficOf(traffic), at: now }, traffic),
      caa: remember(
        observations.caa,
        { ...caaLook(isForbidden ? forbidding : {}), at: now },
        isForbidden === null ? 'unknown' : 'right',
      ),
      tls: remember(observations.tls, { ...tlsLook(), at: now }, objects === 'issued' ? 'right' : 'unknown'),
      nonce: remember(observations.nonce, { ...nonceLook(traffic === 'right' ? 'ours' : 'foreign'), at: now }, traffic),
    },
  };
}

/** As the probes do: what says nothing stands beside what was known. */
function remember<T extends { readonly at: number }>(
  before: Observed<T> | null,
  latest: T,
  finding: Finding,
): Observed<T> {
  return { latest, lastKnown: finding === 'unknown' ? (before?.lastKnown ?? null) : latest, since: latest.at };
}

function proofOf({ token, name }: Claim, finding: Finding) {
  const right = answer([record('CNAME', `${token}.dcv.example.test`, `_acme-challenge.${name}`)]);
  switch (finding) {
    case 'right':
      return proofLook({ challenge: [right] });
    case 'wrong':
      return proofLook({ challenge: [answer([record('CNAME', 'other.test', `_acme-challenge.${name}`)])] });
    case 'split':
      return proofLook({ challenge: [right, answer([], { server: 'ns2.acme.test' })] });
    case 'absent':
    case 'unknown':
      return noProofLook();
  }
}

function trafficOf(finding: Finding) {
  switch (finding) {
    case 'right':
      return trafficLook();
    case 'wrong':
      return trafficTo('203.0.113.5');
    case 'split':
      return trafficLook({ answers: [answer([record('A', '192.0.2.10')]), answer([], { server: 'ns2.acme.test' })] });
    case 'absent':
    case 'unknown':
      return trafficLook({ answers: [answer()] });
  }
}

function look(objects: Objects, { isHeard, now }: History): ClusterLook {
  const listener = listenerLook({ createdAt: now - hourMs });
  switch (objects) {
    case 'none':
      return emptyCluster({ isHeard, at: now });
    case 'issued':
      return clusterLook({
        isHeard,
        at: now,
        listener,
        certificate: certificateLook({ notAfter: now + 60 * dayMs, renewalTime: now + 30 * dayMs }),
      });
    case 'pending':
      return clusterLook({ isHeard, at: now, listener, certificate: pendingCertificate() });
    case 'failed':
      return clusterLook({
        isHeard,
        at: now,
        listener,
        certificate: pendingCertificate({ order: { state: 'invalid', reason: 'refused', at: now - hourMs } }),
      });
    case 'limited':
      return clusterLook({
        isHeard,
        at: now,
        listener,
        certificate: pendingCertificate({
          order: { state: 'errored', reason: 'urn:ietf:params:acme:error:rateLimited', at: now - hourMs / 2 },
        }),
      });
  }
}

/** One claim after the other, each with what the ones before came to. */
function learnAll(history: History): void {
  for (let index = 0; index < history.held.length; index += 1) {
    const before = held(history, index);
    history.held[index] = { ...before, claim: learn(caseOf(history, before)) };
  }
}

function replaceClaims(history: History, changed: readonly Claim[]): void {
  history.held = history.held.map((held) => ({
    ...held,
    claim: changed.find(({ id }) => id === held.claim.id) ?? held.claim,
  }));
}
