import type { Claim } from './claim.ts';
import { dayMs, hourMs } from './settings.ts';

/** How long a claim may stay unproven, a wrong proof is borne, a notice runs, and a released name is kept. */
export const provingMs = 14 * dayMs;
export const graceMs = 7 * dayMs;
export const noticeMs = 72 * hourMs;
export const holdMs = 30 * dayMs;

/** How old a look at the proof may be that gives a name to somebody or takes it away. No claim that could change hands is looked at less often. */
const freshMs = 2 * hourMs;

/** A wrong answer counts once it was seen so often, over so long. */
const badLooks = 3;
const badMs = hourMs;

/**
 * What a claim is by its stored facts alone. `lost` was proven until another team's proof took the name; like `unproven` it becomes
 * `lapsed` when nothing is proven for 14 days.
 */
export type Standing = 'released' | 'suspended' | 'lapsed' | 'lost' | 'unproven' | 'proven';

/** The standing of a claim at a moment. */
export function standingOf(claim: Claim, now: number): Standing {
  if (claim.releasedAt !== null) return 'released';
  if (claim.lostAt === null && claim.provenAt !== null) {
    return isGraceOver(claim) ? 'suspended' : 'proven';
  }
  if (now - unprovenSince(claim) > provingMs) return 'lapsed';
  return claim.lostAt === null ? 'unproven' : 'lost';
}

/** Whether the claim holds its name: a suspended one does, until somebody else proves control. */
export function isHolder(claim: Claim): boolean {
  return claim.releasedAt === null && claim.lostAt === null && claim.provenAt !== null;
}

/** From when the 14 days of proving run: anew from the loss of the name, and from the notice that the own proof gave. */
export function unprovenSince({ createdAt, lostAt, noticeAt }: Claim): number {
  return Math.max(createdAt, lostAt ?? createdAt, noticeAt ?? createdAt);
}

/** Whether the last look at the proof that said something is recent enough to change who owns the name. */
export function isProofFresh({ proofLookAt }: Pick<Claim, 'proofLookAt'>, now: number): boolean {
  return proofLookAt !== null && now - proofLookAt <= freshMs;
}

/** Whether definite wrong proofs have been seen often and long enough to count. */
export function isProofBad({ proofBadSince, proofBadCount, proofLookAt }: Claim): boolean {
  return isBad(proofBadSince, proofBadCount, proofLookAt);
}

/** The grace runs from wrong answer to wrong answer: time in which nobody could ask does not use it up. */
function isGraceOver(claim: Claim): boolean {
  const { proofBadSince, proofLookAt } = claim;
  return isProofBad(claim) && (proofLookAt ?? 0) - (proofBadSince ?? 0) > graceMs;
}

/** The same of traffic. */
export function isTrafficBad({ trafficBadSince, trafficBadCount, trafficLookAt }: Claim): boolean {
  return isBad(trafficBadSince, trafficBadCount, trafficLookAt);
}

function isBad(since: number | null, count: number, lookAt: number | null): boolean {
  return since !== null && lookAt !== null && count >= badLooks && lookAt - since >= badMs;
}
