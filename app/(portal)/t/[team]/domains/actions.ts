'use server';
import { z } from 'zod';
import { action } from '@/lib/access/door.ts';
import { refusal } from '@/lib/access/refusals.ts';
import { clockNow } from '@/lib/clock.ts';
import { findClaim, listDomainEvents } from '@/lib/db/domains.ts';
import { hostnameOfClaim } from '@/lib/domains/claim.ts';
import { claimNames, recheckClaim, releaseClaim } from '@/lib/jobs/claims.ts';
import { runtime } from '@/lib/live/runtime.ts';
import { accept, refuse } from '@/lib/outcome.ts';

const ofTeam = z.object({ team: z.string().max(40) });
const ofClaim = ofTeam.extend({ id: z.string().min(1).max(64) });
const byTeam = ({ team }: { team: string }) => ({ team });

/** Claims the names in a paste for a team. */
export const claimDomainsAction = action(
  {
    input: ofTeam.extend({ namespace: z.string().max(63), names: z.string().max(100_000) }),
    permission: 'domain:write',
    scope: byTeam,
    audit: { action: 'domain.claim', target: ({ namespace }) => ({ namespace, name: 'domains' }) },
  },
  async ({ actor, input, team }, note) => {
    const { snapshot } = runtime().cluster.store;
    const result = await claimNames({ actor, team }, input, { snapshot, now: clockNow() });
    await runtime().refreshDomains();
    note.silent = result.claimed.length === 0;
    note.summary = `Claimed ${result.claimed.map(({ hostname }) => hostname).join(', ')}`;
    return accept(result);
  },
);

/** Looks at a claim now: because somebody asks, or says that the record was added. */
export const recheckDomainAction = action(
  { input: ofClaim.extend({ why: z.enum(['check', 'added']) }), permission: 'domain:write', scope: byTeam },
  async ({ actor, input, team }) => {
    const outcome = await recheckClaim({ actor, team }, input, clockNow());
    await runtime().refreshDomains();
    return outcome;
  },
);

/** Gives a claim up. */
export const releaseDomainAction = action(
  {
    input: ofClaim,
    permission: 'domain:write',
    scope: byTeam,
    audit: { action: 'domain.release', target: ({ id }) => ({ namespace: '', name: id }) },
  },
  async ({ actor, input, team }, note) => {
    const found = await findClaim(team.id, input.id);
    const outcome = await releaseClaim({ actor, team }, input.id, clockNow());
    await runtime().refreshDomains();
    note.summary = found ? `Released ${hostnameOfClaim(found.claim)}` : '';
    return outcome;
  },
);

/** What happened to a claim, newest first. */
export const domainEventsAction = action(
  { input: ofClaim, permission: 'domain:read', scope: byTeam },
  async ({ input, team }) => {
    if (!(await findClaim(team.id, input.id))) return refuse(refusal('access.not-found'));
    const events = await listDomainEvents(input.id);
    return accept(events.map(({ at, kind, text }) => ({ at, kind, text })));
  },
);
