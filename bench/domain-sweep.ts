import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Claim } from '../lib/domains/claim.ts';
import { derive } from '../lib/domains/derive.ts';
import {
  clusterLook,
  domainClaim,
  domainSettings,
  emptyCluster,
  liveClaim,
  noProofLook,
  observations,
  provenClaim,
  seen,
  trafficTo,
  unseen,
} from '../lib/domains/domain-builders.ts';
import type { DomainCase } from '../lib/domains/domain-case.ts';
import { learn } from '../lib/domains/learn.ts';
import type { DomainObservations, Probe } from '../lib/domains/observation.ts';
import { nextProbes, probes } from '../lib/domains/schedule.ts';
import { dayMs, hourMs } from '../lib/domains/settings.ts';
import { createRandom, type Random } from '../lib/gateway-api/matching/random-world.ts';

/** What lib/dns/query-turns.ts lets through; the pure core cannot ask it. */
const queriesPerSecond = 400;
/** Questions of one look: two name servers, two resolvers, three labels up to the top. Handshakes and requests ask no name server. */
const questions: Readonly<Record<Probe, number>> = {
  zone: 10,
  proof: 12,
  traffic: 15,
  caa: 4,
  dnssec: 4,
  tls: 0,
  nonce: 0,
  publish: 4,
};
const minuteMs = 60_000;
const start = Date.UTC(2026, 10, 24);
const settings = domainSettings();

type Swept = {
  claim: Claim;
  observations: DomainObservations;
  cluster: DomainCase['cluster'];
  readonly jitter: number;
  /** When each look is due. */
  times: Partial<Record<Probe, number | null>>;
};

/**
 * Lets a fake clock run over many claims: each second takes those that are due, puts their looks into the queue, lets as many through as the
 * cap allows, and judges what they found. In the middle the portal is down for an hour, so that everything is overdue at once. Prints
 * questions a second, the longest queue, and the heap at both ends.
 */
export function sweep({ claimCount, days }: { readonly claimCount: number; readonly days: number }): void {
  const random = createRandom(2);
  const claims = Array.from({ length: claimCount }, (_, index) => makeClaim(random, index));
  const agenda = createAgenda();
  for (const swept of claims) agenda.add(swept, start);
  let queue: Waiting[] = [];
  const asked: number[] = [];
  const down = { from: Math.floor((days * 86_400) / 2), until: Math.floor((days * 86_400) / 2) + 3_600 };
  const seconds = days * 86_400;
  let [looked, longest, waited, drained] = [0, 0, 0, 0];
  const heapAtStart = heap();
  const began = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    if (second >= down.from && second < down.until) continue;
    const now = start + second * 1_000;
    for (const swept of agenda.takeDue(now)) queue.push({ swept, looks: looksDue(swept, now), since: second });
    longest = Math.max(longest, queue.length);
    let left = queriesPerSecond;
    let served = 0;
    for (const { swept, looks, since } of queue) {
      const cost = looks.reduce((sum, probe) => sum + questions[probe], 0);
      if (cost > left) break;
      left -= cost;
      served += 1;
      waited = Math.max(waited, second - since);
      take(swept, looks, now);
      agenda.add(swept, now);
    }
    looked += served;
    queue = served === 0 ? queue : queue.slice(served);
    if (second > down.until && drained === 0 && queue.length < 10) drained = second - down.until;
    asked.push(queriesPerSecond - left);
  }
  print({ claimCount, days, asked, longest, waited, drained, looked, ms: performance.now() - began, heapAtStart });
}

type Waiting = { readonly swept: Swept; readonly looks: readonly Probe[]; readonly since: number };

/** Which claims come due in which second, by their own judgement. */
function createAgenda() {
  const due = new Map<number, Swept[]>();
  let next = start;
  return {
    add: (swept: Swept, now: number) => {
      const domainCase = caseOf(swept, now);
      const { rhythm, nextProbeAt } = derive(domainCase);
      swept.times = nextProbes(rhythm, domainCase);
      if (nextProbeAt === null) return;
      const at = Math.max(Math.ceil(nextProbeAt / 1_000) * 1_000, next);
      const list = due.get(at);
      if (list === undefined) due.set(at, [swept]);
      else list.push(swept);
    },
    /** Everything that has come due since the last time. */
    takeDue: (now: number): readonly Swept[] => {
      const all: Swept[] = [];
      for (; next <= now; next += 1_000) {
        all.push(...(due.get(next) ?? []));
        due.delete(next);
      }
      return all;
    },
  };
}

