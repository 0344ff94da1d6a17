import 'server-only';
import { type ClaimChange, findClaim, findClaimsAround, type StoredClaim, saveClaims } from '../db/domains.ts';
import { hostnameOfClaim } from '../domains/claim.ts';
import { release, waitingFor } from '../domains/ownership.ts';
import { standingOf } from '../domains/standing.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { claimIssues } from './claim-issues.ts';

/** What the platform team can decide about a team's claim: that it ends, or that a name which can be mistaken for another may stay. */
export const verdicts = ['release', 'allow-likeness'] as const;

/** A decision of the platform team about a team's claim. */
export type Decision = {
  readonly teamId: string;
  readonly id: string;
  readonly verdict: (typeof verdicts)[number];
  /** Read by the claim's team. */
  readonly reason: string;
};

const attempts = 5;

/**
 * Carries out a decision of the platform team; the reason stands in the claim's log. Whoever acted for the claim last goes on doing so: a
 * decision lends nobody's rights.
 *
 * @returns the hostname; refused with `domain.gone` where the claim is over, also when it lapsed
 */
export async function decideClaim(
  actor: { readonly name: string },
  { teamId, id, verdict, reason }: Decision,
  now: number,
): Promise<Outcome<{ readonly hostname: string }>> {
  const by = `${actor.name} of the platform team`;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await findClaim(teamId, id);
    if (stored === null || isOver(standingOf(stored.claim, now))) return refuse(claimIssues.gone());
    const changes =
      verdict === 'release'
        ? [releaseOf(stored, `${by} released`, reason, now), ...(await newsFor(stored, now))]
        : [allowanceOf(stored, `${by} let`, reason, now)];
    if ((await saveClaims(changes)) === 'stored') return accept({ hostname: hostnameOfClaim(stored.claim) });
  }
  return refuse(claimIssues.busy());
}

function releaseOf(stored: StoredClaim, who: string, reason: string, now: number): ClaimChange {
  const text = `${who} ${hostnameOfClaim(stored.claim)}. Reason: ${reason}`;
  return {
    stored: { ...stored, claim: release(stored.claim, now) },
    events: [{ at: now, kind: 'claim.released', text }],
  };
}

function allowanceOf(stored: StoredClaim, who: string, reason: string, now: number): ClaimChange {
  const text = `${who} ${hostnameOfClaim(stored.claim)} stay, although it can be mistaken for another name. Reason: ${reason}`;
  return {
    stored: { ...stored, claim: { ...stored.claim, likenessAllowedAt: now } },
    events: [{ at: now, kind: 'likeness.allowed', text }],
  };
}

/** Of a contest a release decides against one side, and no further: whoever waited is looked at anew at once, and still has to prove the name. */
async function newsFor({ claim }: StoredClaim, now: number): Promise<readonly ClaimChange[]> {
  const around = await findClaimsAround([hostnameOfClaim(claim)]);
  const others = around.map((one) => one.claim);
  const waiting = new Set(waitingFor(claim, others, now));
  return around
    .filter((one) => waiting.has(one.claim))
    .map((one) => {
      const text = `The platform team released the claim that was in the way: with its proof ${hostnameOfClaim(one.claim)} is yours.`;
      return {
        stored: { ...one, claim: { ...one.claim, recheckAt: now } },
        events: [{ at: now, kind: 'contest.decided', text }],
      };
    });
}

function isOver(standing: ReturnType<typeof standingOf>): boolean {
  return standing === 'released' || standing === 'lapsed';
}
