import 'server-only';
import { type ClaimChange, findClaim, findClaimsAround, saveClaims } from '../db/domains.ts';
import { hostnameOfClaim } from '../domains/claim.ts';
import { release, waitingFor } from '../domains/ownership.ts';
import { standingOf } from '../domains/standing.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { claimIssues } from './claim-issues.ts';

/** A decision of the platform team about a team's claim. */
export type Decision = { readonly teamId: string; readonly id: string; readonly reason: string };

const attempts = 5;

/**
 * Releases a claim because the platform team says so; the reason stands in the claim's log. Of a contest this decides against one side, and no
 * further: the name still goes only to whoever proves it, so claims that waited for this one are looked at anew at once.
 *
 * The objects go with the rights of whoever acted for the claim last, as when its own team releases it.
 *
 * @returns the hostname; refused with `domain.gone` where the claim is over, also when it lapsed
 */
export async function releaseByPlatform(
  actor: { readonly name: string },
  { teamId, id, reason }: Decision,
  now: number,
): Promise<Outcome<{ readonly hostname: string }>> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await findClaim(teamId, id);
    if (stored === null || isOver(standingOf(stored.claim, now))) return refuse(claimIssues.gone());
    const hostname = hostnameOfClaim(stored.claim);
    const around = await findClaimsAround([hostname]);
    const waiting = waitingFor(
      stored.claim,
      around.map(({ claim }) => claim),
      now,
    );
    const released: ClaimChange = {
      stored: { ...stored, claim: release(stored.claim, now) },
      events: [
        {
          at: now,
          kind: 'claim.released',
          text: `${actor.name} of the platform team released ${hostname}. Reason: ${reason}`,
        },
      ],
    };
    const favoured = around
      .filter(({ claim }) => waiting.includes(claim))
      .map((one): ClaimChange => {
        const text = `The platform team released the claim that was in the way: with its proof ${hostnameOfClaim(one.claim)} is yours.`;
        return {
          stored: { ...one, claim: { ...one.claim, recheckAt: now } },
          events: [{ at: now, kind: 'contest.decided', text }],
        };
      });
    if ((await saveClaims([released, ...favoured])) === 'stored') return accept({ hostname });
  }
  return refuse(claimIssues.busy());
}

function isOver(standing: ReturnType<typeof standingOf>): boolean {
  return standing === 'released' || standing === 'lapsed';
}
