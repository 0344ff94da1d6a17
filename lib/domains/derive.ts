import type { LampState } from '../signals/verdict.ts';
import { diagnoseCaa } from './diagnose-caa.ts';
import { diagnoseCertificate } from './diagnose-certificate.ts';
import { diagnoseCluster } from './diagnose-cluster.ts';
import { diagnoseName } from './diagnose-name.ts';
import { diagnoseProof } from './diagnose-proof.ts';
import { diagnosePublish } from './diagnose-publish.ts';
import { diagnoseDangling, diagnoseTraffic } from './diagnose-traffic.ts';
import { diagnoseUnknown } from './diagnose-unknown.ts';
import { diagnoseZone } from './diagnose-zone.ts';
import type { Patient } from './diagnosis.ts';
import type { DomainCase } from './domain-case.ts';
import { type Diagnosis, type DomainLight, type DomainState, domainLights } from './domain-row.ts';
import { readFacts } from './facts.ts';
import { readLights, sourceOf } from './lights.ts';
import type { Probe } from './observation.ts';
import { type OrderBudget, orderBudget, wantedOrder } from './order-budget.ts';
import { isContested, noticeAgainst } from './ownership.ts';
import { nextProbes, probes, type Rhythm, rhythmOf, staleAfter } from './schedule.ts';
import { graceMs, holdMs, noticeMs, provingMs, type Standing, standingOf, unprovenSince } from './standing.ts';
import { blocks, type WantedObjects, wantObjects } from './wants.ts';

/** What a case comes to. */
export type Judgement = {
  readonly state: DomainState;
  readonly lights: Readonly<Record<DomainLight, LampState>>;
  /** Worst first; of equal ones that which has to be clear first. */
  readonly diagnoses: readonly Diagnosis[];
  readonly rhythm: Rhythm;
  /** When the next look is due; null when none is. */
  readonly nextProbeAt: number | null;
  readonly wantObjects: WantedObjects;
  /** Until when a released name is kept, a notice runs, a wrong proof is borne or proving may take; null when nothing runs out. */
  readonly deadlineAt: number | null;
  readonly budget: OrderBudget;
};

/**
 * Judges a claim. Same case, same judgement: there is no clock, no randomness and no memory. What is unknown never takes a claim down;
 * it only turns lights to unknown.
 *
 * @see docs/domains.md, States
 */
export function derive(domainCase: DomainCase): Judgement {
  const { claim, orders, now } = domainCase;
  const patient: Patient = { ...domainCase, facts: readFacts(domainCase) };
  const standing = standingOf(claim, now);
  const found = diagnose(patient, standing);
  const state = stateOf(patient, standing, found);
  const rhythm = rhythmOf(state, domainCase);
  const limits = staleAfter(state, rhythm, domainCase);
  // What is not looked at in a state has nothing to say there: an old finding would stand for ever.
  const seen = found.filter((diagnosis) => {
    const source = sourceOf(diagnosis);
    return source === 'name' || (source === 'cluster' ? standing === 'proven' : rhythm[source] !== null);
  });
  const diagnoses = [...seen, ...diagnoseUnknown(patient, { standing, limits })].sort(worstFirst);
  const budget = orderBudget(orders, wantedOrder(claim), now);
  return {
    state,
    lights: readLights(patient, { standing, diagnoses: seen, limits }),
    diagnoses,
    rhythm,
    nextProbeAt: earliest(nextProbes(rhythm, domainCase)),
    wantObjects: wantObjects(patient, { standing, diagnoses: seen, budget }),
    deadlineAt: deadlineOf(domainCase, standing),
    budget,
  };
}

type Examination = (patient: Patient) => readonly Diagnosis[];

const ofDns: readonly Examination[] = [diagnoseName, diagnoseZone, diagnoseProof, diagnoseCaa, diagnoseTraffic];

/** What is looked for. Nothing is made for a claim before it is proven, so the cluster has nothing to say before. */
const examinations: Readonly<Record<Standing, readonly Examination[]>> = {
  released: [diagnoseDangling],
  lapsed: [],
  suspended: [diagnoseName, diagnoseZone, diagnoseProof],
  lost: ofDns,
  unproven: ofDns,
  proven: [...ofDns, diagnoseCluster, diagnoseCertificate, diagnosePublish],
};

function diagnose(patient: Patient, standing: Standing): readonly Diagnosis[] {
  const found: Diagnosis[] = [];
  for (const examine of examinations[standing]) found.push(...examine(patient));
  return found;
}

/** The first guard that holds. */
function stateOf(patient: Patient, standing: Standing, diagnoses: readonly Diagnosis[]): DomainState {
  const { claim, facts, others, now } = patient;
  if (standing === 'released' || standing === 'suspended' || standing === 'lapsed') return standing;
  if (standing !== 'proven') return isContested(claim, others, now) ? 'contested' : 'awaiting-proof';
  if (claim.liveAt === null) {
    if (diagnoses.some((one) => blocks(one, facts))) return 'blocked';
    if (!facts.isCertificateReady || !facts.isProgrammed) return 'issuing';
    if (!facts.isTrafficOurs) return 'ready-to-switch';
    return facts.isServed ? 'live' : 'switching';
  }
  if (facts.isProofBad || facts.isTrafficBad) return 'drifted';
  return facts.isBroken || diagnoses.some(degrades) ? 'degraded' : 'live';
}

/** A proxy that lets traffic through, and a name that could be mistaken, take nothing from a domain that serves. */
function degrades({ code, severity }: Diagnosis): boolean {
  return (severity === 'problem' || severity === 'warning') && code !== 'D04' && code !== 'D21';
}

function deadlineOf({ claim, others, now }: DomainCase, standing: Standing): number | null {
  switch (standing) {
    case 'released':
      return claim.provenAt === null || claim.releasedAt === null ? null : claim.releasedAt + holdMs;
    case 'lapsed':
      return null;
    case 'lost':
    case 'unproven':
      return claim.noticeAt === null ? unprovenSince(claim) + provingMs : claim.noticeAt + noticeMs;
    case 'suspended':
    case 'proven': {
      const notice = noticeAgainst(claim, others, now);
      const grace = standing === 'proven' && claim.proofBadSince !== null ? claim.proofBadSince + graceMs : null;
      const ends = [notice === null ? null : notice + noticeMs, grace].filter((end) => end !== null);
      return ends.length === 0 ? null : Math.min(...ends);
    }
  }
}

const badness: Readonly<Record<Diagnosis['severity'], number>> = { problem: 0, warning: 1, progress: 2, unknown: 3 };

function worstFirst(a: Diagnosis, b: Diagnosis): number {
  return badness[a.severity] - badness[b.severity] || domainLights.indexOf(a.light) - domainLights.indexOf(b.light);
}

function earliest(times: Readonly<Record<Probe, number | null>>): number | null {
  let first: number | null = null;
  for (const probe of probes) {
    const at = times[probe];
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}
