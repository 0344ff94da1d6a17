'use server';
import { z } from 'zod';
import { action } from '@/lib/access/door.ts';
import { clockNow } from '@/lib/clock.ts';
import { decideClaim, verdicts } from '@/lib/jobs/decisions.ts';
import { runtime } from '@/lib/live/runtime.ts';

const decision = z.object({
  team: z.string().max(40),
  id: z.string().min(1).max(64),
  verdict: z.enum(verdicts),
  reason: z.string().trim().min(1).max(500),
});

/** Carries out a decision of the platform team about a team's claim, which its team reads with the reason. */
export const decideClaimAction = action(
  {
    input: decision,
    permission: 'domain:decide',
    scope: ({ team }) => ({ team }),
    audit: { action: 'domain.decide', target: ({ id }) => ({ namespace: '', name: id }) },
  },
  async ({ actor, input: { id, verdict, reason }, team }, note) => {
    const outcome = await decideClaim(actor, { teamId: team.id, id, verdict, reason }, clockNow());
    await runtime().refreshDomains();
    note.reason = reason;
    if (outcome.status === 'accepted') {
      const { hostname } = outcome.value;
      note.summary =
        verdict === 'release' ? `Released ${hostname} by decision of the platform` : `Let ${hostname} stay`;
    }
    return outcome;
  },
);
