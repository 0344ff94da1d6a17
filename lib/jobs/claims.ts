import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { config } from '../config.ts';
import {
  type DomainEventRow,
  findClaim,
  findClaimsAround,
  insertClaim,
  type StoredClaim,
  saveClaims,
  unseen,
} from '../db/domains.ts';
import { type Claim, hostnameOfClaim } from '../domains/claim.ts';
import type { HostnameRules } from '../domains/kept-names.ts';
import { claimOutcome, release } from '../domains/ownership.ts';
import { type HostnameReading, readHostname, readHostnames } from '../domains/read-hostname.ts';
import { standingOf } from '../domains/standing.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { accept, type Issue, type Outcome, refuse } from '../outcome.ts';
import { timeToken } from '../signals/verdict.ts';
import { chooseAttachment } from './attachments.ts';
import { claimIssues } from './claim-issues.ts';

/** Who asks, for which of their teams. */
export type Claimer = {
  readonly actor: { readonly userId: string; readonly name: string };
  readonly team: { readonly id: string; readonly namespaces: readonly string[] };
};

/** What became of each name of a paste: claimed, or refused with what was typed. `leftOut`: beyond what is taken at once. */
export type ClaimedNames = {
  readonly claimed: readonly { readonly id: string; readonly hostname: string; readonly unicode: string }[];
  readonly refused: readonly { readonly input: string; readonly issue: Issue }[];
  readonly leftOut: readonly string[];
};

const attempts = 5;

/** What decides which names can be claimed here. */
export function hostnameRules(): HostnameRules {
  const { zones, gatewayNames, domains } = config();
  const { reservedLabels, delegationZone } = domains;
  return { platformZones: zones, reservedLabels, gatewayNames, delegationZone };
}

/**
 * Claims the names in a text for a team, each by itself: one that is refused keeps no other from being claimed.
 *
 * @param namespace of the team, where the objects will be made; its first when empty
 */
export async function claimNames(
  claimer: Claimer,
  { names: pasted, namespace }: { readonly names: string; readonly namespace: string },
  { snapshot, now }: { readonly snapshot: ClusterSnapshot; readonly now: number },
): Promise<ClaimedNames> {
  const { names, leftOut } = readHostnames(pasted);
  const claimed: { id: string; hostname: string; unicode: string }[] = [];
  const refused: { input: string; issue: Issue }[] = [];
  const home = namespace || claimer.team.namespaces[0] || '';
  // An empty text is read too, for the sake of its words.
  for (const input of names.length === 0 ? [''] : names) {
    const reading = readHostname(input, hostnameRules());
    if (reading.status === 'refused') {
      refused.push({ input, issue: reading.issue });
      continue;
    }
    const made = await claimOne(claimer, reading, { namespace: home, snapshot, now });
    if (typeof made !== 'string') refused.push({ input, issue: made });
    else claimed.push({ id: made, hostname: hostnameOfClaim(reading), unicode: reading.unicode });
  }
  return { claimed, refused, leftOut };
}

type Read = Extract<HostnameReading, { status: 'read' }>;
type Where = { readonly namespace: string; readonly snapshot: ClusterSnapshot; readonly now: number };

/** The id of the claim, or why there is none. */
async function claimOne({ actor, team }: Claimer, reading: Read, where: Where): Promise<string | Issue> {
  const { name, scope, origin } = reading;
  const { namespace, snapshot, now } = where;
  const hostname = hostnameOfClaim(reading);
  if (!team.namespaces.includes(namespace)) return claimIssues.noGateway(hostname, namespace);
  const attachment = chooseAttachment(reading, namespace, snapshot);
  if (attachment === null) return claimIssues.noGateway(hostname, namespace);
  if (attachment.strategy !== 'covered' && !isOn()) return claimIssues.off();
  const around = await findClaimsAround([hostname]);
  const claims = around.map(({ claim }) => claim);
  // Without an issuer for it there is no validation over DNS, whatever zone stands ready.
  const delegationZone = challengeFor() === 'dns-01' ? config().domains.delegationZone : null;
  const outcome = claimOutcome({ teamId: team.id, name, scope, origin }, { claims, settings: { delegationZone }, now });
  if (outcome.kind === 'yours') return claimIssues.yours(hostname);
  if (outcome.kind === 'refused') return claimIssues.refused(outcome.code, outcome.message, outcome.fix);
  const said = { at: now, kind: 'claim.made', text: `${actor.name} claimed ${hostname}.${later(outcome)}` };
  const lapsed = around.find(({ claim }) => isOf(claim, { teamId: team.id, name, scope }) && claim.releasedAt === null);
  if (lapsed !== undefined) return restart(lapsed, { userId: actor.userId, event: said, now, attachment });
  const claim: Claim = {
    id: randomUUID(),
    teamId: team.id,
    name,
    scope,
    origin,
    attachment,
    token: tokenAmong(claims, { teamId: team.id, name, now }),
    challenge: challengeFor(),
    createdAt: now,
    ...nothingYet,
  };
  const stored = { claim, observations: unseen, guard: null, createdBy: actor.userId, actingUser: actor.userId };
  return (await insertClaim(stored, said)) === 'stored' ? claim.id : claimIssues.yours(hostname);
}

