import 'server-only';
import type { RouteChange } from '../gateway-api/route-change.ts';
import { db } from './client.ts';
import { Prisma } from './generated/client.ts';

/** What a server action tells the activity page about a write; the door adds who, where and the result. */
export type AuditNote = {
  summary: string;
  changes: readonly RouteChange[];
  reason?: string;
  before?: unknown;
  after?: unknown;
  /** `failed` for a refusal that only says that the cluster could not be asked; the door sets `refused` and `ok` by itself. */
  result?: 'failed';
  /** True when nothing was tried, for example a review that only looked. */
  silent?: boolean;
};

export type AuditEntry = Omit<AuditNote, 'result'> & {
  readonly teamId: string;
  readonly actor: { readonly userId: string; readonly name: string };
  readonly action: string;
  readonly namespace: string;
  readonly name: string;
  readonly result: 'ok' | 'refused' | 'failed';
};

/** One line of the activity page. */
export type ActivityRow = {
  readonly id: string;
  readonly at: number;
  readonly who: string;
  readonly action: string;
  readonly target: string;
  readonly result: 'ok' | 'refused' | 'failed';
  readonly summary: string;
  readonly reason: string | null;
  readonly changes: readonly RouteChange[];
  readonly before: unknown;
  readonly after: unknown;
  readonly canRestore: boolean;
};

/** Appends one event; nothing ever changes or deletes one. */
export async function recordEvent(entry: AuditEntry): Promise<void> {
  const prisma = await db();
  await prisma.auditEvent.create({
    data: {
      teamId: entry.teamId,
      actorId: entry.actor.userId,
      actorName: entry.actor.name,
      action: entry.action,
      namespace: entry.namespace,
      name: entry.name,
      result: entry.result,
      summary: entry.summary.slice(0, 4_000),
      reason: entry.reason ?? null,
      changes: toJson(entry.changes),
      before: entry.before == null ? Prisma.DbNull : toJson(entry.before),
      after: entry.after == null ? Prisma.DbNull : toJson(entry.after),
    },
  });
}

/**
 * A team's events, newest first.
 *
 * @param search words that all must occur in who, target, action or summary
 * @param cursor the id of the last event of the page before
 */
export async function listActivity(
  teamId: string,
  { search = '', result, cursor, limit = 50 }: { search?: string; result?: string; cursor?: string; limit?: number },
): Promise<{ readonly rows: readonly ActivityRow[]; readonly nextCursor: string | null }> {
  const prisma = await db();
  const contains = (word: string) => ({ contains: word, mode: 'insensitive' as const });
  const words = search.split(/\s+/).filter(Boolean).slice(0, 8);
  const events = await prisma.auditEvent.findMany({
    where: {
      teamId,
      ...(result ? { result } : {}),
      AND: words.map((word) => ({
        OR: [
          { actorName: contains(word) },
          { namespace: contains(word) },
          { name: contains(word) },
          { action: contains(word) },
          { summary: contains(word) },
        ],
      })),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const page = events.slice(0, limit);
  return { rows: page.map(toActivityRow), nextCursor: events.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** Who changed each route last through the portal, by `namespace/name`. */
export async function lastEditors(): Promise<ReadonlyMap<string, { readonly who: string; readonly at: number }>> {
  const prisma = await db();
  const events = await prisma.auditEvent.findMany({
    where: { result: 'ok', action: { in: ['route.apply', 'route.restore'] } },
    orderBy: { at: 'desc' },
    distinct: ['namespace', 'name'],
    select: { namespace: true, name: true, actorName: true, at: true },
  });
  return new Map(
    events.map((event) => [`${event.namespace}/${event.name}`, { who: event.actorName, at: event.at.getTime() }]),
  );
}

/** One event of a team, or null: also for an event of another team. */
export async function findEvent(teamId: string, id: string): Promise<ActivityRow | null> {
  const prisma = await db();
  const event = await prisma.auditEvent.findFirst({ where: { teamId, id } });
  return event ? toActivityRow(event) : null;
}

type EventRow = Prisma.AuditEventGetPayload<object>;

function toActivityRow(event: EventRow): ActivityRow {
  return {
    id: event.id,
    at: event.at.getTime(),
    who: event.actorName,
    action: event.action,
    target: `${event.namespace}/${event.name}`,
    result: event.result === 'ok' || event.result === 'failed' ? event.result : 'refused',
    summary: event.summary,
    reason: event.reason,
    changes: Array.isArray(event.changes) ? (event.changes as unknown as RouteChange[]) : [],
    before: event.before,
    after: event.after,
    canRestore: event.action === 'route.delete' && event.result === 'ok' && event.before !== null,
  };
}

function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
