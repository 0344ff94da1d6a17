import 'server-only';
import {
  appendDomainEvents,
  type ClaimChange,
  type GuardAnswer,
  latestEventsOfKind,
  type StoredClaim,
  saveClaims,
} from '../db/domains.ts';
import type { Claim } from '../domains/claim.ts';
import { derive } from '../domains/derive.ts';
import { readFacts } from '../domains/facts.ts';
import { learn } from '../domains/learn.ts';
import type { DomainObservations, Probe } from '../domains/observation.ts';
import { challengeTarget } from '../domains/proof.ts';
import { nextProbes, probes } from '../domains/schedule.ts';
import { isHolder } from '../domains/standing.ts';
import { probeLocationOf, probePathOf } from '../domains/wanted-objects.ts';
import { log } from '../log.ts';
import type { DomainBook } from './domain-book.ts';
import { eventsBetween, parseRecorded, type RecordedState, recordable, stateEvent } from './domain-events.ts';
import type { createDomainJudge, JudgedClaim } from './domain-judge.ts';
import { type ProbeContext, runDomainProbes } from './domain-probes.ts';
import type { DomainPlatform } from './domain-settings.ts';

type Parts = {
  readonly book: DomainBook;
  readonly platform: DomainPlatform;
  readonly judge: () => Pick<ReturnType<typeof createDomainJudge>, 'caseOf' | 'mark'>;
  readonly lease: { readonly name: string; readonly holder: string };
  /** Makes the looks; tests put their own here. */
  readonly look?: typeof runDomainProbes;
};

const concurrency = 24;
const attempts = 4;
const failedProbesMs = 30_000;
/** When a look that could not even be tried is tried again. */
const skippedMs = 60_000;
const skippedPauseMs = 2_000;
/** A state that lasts shorter than this is not worth a line. */
const settledMs = 700;

/**
 * What only one process does: looks that are due, what they establish, and the log. Everything is stored before it counts, so a
 * restart in the middle loses a look at most.
 */
