import { coversHostname } from '../gateway-api/hostname.ts';
import { type Claim, hostnameOfClaim, overlaps } from './claim.ts';
import type { DomainSettings } from './settings.ts';
import { holdMs, isHolder, isProofBad, isProofFresh, noticeMs, standingOf } from './standing.ts';

type ClaimRequest = Pick<Claim, 'teamId' | 'name' | 'scope' | 'origin'>;

/**
 * What becomes of a wish to claim. No outcome names another team, and a team that is refused learns nothing but that it is.
 * `open`: make the claim; `heldUntil` says that its former owner could take it back by then. `yours`: there is such a claim already.
 * `contested`: make the claim, it waits for the holder's proof to go. `refused`: cannot be claimed.
 */
export type ClaimOutcome =
  | { readonly kind: 'open'; readonly heldUntil: number | null }
  | { readonly kind: 'yours'; readonly claim: Claim }
  | { readonly kind: 'contested' }
  | { readonly kind: 'refused'; readonly code: 'D20' | 'D22'; readonly message: string; readonly fix: string };

/** Judges a wish to claim a name against all claims that there are. */
export function claimOutcome(
  request: ClaimRequest,
  {
    claims,
    settings,
    now,
  }: {
    readonly claims: readonly Claim[];
    readonly settings: Pick<DomainSettings, 'delegationZone'>;
    readonly now: number;
  },
): ClaimOutcome {
  const own = claims.find((claim) => isSame(claim, request) && isOpen(claim, now));
  if (own !== undefined) return { kind: 'yours', claim: own };
  if (request.scope === 'wildcard' && request.origin === 'custom' && settings.delegationZone === null) {
    return {
      kind: 'refused',
      code: 'D22',
      message: 'Wildcards need validation over DNS, which this platform does not offer.',
      fix: 'Claim the hostnames one by one.',
    };
  }
  const rivals = claims.filter((claim) => claim.teamId !== request.teamId && overlaps(claim, request));
  const isHeld = rivals.some(isHolder);
  const heldUntil = rivals.reduce<number | null>((until, claim) => later(until, holdEnd(claim, now)), null);
  if (request.origin === 'platform') {
    return isHeld || heldUntil !== null ? taken(request) : { kind: 'open', heldUntil: null };
  }
  return isHeld ? { kind: 'contested' } : { kind: 'open', heldUntil };
}

/** The claim that owns a hostname (as a route writes it, `*.` allowed), or null. Of lawful claims at most one does for each team. */
export function ownerOf(hostname: string, claims: readonly Claim[]): Claim | null {
  return claims.find((claim) => isHolder(claim) && coversHostname(hostnameOfClaim(claim), hostname)) ?? null;
}

/** What the cluster's guard has to know: who owns which hostnames, and whose they no longer are. */
export type OwnershipEntry = {
  readonly teamId: string;
  readonly hostname: string;
  readonly state: 'owned' | 'lost';
};

/** All hostnames that teams own, and those that they lost or gave up and that others may hold by now. */
export function ownershipTable(claims: readonly Claim[], now: number): readonly OwnershipEntry[] {
  const entries = new Map<string, OwnershipEntry>();
  for (const claim of claims) {
    const hostname = hostnameOfClaim(claim);
    const key = `${claim.teamId} ${hostname}`;
    const isOwned = isHolder(claim);
    if (isOwned || (isLost(claim, now) && !entries.has(key))) {
      entries.set(key, { teamId: claim.teamId, hostname, state: isOwned ? 'owned' : 'lost' });
    }
  }
  return [...entries.values()];
}

/** Whether somebody lost the name to this claim's notice, so that `transfers` has to see what still carries it. */
export function hasLostTo(claim: Claim, others: readonly Claim[]): boolean {
  return others.some((other) => other.lostAt !== null && other.releasedAt === null && isRival(other, claim));
}

/** Claims of other teams that hold the name, or part of it. */
export function holdersAgainst(claim: Claim, others: readonly Claim[]): readonly Claim[] {
  return others.filter((other) => isRival(other, claim) && isHolder(other));
}

/** Claims of other teams that wait for this one, which holds the name they ask for. */
export function waitingFor(holder: Claim, others: readonly Claim[], now: number): readonly Claim[] {
  return isHolder(holder) ? others.filter((other) => isRival(other, holder) && isWaiting(other, now)) : [];
}

/**
 * Whether a claim whose own proof is present becomes the owner at once: nobody holds the name, and nobody whose notice has run out
 * comes first.
 */
export function isFree(claim: Claim, others: readonly Claim[], now: number): boolean {
  return others.every(
    (other) => !isRival(other, claim) || (!isHolder(other) && !(isNoticeOver(other, now) && hasNoOwner(other, others))),
  );
}