function looksDue({ times }: Swept, now: number): readonly Probe[] {
  return probes.filter((probe) => (times[probe] ?? Number.POSITIVE_INFINITY) <= now);
}

/** Takes the looks that are due; a look makes the claim learn. */
function take(swept: Swept, looks: readonly Probe[], now: number): void {
  const taken = looks.map((probe) => {
    const before = swept.observations[probe];
    const look = { ...(before?.lastKnown ?? first[probe]?.latest), at: now };
    return [probe, { latest: look, lastKnown: look, since: before?.since ?? now }] as const;
  });
  swept.observations = { ...swept.observations, ...Object.fromEntries(taken) };
  swept.claim = learn(caseOf(swept, now));
}

const first = observations();

function caseOf({ claim, observations, cluster, jitter }: Swept, now: number): DomainCase {
  return { claim, observations, cluster, others: [], orders: [], settings, jitter, now };
}

/** As a platform's claims are: of a hundred 85 live, 5 wait for proof, 4 for the switch, 3 have drifted, 3 are given up. */
function makeClaim(random: Random, index: number): Swept {
  const jitter = random.below(1_000) / 1_000;
  const base = { id: `claim-${index}`, teamId: `team-${index % 50}`, name: `app-${index}.acme.test` };
  const made = start - random.below(10 * 24) * hourMs;
  const spread = () => start - random.below(15 * minuteMs);
  const kind = random.below(100);
  const cluster = clusterLook({ at: start });
  if (kind < 85) {
    const claim = liveClaim({ ...base, createdAt: made, provenAt: made, liveAt: made });
    return { claim, observations: aged(observations(), spread), cluster, jitter, times: {} };
  }
  if (kind < 90) {
    const claim = domainClaim({ ...base, createdAt: made });
    return {
      claim,
      observations: { ...unseen, proof: seen(noProofLook({ at: spread() })) },
      cluster: emptyCluster({ at: start }),
      jitter,
      times: {},
    };
  }
  if (kind < 97) {
    const elsewhere = aged(observations({ traffic: seen(trafficTo('203.0.113.9')), nonce: null }), spread);
    const claim =
      kind < 94
        ? provenClaim({ ...base, createdAt: made, provenAt: made })
        : liveClaim({ ...base, createdAt: made, provenAt: made, liveAt: made });
    return { claim, observations: elsewhere, cluster, jitter, times: {} };
  }
  return {
    claim: liveClaim({ ...base, createdAt: made, releasedAt: made + dayMs }),
    observations: aged(observations(), spread),
    cluster,
    jitter,
    times: {},
  };
}

function aged(all: DomainObservations, spread: () => number): DomainObservations {
  const looks = probes.map((probe) => {
    const observed = all[probe];
    if (observed === null) return [probe, null] as const;
    const look = { ...observed.latest, at: spread() };
    return [probe, { latest: look, lastKnown: look, since: start - dayMs }] as const;
  });
  return { ...all, ...Object.fromEntries(looks) };
}

type Numbers = {
  readonly claimCount: number;
  readonly days: number;
  readonly asked: readonly number[];
  readonly longest: number;
  readonly waited: number;
  readonly drained: number;
  readonly looked: number;
  readonly ms: number;
  readonly heapAtStart: number;
};

function print({ claimCount, days, asked, longest, waited, drained, looked, ms, heapAtStart }: Numbers): void {
  const sorted = asked.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  let minute = 0;
  for (let second = 0; second + 60 <= asked.length; second += 60) {
    minute = Math.max(minute, asked.slice(second, second + 60).reduce((sum, one) => sum + one, 0) / 60);
  }
  const mean = asked.reduce((sum, one) => sum + one, 0) / asked.length;
  const count = (value: number) => Math.round(value).toLocaleString('en');
  console.log(
    `\n${count(claimCount)} claims over ${days} days: ${count(looked)} times looked, learned and judged in ${count(ms)} ms`,
  );
  console.log(
    `questions a second: mean ${count(mean)}, p50 ${count(at(0.5))}, p99 ${count(at(0.99))}, busiest minute ${count(minute)} of ${queriesPerSecond}`,
  );
  console.log(
    `longest queue ${count(longest)} claims, longest wait ${count(waited)} s; after an hour's stop in step again in ${count(drained)} s`,
  );
  console.log(`heap ${heapAtStart} MB at the start, ${heap()} MB at the end`);
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Megabytes in use after a full collection. */
function heap(): number {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1_048_576);
}