export function createDomainWork({ book, platform, judge, lease, look = runDomainProbes }: Parts) {
  const dueAt = new Map<string, number>();
  const busy = new Set<string>();
  const latest = new Map<string, JudgedClaim>();
  const toSettle = new Set<string>();
  const recorded = new Map<string, RecordedState>();
  const unsettled = new Map<string, { key: string; since: number }>();
  const recording = new Set<string>();
  const skipped = new Map<string, number>();
  let isLeading = false;

  async function begin(): Promise<void> {
    recorded.clear();
    for (const { claimId, data } of await latestEventsOfKind('state')) {
      const state = parseRecorded(data);
      if (state !== null) recorded.set(claimId, state);
    }
    isLeading = true;
    judge().mark(book.claims.keys());
  }

  function onJudged(id: string, judged: JudgedClaim | null): void {
    if (judged === null) {
      for (const map of [dueAt, latest, recorded, unsettled]) map.delete(id);
      return;
    }
    latest.set(id, judged);
    const { domainCase, judgement } = judged;
    const at = isAhead(domainCase.observations, domainCase.now) ? domainCase.now : judgement.nextProbeAt;
    if (at === null) dueAt.delete(id);
    else dueAt.set(id, at);
    note(id, judged);
    if (isLeading && differs(learn(domainCase), domainCase.claim)) toSettle.add(id);
  }

  function tick(now: number): void {
    for (const [id, { since }] of unsettled) {
      if (recording.has(id) || performance.now() - since < settledMs) continue;
      recording.add(id);
      void record(id, now)
        .catch((error: unknown) => log.error({ err: error, id }, 'the state of a claim could not be logged'))
        .finally(() => recording.delete(id));
    }
    for (const id of toSettle) {
      if (busy.size >= concurrency) return;
      if (busy.has(id)) continue;
      toSettle.delete(id);
      run(id, () => settle(id, {}, now));
    }
    for (const [id, at] of dueAt) {
      if (busy.size >= concurrency) return;
      if (at <= now && !busy.has(id)) run(id, () => lookAt(id, now));
    }
  }

  function run(id: string, work: () => Promise<void>): void {
    busy.add(id);
    void work()
      .catch((error: unknown) => {
        log.error({ err: error, id }, 'a claim could not be looked at');
        dueAt.set(id, (latest.get(id)?.domainCase.now ?? 0) + failedProbesMs);
      })
      .finally(() => busy.delete(id));
  }

  async function lookAt(id: string, now: number): Promise<void> {
    const stored = book.claims.get(id);
    const domainCase = stored && judge().caseOf(stored, now);
    if (!stored || !domainCase) return;
    const { rhythm, nextProbeAt } = derive(domainCase);
    const times = nextProbes(rhythm, domainCase);
    const due = probes.filter(
      (probe) => isDue(probe, times[probe], stored.observations, now) && (skipped.get(`${id} ${probe}`) ?? 0) <= now,
    );
    if (due.length === 0) {
      if (nextProbeAt === null) dueAt.delete(id);
      else dueAt.set(id, Math.max(nextProbeAt, now + skippedPauseMs));
      return;
    }
    const seen = await look(stored.claim, stored.observations, due, contextOf(stored.claim, now));
    // Nothing can be asked of a zone that is not there: such a look is not tried again with every turn.
    for (const probe of due) {
      if (seen[probe] === stored.observations[probe]) skipped.set(`${id} ${probe}`, now + skippedMs);
      else skipped.delete(`${id} ${probe}`);
    }
    const looks = Object.fromEntries([...new Set<Probe>([...due, 'zone'])].map((probe) => [probe, seen[probe]]));
    await settle(id, { looks }, now);
  }

  function contextOf(claim: Claim, now: number): ProbeContext {
    const settings = platform.settingsFor(claim);
    return {
      now,
      proofTarget: challengeTarget(claim, settings),
      gateway: platform.gatewayOf(claim.attachment.gateway),
      nonce: { path: probePathOf(claim), location: probeLocationOf(claim, settings) },
    };
  }

  /** Stores what was seen and what it establishes; when somebody else wrote the claim meanwhile, on top of that. */
  async function settle(
    id: string,
    { looks, guard }: { looks?: Partial<DomainObservations>; guard?: GuardAnswer },
    now: number,
  ): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = book.claims.get(id);
      if (!stored) return;
      const seen: StoredClaim = {
        ...stored,
        observations: { ...stored.observations, ...looks },
        guard: guard ?? stored.guard,
      };
      const domainCase = judge().caseOf(seen, now);
      if (!domainCase) return;
      const claim = fitChallenge(learn(domainCase), judge().caseOf({ ...seen, claim: learn(domainCase) }, now));
      if (!looks && !guard && !differs(claim, stored.claim)) return;
      const change = { stored: { ...seen, claim }, events: eventsBetween(stored.claim, claim, now) };
      const result = await save([change]);
      if (result === 'stored' || result === 'not-holder') return;
      // Somebody else owns the name in the database: what was seen is kept, the claim stays as it was.
      if (result === 'taken') {
        log.warn({ id }, 'a proven name has another owner in the database');
        await book.reload([id, ...book.othersOf(claim).map((other) => other.id)]);
        if ((await save([{ stored: { ...seen, claim: stored.claim }, events: [] }])) === 'stored') return;
      }
      await book.reload([id]);
    }
  }

  /** Stores changes while this process has the lease, and puts them into the book. */
  async function save(changes: readonly ClaimChange[]): Promise<Awaited<ReturnType<typeof saveClaims>>> {
    const result = await saveClaims(changes, lease);
    if (result === 'stored') book.put(changes.map(({ stored }) => ({ ...stored, version: stored.version + 1 })));
    if (result === 'not-holder') isLeading = false;
    return result;
  }

  /** Notes a state that is worth a line, which is written when it has lasted a moment. */
  function note(id: string, { domainCase, judgement }: JudgedClaim): void {
    // Before the cluster was read, and while it cannot be heard, a state is no news.
    if (!isLeading || domainCase.cluster === null || !domainCase.cluster.isHeard) return;
    const key = JSON.stringify(recordable(judgement));
    if (key === JSON.stringify(recorded.get(id) ?? null)) unsettled.delete(id);
    else if (unsettled.get(id)?.key !== key) unsettled.set(id, { key, since: performance.now() });
  }

  async function record(id: string, now: number): Promise<void> {
    const judged = latest.get(id);
    unsettled.delete(id);
    if (judged === undefined || !isLeading) return;
    const event = stateEvent(recorded.get(id) ?? null, judged.judgement, now);
    if (event !== null) await appendDomainEvents(id, [event]);
    recorded.set(id, recordable(judged.judgement));
  }

  return {
    begin,
    rest: () => {
      isLeading = false;
    },
    isLeading: () => isLeading,
    onJudged,
    tick,
    judged: latest as ReadonlyMap<string, JudgedClaim>,
    save,
    settle,
    /** Resolves when nothing is under way any more. */
    idle: async () => {
      while (busy.size + recording.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

/** With the TXT record as proof nothing delegates the challenge: then HTTP-01 is the way, where the platform has it. */
function fitChallenge(claim: Claim, domainCase: ReturnType<ReturnType<typeof createDomainJudge>['caseOf']>): Claim {
  if (domainCase === null || claim.origin === 'platform' || claim.scope === 'wildcard') return claim;
  const { settings, cluster } = domainCase;
  const isMade = claim.liveAt !== null || cluster === null || cluster.listener.exists || cluster.certificate !== null;
  if (!isHolder(claim) || isMade) return claim;
  const { by, state } = readFacts(domainCase).proof;
  if (state !== 'present') return claim;
  if (by === 'fallback' && claim.challenge === 'dns-01' && settings.http01Issuer) {
    return { ...claim, challenge: 'http-01' };
  }
  const isDelegated = by === 'challenge' && settings.delegationZone !== null;
  return isDelegated && claim.challenge === 'http-01' ? { ...claim, challenge: 'dns-01' } : claim;
}

/** A look from the future is of a clock that was moved back: it is taken again. */
function isDue(probe: Probe, at: number | null, observations: DomainObservations, now: number): boolean {
  return at !== null && (at <= now || (observations[probe]?.latest.at ?? 0) > now + failedProbesMs);
}

function isAhead(observations: DomainObservations, now: number): boolean {
  return probes.some((probe) => (observations[probe]?.latest.at ?? 0) > now + failedProbesMs);
}

function differs(a: Claim, b: Claim): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
