'use server';
import { z } from 'zod';
import { action } from '@/lib/access/door.ts';
import { clockNow } from '@/lib/clock.ts';
import { releaseByPlatform } from '@/lib/jobs/decisions.ts';
import { runtime } from '@/lib/live/runtime.ts';

const decision = z.object({
  team: z.string().max(40),
  id: z.string().min(1).max(64),
  reason: z.string().trim().min(1).max(500),
});

/** Releases a team's claim by decision of the platform team, which its team reads with the reason. */
export const releaseByPlatformAction = action(
  {
    input: decision,
    permission: 'domain:decide',
    scope: ({ team }) => ({ team }),
    audit: { action: 'domain.decide', target: ({ id }) => ({ namespace: '', name: id }) },
  },
  async ({ actor, input: { id, reason }, team }, note) => {
    const outcome = await releaseByPlatform(actor, { teamId: team.id, id, reason }, clockNow());
    await runtime().refreshDomains();
    note.reason = reason;
    if (outcome.status === 'accepted')
      note.summary = `Released ${outcome.value.hostname} by decision of the platform team`;
    return outcome;
  },
);
