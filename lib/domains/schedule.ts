import type { Claim } from './claim.ts';
import { limitedUntil } from './diagnose-certificate.ts';
import type { DomainCase } from './domain-case.ts';
import type { DomainState } from './domain-row.ts';
import { known } from './facts.ts';
import type { Probe } from './observation.ts';
import { readProof } from './proof.ts';
import { dayMs, hourMs } from './settings.ts';
import { holdMs, unprovenSince } from './standing.ts';

/** How often each look is taken, in milliseconds; null: not at all. */
export type Rhythm = Readonly<Record<Probe, number | null>>;

export const probes: readonly Probe[] = ['zone', 'proof', 'traffic', 'caa', 'dnssec', 'tls', 'nonce', 'publish'];

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const quickMs = 5 * secondMs;
/** How long looks are quick after somebody said “I added it”. */
const quickForMs = 2 * minuteMs;
/** How much of an interval a look may be moved, so that many claims do not come due together. */
const jitterShare = 0.1;
/** A proof that is wrong, or not the same at all name servers, is looked at again sooner than a right one: does it stay so? */
const doubtMs = 20 * minuteMs;

/** Looks for the sake of an order; they need not come before the certificate authority takes one. */
const forOrders: readonly Probe[] = ['caa', 'dnssec'];

const none: Rhythm = {
  zone: null,
  proof: null,
  traffic: null,
  caa: null,
  dnssec: null,
  tls: null,
  nonce: null,
  publish: null,
};

/** How often each look is taken in a state. */
export function rhythmOf(state: DomainState, domainCase: DomainCase): Rhythm {
  const rhythm = rhythmOfState(state, domainCase);
  const { claim, now } = domainCase;
  const settled = claim.origin === 'platform' ? ofPlatform(rhythm) : { ...rhythm, publish: null };
  return isQuick(claim, now) ? quicker(settled) : settled;
}

/**
 * When each look is due; a look that was never taken is due now, and one from before somebody asked to check again is due at once.
 *
 * @param rhythm from `rhythmOf`
 */
export function nextProbes(rhythm: Rhythm, domainCase: DomainCase): Readonly<Record<Probe, number | null>> {
  const { claim, observations, jitter, cluster, now } = domainCase;
  const isOrdering = claim.liveAt === null && claim.provenAt !== null;
  const until = isOrdering ? limitedUntil(cluster?.certificate ?? null, now) : null;
  const at = (probe: Probe): number | null => {
    const interval = rhythm[probe];
    if (interval === null) return null;
    const last = observations[probe]?.latest.at;
    if (last === undefined) return now;
    const due = last + interval * (1 + jitterShare * jitter);
    if (claim.recheckAt !== null && claim.recheckAt > last) return Math.min(due, claim.recheckAt);
    return until !== null && forOrders.includes(probe) ? Math.max(due, until) : due;
  };
  return {
    zone: at('zone'),
    proof: at('proof'),
    traffic: at('traffic'),
    caa: at('caa'),
    dnssec: at('dnssec'),
    tls: at('tls'),
    nonce: at('nonce'),
    publish: at('publish'),
  };
}

/**
 * From which age a look says nothing any more: twice its interval, and never less than a minute, since looks that are due every few
 * seconds wait for their turn. Null: not looked at.
 *
 * @param rhythm from `rhythmOf`, for the same state
 */
export function staleAfter(state: DomainState, rhythm: Rhythm, domainCase: DomainCase): Rhythm {
  const settled = settledRhythm(state, rhythm, domainCase);
  const limit = (probe: Probe) => {
    const interval = rhythm[probe] === null ? null : (settled[probe] ?? rhythm[probe]);
    return interval === null ? null : Math.max(2 * interval, minuteMs);
  };
  return {
    zone: limit('zone'),
    proof: limit('proof'),
    traffic: limit('traffic'),
    caa: limit('caa'),
    dnssec: limit('dnssec'),
    tls: limit('tls'),
    nonce: limit('nonce'),
    publish: limit('publish'),
  };
}

/** A look that was fresh a moment ago is not too old because looks become more frequent, be it that somebody asks for it. */
function settledRhythm(state: DomainState, rhythm: Rhythm, domainCase: DomainCase): Rhythm {
  const { claim } = domainCase;
  const isServing = state === 'drifted' || state === 'degraded';
  if (!isServing && claim.recheckAt === null) return rhythm;
  return rhythmOfState(isServing ? 'live' : state, { ...domainCase, claim: { ...claim, recheckAt: null } });
}

/**
 * How long to wait between looks for a record that somebody is about to add: 10 s six times, 30 s ten times, then half as long again each
 * time up to 15 minutes, and an hour after a day.
 *
 * @param elapsedMs since the waiting began
 */
