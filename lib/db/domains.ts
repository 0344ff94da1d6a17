import 'server-only';
import type { Claim } from '../domains/claim.ts';
import type { ClusterLook, DomainObservations } from '../domains/observation.ts';
import { db } from './client.ts';
import { type Prisma, Prisma as PrismaNamespace } from './generated/client.ts';
import { isHeldBy } from './leases.ts';

/** What the cluster's guard said of a name in a dry run, and when it was asked. */
export type GuardAnswer = NonNullable<ClusterLook['guard']> & { readonly at: number };

/** A claim as it is stored: with what was seen, and who made it. */
export type StoredClaim = {
  readonly claim: Claim;
  readonly observations: DomainObservations;
  readonly guard: GuardAnswer | null;
  readonly createdBy: string;
  /** Whose rights the platform uses for the claim's objects: whoever claimed, checked or released it last. */
  readonly actingUser: string;
  /** Counts the writes. */
  readonly version: number;
  /** By the database's own clock. */
  readonly updatedAt: number;
};

/** A claim to store; the rest the database says. */
export type NewClaim = Omit<StoredClaim, 'version' | 'updatedAt'>;

/** One line of a domain's timeline; `data` is for programs. */
export type DomainEventRow = {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly data?: unknown;
};

/** A change to store: `stored` as it shall be, with the version that it was made from. */
export type ClaimChange = { readonly stored: StoredClaim; readonly events: readonly DomainEventRow[] };

/** Nothing seen yet. */
export const unseen: DomainObservations = {
  zone: null,
  proof: null,
  traffic: null,
  caa: null,
  dnssec: null,
  tls: null,
  nonce: null,
  publish: null,
};