/** Whether a claim that is not proven has to wait for another one: for its holder, for a notice before it, or for its own notice. */
export function isContested(claim: Claim, others: readonly Claim[], now: number): boolean {
  return claim.noticeAt !== null || !isFree(claim, others, now);
}

/** When the earliest notice against a holder began; null when nobody else has proven the name. */
export function noticeAgainst(holder: Claim, others: readonly Claim[], now: number): number | null {
  const notices = others.flatMap((other) =>
    other.noticeAt !== null && isRival(other, holder) && isWaiting(other, now) ? [other.noticeAt] : [],
  );
  return notices.length === 0 ? null : Math.min(...notices);
}

/**
 * The claims that change because a notice has run out. First the former owner loses the name, so that what still carries it is
 * seen and nothing new can; the challenger gets it when nothing outside its namespaces carries it any more. In between nobody owns it.
 * Nothing changes hands on the word of looks that are hours old.
 *
 * @param isInTheWay whether a route or ListenerSet outside the new owner's namespaces still carries the name
 */
export function transfers(
  claims: readonly Claim[],
  isInTheWay: (challenger: Claim) => boolean,
  now: number,
): readonly Claim[] {
  const changed = new Map<string, Claim>();
  const current = () => claims.map((claim) => changed.get(claim.id) ?? claim);
  const ripe = claims
    .filter((claim) => isNoticeOver(claim, now) && isProofFresh(claim, now))
    .toSorted((a, b) => (a.noticeAt ?? 0) - (b.noticeAt ?? 0) || a.id.localeCompare(b.id));
  const pending: Claim[] = [];
  for (const challenger of ripe) {
    // Whose notice began earlier comes first, also while something is in the way.
    if (pending.some((earlier) => isRival(earlier, challenger))) continue;
    const holders = holdersAgainst(challenger, current());
    if (!holders.every((holder) => isProofBad(holder) && isProofFresh(holder, now))) continue;
    for (const holder of holders) changed.set(holder.id, lose(holder, now));
    if (isInTheWay(challenger)) pending.push(challenger);
    else changed.set(challenger.id, prove(challenger, now));
  }
  return [...changed.values()];
}

/** The claim, proven. */
export function prove(claim: Claim, now: number): Claim {
  return { ...claim, provenAt: now, noticeAt: null, lostAt: null, proofBadSince: null, proofBadCount: 0 };
}

/** The claim, given up by its team: the name is kept for a while, and its record proves nothing any more. */
export function release(claim: Claim, now: number): Claim {
  return { ...claim, releasedAt: claim.releasedAt ?? now, noticeAt: null };
}

/** Its objects go with the name: should it come back, it has to become live anew. */
function lose(claim: Claim, now: number): Claim {
  return {
    ...claim,
    provenAt: null,
    liveAt: null,
    lostAt: now,
    noticeAt: null,
    proofBadSince: null,
    proofBadCount: 0,
    trafficBadSince: null,
    trafficBadCount: 0,
  };
}

function isWaiting(claim: Claim, now: number): boolean {
  const standing = standingOf(claim, now);
  return standing === 'unproven' || standing === 'lost';
}

function isNoticeOver(claim: Claim, now: number): boolean {
  return claim.noticeAt !== null && now - claim.noticeAt >= noticeMs && isWaiting(claim, now);
}

function hasNoOwner(claim: Claim, others: readonly Claim[]): boolean {
  return holdersAgainst(claim, others).length === 0;
}

function isRival(other: Claim, claim: Claim): boolean {
  return other.id !== claim.id && other.teamId !== claim.teamId && overlaps(other, claim);
}

function isSame(claim: Claim, request: ClaimRequest): boolean {
  return claim.teamId === request.teamId && claim.name === request.name && claim.scope === request.scope;
}

function isOpen(claim: Claim, now: number): boolean {
  return !['released', 'lapsed'].includes(standingOf(claim, now));
}

function isLost(claim: Claim, now: number): boolean {
  return claim.lostAt !== null || holdEnd(claim, now) !== null;
}

/** Until when a released name is kept; null where it is not, or was never proven. */
function holdEnd({ releasedAt, provenAt }: Claim, now: number): number | null {
  if (releasedAt === null || provenAt === null) return null;
  return now < releasedAt + holdMs ? releasedAt + holdMs : null;
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function taken({ name }: ClaimRequest): ClaimOutcome {
  return {
    kind: 'refused',
    code: 'D20',
    message: `${name} is in use here.`,
    fix: 'Choose another name, or ask the platform team.',
  };
}
