import 'server-only';
import type { Claim } from '../domains/claim.ts';
import type { DomainObservations } from '../domains/observation.ts';
import { db } from './client.ts';
import type { Prisma } from './generated/client.ts';

/** A claim as it is stored: with what was seen, and who made it. */
export type StoredClaim = {
  readonly claim: Claim;
  readonly observations: DomainObservations;
  readonly createdBy: string;
  readonly updatedAt: number;
};

/** One line of a domain's timeline. */
export type DomainEventRow = { readonly at: number; readonly kind: string; readonly text: string };

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

/** All claims that still mean something, changed at or after a moment. Released ones mean something while their name is kept. */
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
export async function insertClaim(stored: StoredClaim, event: DomainEventRow): Promise<'stored' | 'taken'> {
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
 * @returns `taken` when that would give a hostname a second owner: then nothing was changed
 */
export async function saveClaims(
  changes: readonly { readonly stored: StoredClaim; readonly events: readonly DomainEventRow[] }[],
): Promise<'stored' | 'taken'> {
  const prisma = await db();
  // Whoever loses the name is written first, or the new owner's row would meet the old one's in the index.
  const ordered = changes.toSorted((a, b) => Number(isHolding(a.stored.claim)) - Number(isHolding(b.stored.claim)));
  try {
    await prisma.$transaction(
      ordered.flatMap(({ stored, events }) => [
        prisma.domainClaim.update({ where: { id: stored.claim.id }, data: toRow(stored) }),
        ...events.map((event) => prisma.domainEvent.create({ data: { ...toEvent(event), claimId: stored.claim.id } })),
      ]),
    );
    return 'stored';
  } catch (error) {
    if (isUniqueViolation(error)) return 'taken';
    throw error;
  }
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

/** Orders placed and failed since a moment, over all claims: what the budget is counted from. */
export async function listOrders(
  since: number,
): Promise<readonly { readonly at: number; readonly kind: string; readonly claimId: string }[]> {
  const prisma = await db();
  const rows = await prisma.domainEvent.findMany({
    where: { kind: { in: ['order.placed', 'order.failed'] }, at: { gte: new Date(since) } },
    orderBy: { at: 'asc' },
  });
  return rows.map(({ at, kind, claimId }) => ({ at: at.getTime(), kind, claimId }));
}

type Row = Prisma.DomainClaimGetPayload<object>;
const columns = [
  ...['id', 'teamId', 'name', 'scope', 'token', 'origin', 'challenge', 'attachment'],
  ...['createdAt', 'provenAt', 'releasedAt', 'lostAt'],
];

function toRow({ claim, observations, createdBy, updatedAt }: StoredClaim) {
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
    updatedAt: new Date(updatedAt),
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
    createdBy: row.createdBy,
    updatedAt: row.updatedAt.getTime(),
  };
}

function strategyOf(text: string): Claim['attachment']['strategy'] {
  return text === 'covered' || text === 'shared-listener' ? text : 'listener-set';
}

function isHolding(claim: Claim): boolean {
  return claim.provenAt !== null && claim.releasedAt === null && claim.lostAt === null;
}

function toEvent({ at, kind, text }: DomainEventRow) {
  return { at: new Date(at), kind, text: text.slice(0, 2_000) };
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