const nothingYet = {
  provenAt: null,
  liveAt: null,
  proofBadSince: null,
  proofBadCount: 0,
  trafficBadSince: null,
  trafficBadCount: 0,
  proofLookAt: null,
  trafficLookAt: null,
  recheckAt: null,
  noticeAt: null,
  releasedAt: null,
  lostAt: null,
  likenessAllowedAt: null,
} as const;

/** A claim that lapsed begins anew under its old address, with the records that its team may have set by now. */
async function restart(
  lapsed: StoredClaim,
  {
    userId,
    event,
    now,
    attachment,
  }: {
    readonly userId: string;
    readonly event: DomainEventRow;
    readonly now: number;
    readonly attachment: Claim['attachment'];
  },
): Promise<string | Issue> {
  const claim: Claim = { ...lapsed.claim, ...nothingYet, createdAt: now, attachment, challenge: challengeFor() };
  const stored = { ...lapsed, claim, guard: null, actingUser: userId };
  const result = await saveClaims([{ stored, events: [event] }]);
  return result === 'stored' ? claim.id : claimIssues.busy();
}

/** Whether there is somebody to issue certificates for names that teams bring along, and a name to lead them to. */
function isOn(): boolean {
  const { gatewayNames, domains } = config();
  return gatewayNames.length > 0 && (domains.issuers['dns-01'] !== null || domains.issuers['http-01'] !== null);
}

function challengeFor(): Claim['challenge'] {
  const { delegationZone, issuers } = config().domains;
  return delegationZone !== null && issuers['dns-01'] !== null ? 'dns-01' : 'http-01';
}

/** Open claims of a team on one name share their token: the apex and its wildcard need one record together. */
function tokenAmong(
  claims: readonly Claim[],
  { teamId, name, now }: { readonly teamId: string; readonly name: string; readonly now: number },
): string {
  const open = claims.find(
    (claim) =>
      claim.teamId === teamId && claim.name === name && !['released', 'lapsed'].includes(standingOf(claim, now)),
  );
  return open?.token ?? randomBytes(16).toString('hex');
}

function isOf(claim: Claim, { teamId, name, scope }: Pick<Claim, 'teamId' | 'name' | 'scope'>): boolean {
  return claim.teamId === teamId && claim.name === name && claim.scope === scope;
}

function later(outcome: { kind: 'open'; heldUntil: number | null } | { kind: 'contested' }): string {
  if (outcome.kind === 'contested') return ' The name is in use here: proof decides.';
  if (outcome.heldUntil === null) return '';
  return ` Who had it before can take it back until ${timeToken(outcome.heldUntil)} with a new proof.`;
}

/**
 * Looks at a claim at once and quickly for two minutes: at one that was released to see whether its records are gone. A claim that
 * lapsed begins anew.
 *
 * @param why `added`: somebody says that they set the record
 */
export async function recheckClaim(
  { actor, team }: Claimer,
  { id, why }: { readonly id: string; readonly why: 'check' | 'added' },
  now: number,
): Promise<Outcome<null>> {
  return change(team.id, id, (stored) => {
    const { claim } = stored;
    const hasLapsed = standingOf(claim, now) === 'lapsed';
    const words = why === 'added' ? 'said that the record was added' : 'asked to look again';
    const text = hasLapsed ? `${actor.name} began anew.` : `${actor.name} ${words}.`;
    // Who presses the button again and again is not written down again and again.
    const isAgain = !hasLapsed && claim.recheckAt !== null && Math.abs(now - claim.recheckAt) < 60_000;
    return {
      stored: {
        ...stored,
        claim: { ...claim, recheckAt: now, ...(hasLapsed ? { createdAt: now, noticeAt: null } : {}) },
        actingUser: actor.userId,
      },
      events: isAgain ? [] : [{ at: now, kind: hasLapsed ? 'claim.restarted' : 'claim.recheck', text }],
    };
  });
}

/** Gives a claim up: its objects go, and its name is kept for a while. */
export async function releaseClaim({ actor, team }: Claimer, id: string, now: number): Promise<Outcome<null>> {
  return change(team.id, id, (stored) => {
    if (stored.claim.releasedAt !== null) return claimIssues.gone();
    const text = `${actor.name} released ${hostnameOfClaim(stored.claim)}.`;
    return {
      stored: { ...stored, claim: release(stored.claim, now), actingUser: actor.userId },
      events: [{ at: now, kind: 'claim.released', text }],
    };
  });
}

/** Changes a team's claim; whoever writes it at the same moment is waited for. */
async function change(
  teamId: string,
  id: string,
  make: (stored: StoredClaim) => Parameters<typeof saveClaims>[0][number] | Issue,
): Promise<Outcome<null>> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await findClaim(teamId, id);
    if (found === null) return refuse(claimIssues.gone());
    const made = make(found);
    if ('code' in made) return refuse(made);
    if ((await saveClaims([made])) === 'stored') return accept(null);
  }
  return refuse(claimIssues.busy());
}