/** All claims, oldest first, or those written at or after a moment of the database's own clock. */
export async function listClaims(changedSince = 0): Promise<readonly StoredClaim[]> {
  const prisma = await db();
  const rows = await prisma.domainClaim.findMany({
    where: { updatedAt: { gte: new Date(changedSince) } },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toStoredClaim);
}

/** A team's claim, or null: also for a claim of another team. */
export async function findClaim(teamId: string, id: string): Promise<StoredClaim | null> {
  const prisma = await db();
  const row = await prisma.domainClaim.findFirst({ where: { teamId, id } });
  return row ? toStoredClaim(row) : null;
}

/**
 * Stores a new claim with its first event.
 *
 * @returns `taken` when the team has an open claim on this hostname already, or a proven claim meets the owner's
 */
export async function insertClaim(stored: NewClaim, event: DomainEventRow): Promise<'stored' | 'taken'> {
  const prisma = await db();
  const data = { ...toRow(stored), events: { create: toEvent(event) } };
  return prisma.domainClaim.create({ data }).then(
    () => 'stored',
    (error: unknown) => {
      if (isUniqueViolation(error)) return 'taken';
      throw error;
    },
  );
}

/**
 * Replaces what is stored of claims, all or nothing, and appends events.
 *
 * @param lease when given, nothing is written unless this process still holds it
 * @returns `taken` when that would give a hostname a second owner, `stale` when somebody else has written one of the claims since it
 *   was read, `not-holder` when another process has the lease: then nothing was changed
 */
export async function saveClaims(
  changes: readonly ClaimChange[],
  lease?: { readonly name: string; readonly holder: string },
): Promise<'stored' | 'taken' | 'stale' | 'not-holder'> {
  const prisma = await db();
  // Whoever loses the name is written first, or the new owner's row would meet the old one's in the index.
  const ordered = changes.toSorted((a, b) => Number(isHolding(a.stored.claim)) - Number(isHolding(b.stored.claim)));
  try {
    await prisma.$transaction(async (tx) => {
      if (lease && !(await isHeldBy(tx, lease))) throw new NotWritten('not-holder');
      for (const { stored, events } of ordered) {
        const { id } = stored.claim;
        const where = { id, version: stored.version };
        const data = { ...toRow(stored), version: { increment: 1 } };
        const { count } = await tx.domainClaim.updateMany({ where, data });
        if (count === 0) throw new NotWritten('stale');
        if (events.length === 0) continue;
        await tx.domainEvent.createMany({ data: events.map((event) => ({ ...toEvent(event), claimId: id })) });
      }
    }, patience);
    return 'stored';
  } catch (error) {
    if (error instanceof NotWritten) return error.why;
    if (isUniqueViolation(error)) return 'taken';
    throw error;
  }
}

/** Appends to a claim's timeline without touching the claim. */
export async function appendDomainEvents(claimId: string, events: readonly DomainEventRow[]): Promise<void> {
  const prisma = await db();
  await prisma.domainEvent.createMany({ data: events.map((event) => ({ ...toEvent(event), claimId })) });
}

/** The claims with these ids as they are now. */
export async function readClaims(ids: readonly string[]): Promise<readonly StoredClaim[]> {
  const prisma = await db();
  return (await prisma.domainClaim.findMany({ where: { id: { in: [...ids] } } })).map(toStoredClaim);
}

/** All claims that share a request with one of these hostnames, of all teams; `*.` allowed. */
export async function findClaimsAround(hostnames: readonly string[]): Promise<readonly StoredClaim[]> {
  const prisma = await db();
  const names = new Set(hostnames.flatMap((hostname) => namesAbove(hostname.replace(/^\*\./, ''))));
  const wildcards = hostnames.filter((hostname) => hostname.startsWith('*.')).map((hostname) => hostname.slice(1));
  const rows = await prisma.domainClaim.findMany({
    where: { OR: [{ name: { in: [...names] } }, ...wildcards.map((suffix) => ({ name: { endsWith: suffix } }))] },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toStoredClaim);
}

/** Ids of all claims: what is not among them any more was deleted with its team. */
export async function listClaimIds(): Promise<ReadonlySet<string>> {
  const prisma = await db();
  return new Set((await prisma.domainClaim.findMany({ select: { id: true } })).map(({ id }) => id));
}

/** A claim's timeline, newest first. */
export async function listDomainEvents(claimId: string, limit = 100): Promise<readonly DomainEventRow[]> {
  const prisma = await db();
  const rows = await prisma.domainEvent.findMany({
    where: { claimId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(({ at, kind, text }) => ({ at: at.getTime(), kind, text }));
}

/** An event with the claim that it is about. */
export type ClaimEventRow = DomainEventRow & { readonly claimId: string };

/** Events of some kinds since a moment, over all claims, oldest first: the budget of orders is counted from them. */
export async function listEventsOfKinds(kinds: readonly string[], since: number): Promise<readonly ClaimEventRow[]> {
  const prisma = await db();
  const rows = await prisma.domainEvent.findMany({
    where: { kind: { in: [...kinds] }, at: { gte: new Date(since) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toClaimEvent);
}

/** The newest event of a kind of every claim that has one. */
export async function latestEventsOfKind(kind: string): Promise<readonly ClaimEventRow[]> {
  const prisma = await db();
  const rows = await prisma.domainEvent.findMany({
    where: { kind },
    distinct: ['claimId'],
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  return rows.map(toClaimEvent);
}

/** Writes down the addresses that the Gateway has now. */
export async function rememberGatewayAddresses(addresses: readonly string[], now: number): Promise<void> {
  const prisma = await db();
  const lastSeenAt = new Date(now);
  for (const address of addresses) {
    await prisma.gatewayAddress.upsert({ where: { address }, create: { address, lastSeenAt }, update: { lastSeenAt } });
  }
}

/** Every address that the Gateway ever had, with when it was last seen. */
export async function listGatewayAddresses(): Promise<
  readonly { readonly address: string; readonly lastSeenAt: number }[]
> {
  const prisma = await db();
  const rows = await prisma.gatewayAddress.findMany({ orderBy: { address: 'asc' } });
  return rows.map(({ address, lastSeenAt }) => ({ address, lastSeenAt: lastSeenAt.getTime() }));
}

type Row = Prisma.DomainClaimGetPayload<object>;
/** The embedded database takes one transaction at a time: on a busy machine a turn takes longer than Prisma waits by itself. */
const patience = { maxWait: 30_000, timeout: 30_000 };
const columns = [
  ...['id', 'teamId', 'name', 'scope', 'token', 'origin', 'challenge', 'attachment'],
  ...['createdAt', 'provenAt', 'releasedAt', 'lostAt'],
];

function toRow({ claim, observations, guard, createdBy, actingUser }: NewClaim) {
  const facts = Object.fromEntries(Object.entries(claim).filter(([key]) => !columns.includes(key)));
  return {
    id: claim.id,
    teamId: claim.teamId,
    name: claim.name,
    scope: claim.scope,
    token: claim.token,
    origin: claim.origin,
    strategy: claim.attachment.strategy,
    gatewayNamespace: claim.attachment.gateway.namespace,
    gatewayName: claim.attachment.gateway.name,
    namespace: claim.attachment.namespace,
    challenge: claim.challenge,
    createdBy,
    createdAt: new Date(claim.createdAt),
    provenAt: toDate(claim.provenAt),
    releasedAt: toDate(claim.releasedAt),
    lostAt: toDate(claim.lostAt),
    facts: toJson(facts),
    observations: toJson(observations),
    guard: guard === null ? PrismaNamespace.DbNull : toJson(guard),
    actingUser,
  };
}

function toStoredClaim(row: Row): StoredClaim {
  // Facts and observations are written by `toRow` alone; what an older version did not know is null.
  const facts = row.facts as unknown as Partial<
    Pick<
      Claim,
      | 'liveAt'
      | 'proofBadSince'
      | 'proofBadCount'
      | 'proofLookAt'
      | 'trafficBadSince'
      | 'trafficBadCount'
      | 'trafficLookAt'
      | 'noticeAt'
      | 'recheckAt'
      | 'likenessAllowedAt'
    >
  >;
  const observations = row.observations as unknown as Partial<DomainObservations>;
  return {
    claim: {
      liveAt: null,
      proofBadSince: null,
      proofBadCount: 0,
      trafficBadSince: null,
      trafficBadCount: 0,
      proofLookAt: null,
      trafficLookAt: null,
      noticeAt: null,
      recheckAt: null,
      likenessAllowedAt: null,
      ...facts,
      id: row.id,
      teamId: row.teamId,
      name: row.name,
      scope: row.scope === 'wildcard' ? 'wildcard' : 'exact',
      token: row.token,
      origin: row.origin === 'platform' ? 'platform' : 'custom',
      challenge: row.challenge === 'http-01' ? 'http-01' : 'dns-01',
      attachment: {
        strategy: strategyOf(row.strategy),
        gateway: { namespace: row.gatewayNamespace, name: row.gatewayName },
        namespace: row.namespace,
      },
      createdAt: row.createdAt.getTime(),
      provenAt: row.provenAt?.getTime() ?? null,
      releasedAt: row.releasedAt?.getTime() ?? null,
      lostAt: row.lostAt?.getTime() ?? null,
    },
    observations: { ...unseen, ...observations },
    guard: row.guard === null ? null : (row.guard as unknown as GuardAnswer),
    createdBy: row.createdBy,
    actingUser: row.actingUser,
    version: row.version,
    updatedAt: row.updatedAt.getTime(),
  };
}

function strategyOf(text: string): Claim['attachment']['strategy'] {
  return text === 'covered' || text === 'shared-listener' ? text : 'listener-set';
}

/** A name and those above it: what claims on it, or wildcards over it, are stored under. */
function namesAbove(name: string): readonly string[] {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

function isHolding(claim: Claim): boolean {
  return claim.provenAt !== null && claim.releasedAt === null && claim.lostAt === null;
}

function toEvent({ at, kind, text, data }: DomainEventRow) {
  return {
    at: new Date(at),
    kind,
    text: text.slice(0, 2_000),
    ...(data === undefined ? {} : { data: toJson(data) }),
  };
}

function toClaimEvent({
  claimId,
  at,
  kind,
  text,
  data,
}: {
  claimId: string;
  at: Date;
  kind: string;
  text: string;
  data: unknown;
}): ClaimEventRow {
  return { claimId, at: at.getTime(), kind, text, data };
}

/** Ends a transaction in which something had changed meanwhile. */
class NotWritten extends Error {
  readonly why: 'stale' | 'not-holder';

  constructor(why: 'stale' | 'not-holder') {
    super(why);
    this.why = why;
  }
}

function toDate(epochMs: number | null): Date | null {
  return epochMs === null ? null : new Date(epochMs);
}

function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** Prisma's P2002. The driver adapters differ in the class, not in the code. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