export function waitingInterval(elapsedMs: number): number {
  if (elapsedMs < 6 * 10 * secondMs) return 10 * secondMs;
  if (elapsedMs < 6 * 10 * secondMs + 10 * 30 * secondMs) return 30 * secondMs;
  if (elapsedMs >= dayMs) return hourMs;
  let interval = 45 * secondMs;
  let end = 6 * 10 * secondMs + 10 * 30 * secondMs + interval;
  while (end <= elapsedMs && interval < 15 * minuteMs) {
    interval = Math.min(interval * 1.5, 15 * minuteMs);
    end += interval;
  }
  return interval;
}

function rhythmOfState(state: DomainState, domainCase: DomainCase): Rhythm {
  const { claim, now } = domainCase;
  switch (state) {
    case 'released':
      return now - (claim.releasedAt ?? now) > holdMs ? none : { ...none, proof: dayMs, traffic: dayMs };
    case 'lapsed':
      return none;
    case 'suspended':
      return { ...none, zone: 6 * hourMs, proof: hourMs };
    case 'contested':
    case 'awaiting-proof':
      return waiting(waitingInterval(now - started(claim, unprovenSince(claim))));
    case 'blocked':
      return blocked(clamp((now - started(claim, claim.provenAt ?? now)) / 4, minuteMs, 15 * minuteMs));
    case 'issuing':
      return {
        ...none,
        zone: hourMs,
        proof: proofEvery(domainCase, 15 * minuteMs),
        traffic: minuteMs,
        caa: hourMs,
        dnssec: hourMs,
        tls: minuteMs,
        nonce: minuteMs,
      };
    case 'ready-to-switch':
      return readyToSwitch(domainCase);
    case 'switching':
      return switching(domainCase);
    case 'drifted':
    case 'degraded':
      return {
        zone: 30 * minuteMs,
        proof: 5 * minuteMs,
        traffic: 5 * minuteMs,
        caa: hourMs,
        dnssec: hourMs,
        tls: 5 * minuteMs,
        nonce: 5 * minuteMs,
        publish: 5 * minuteMs,
      };
    case 'live':
      return live(domainCase);
  }
}

function waiting(interval: number): Rhythm {
  return {
    ...none,
    proof: interval,
    zone: Math.max(interval, minuteMs),
    traffic: Math.max(interval, 5 * minuteMs),
    caa: Math.max(interval, 15 * minuteMs),
    dnssec: Math.max(interval, 15 * minuteMs),
  };
}

function blocked(interval: number): Rhythm {
  return { ...none, zone: interval, proof: interval, caa: interval, dnssec: interval, traffic: 15 * minuteMs };
}

function readyToSwitch(domainCase: DomainCase): Rhythm {
  const { claim, cluster, now } = domainCase;
  const since = started(claim, cluster?.certificate?.issuedAt ?? claim.provenAt ?? now);
  const interval = clamp((now - since) / 10, 30 * secondMs, 15 * minuteMs);
  return {
    ...none,
    zone: hourMs,
    proof: proofEvery(domainCase, hourMs),
    traffic: interval,
    caa: dayMs,
    dnssec: hourMs,
    tls: Math.max(interval, 5 * minuteMs),
    nonce: interval,
  };
}

function switching(domainCase: DomainCase): Rhythm {
  const { observations, now } = domainCase;
  const since = observations.traffic?.since ?? now;
  const interval = now - since < 5 * minuteMs ? quickMs : 30 * secondMs;
  return {
    ...none,
    zone: hourMs,
    proof: proofEvery(domainCase, hourMs),
    traffic: interval,
    caa: dayMs,
    dnssec: hourMs,
    tls: interval,
    nonce: interval,
  };
}

function live(domainCase: DomainCase): Rhythm {
  const traffic = 15 * minuteMs;
  return {
    zone: 6 * hourMs,
    proof: proofEvery(domainCase, 6 * hourMs),
    traffic,
    caa: dayMs,
    dnssec: dayMs,
    tls: traffic,
    nonce: traffic,
    publish: traffic,
  };
}

/** Below a zone of the platform's own nothing is to be proven, and the platform looks after the zone itself. */
function ofPlatform(rhythm: Rhythm): Rhythm {
  return { ...rhythm, zone: null, proof: null, caa: null, dnssec: null, publish: rhythm.publish ?? rhythm.traffic };
}

function quicker(rhythm: Rhythm): Rhythm {
  const quick = (interval: number | null) => (interval === null ? null : Math.min(interval, quickMs));
  return { ...rhythm, proof: quick(rhythm.proof), traffic: quick(rhythm.traffic), tls: quick(rhythm.tls) };
}

function isQuick({ recheckAt }: Claim, now: number): boolean {
  return recheckAt !== null && now >= recheckAt && now - recheckAt < quickForMs;
}

/** Waiting begins anew when somebody says that they did something. */
function started({ recheckAt }: Claim, since: number): number {
  return Math.max(since, recheckAt ?? since);
}

function proofEvery({ claim, observations, settings }: DomainCase, interval: number): number {
  const isDoubtful =
    claim.proofBadSince !== null || readProof(claim, known(observations.proof), settings).state === 'split';
  return isDoubtful ? Math.min(interval, doubtMs) : interval;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
