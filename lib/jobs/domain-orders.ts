import 'server-only';
import { appendDomainEvents, type ClaimEventRow, listEventsOfKinds } from '../db/domains.ts';
import { type Claim, hostnameOfClaim } from '../domains/claim.ts';
import { type PlacedOrder, wantedOrder } from '../domains/order-budget.ts';
import { dayMs, hourMs } from '../domains/settings.ts';
import { epochMs, strings } from '../gateway-api/hostile.ts';
import type { Order } from '../gateway-api/objects.ts';

/** An order that the log knows. */
type Logged = {
  readonly claimId: string;
  readonly order: Omit<PlacedOrder, 'hasFailed'>;
  /** Of the Order object, once it was seen. */
  uid: string | null;
  hasFailed: boolean;
};

/** The orders of the last seven days, counted from the log of events. */
export type OrderLog = {
  /** Those that the budget of a claim is counted from. */
  readonly ordersFor: (claim: Claim, now: number) => readonly PlacedOrder[];
  /** Reads all that counts: an order that was found late is logged at the time when it was made. */
  readonly readAll: (now: number) => Promise<void>;
  /** Reads what was logged since the last time. */
  readonly refresh: (now: number) => Promise<void>;
  /** Logs an order that is about to be placed: before it is, so that a crash in between costs a try and never gains one. */
  readonly place: (claim: Claim, now: number) => Promise<void>;
  /** Logs what an Order object tells: that there is one which nobody logged, and that it failed. Gives whether that was news. */
  readonly see: (claim: Claim, order: Order, now: number) => Promise<boolean>;
};

const keptMs = 7 * dayMs;
const kinds = ['order.placed', 'order.seen', 'order.failed'];
/** The authority counts all orders of an account over three hours. */
const accountMs = 3 * hourMs;
const failedStates: ReadonlySet<string> = new Set(['invalid', 'errored', 'expired']);
const overlapMs = 60_000;

/** Makes an empty log; read it before anything is placed. */
export function createOrderLog(): OrderLog {
  const byDomain = new Map<string, Logged[]>();
  const byUid = new Map<string, Logged>();
  const all: Logged[] = [];
  const read = new Map<string, number>();
  let readUntil: number | null = null;

  function take(row: ClaimEventRow): void {
    const data = parse(row.data);
    const key = `${row.claimId} ${row.kind} ${row.at} ${data.uid ?? ''}`;
    if (read.has(key)) return;
    read.set(key, row.at);
    if (row.kind === 'order.placed') {
      const { hostname = '', names = hostname, registrable = '' } = data;
      add({
        claimId: row.claimId,
        order: { at: row.at, hostname, names, registrable },
        uid: data.uid ?? null,
        hasFailed: false,
      });
      return;
    }
    const logged = row.kind === 'order.seen' ? unseenOf(row.claimId) : byUid.get(data.uid ?? '');
    if (logged === undefined || data.uid === undefined) return;
    if (row.kind === 'order.failed') logged.hasFailed = true;
    else {
      logged.uid = data.uid;
      byUid.set(data.uid, logged);
    }
  }

  /** Lets go of what no window counts any more. */
  function forget(before: number): void {
    if ((all[0]?.order.at ?? before) >= before) return;
    const kept = all.filter(({ order }) => order.at >= before);
    for (const map of [byDomain, byUid]) map.clear();
    all.length = 0;
    for (const logged of kept) add(logged);
    for (const [key, at] of read) if (at < before) read.delete(key);
  }

  function add(logged: Logged): void {
    all.push(logged);
    if (logged.uid !== null) byUid.set(logged.uid, logged);
    const known = byDomain.get(logged.order.registrable);
    if (known === undefined) byDomain.set(logged.order.registrable, [logged]);
    else known.push(logged);
  }

  /** An order that was logged before it was placed, and whose object nobody has seen so far. */
  function unseenOf(claimId: string): Logged | undefined {
    return all.findLast((logged) => logged.claimId === claimId && logged.uid === null);
  }

  async function write(
    claimId: string,
    at: number,
    event: Pick<ClaimEventRow, 'kind' | 'text' | 'data'>,
  ): Promise<void> {
    const row = { at, ...event };
    await appendDomainEvents(claimId, [row]);
    take({ claimId, ...row });
  }

  return {
    ordersFor: (claim, now) => {
      const own = byDomain.get(wantedOrder(claim).registrable) ?? [];
      const recent = takeWhileRecent(all, now - accountMs).filter((logged) => !own.includes(logged));
      return [...own, ...recent]
        .filter(({ order }) => order.at > now - keptMs)
        .map(({ order, hasFailed }) => ({ ...order, hasFailed }));
    },
    readAll: async (now) => {
      for (const row of await listEventsOfKinds(kinds, now - keptMs)) take(row);
    },
    refresh: async (now) => {
      forget(now - keptMs - dayMs);
      for (const row of await listEventsOfKinds(kinds, (readUntil ?? now - keptMs) - overlapMs)) {
        readUntil = Math.max(readUntil ?? 0, row.at);
        take(row);
      }
    },
    place: (claim, now) =>
      write(claim.id, now, {
        kind: 'order.placed',
        text: `A certificate for ${hostnameOfClaim(claim)} was ordered.`,
        data: wantedOrder(claim),
      }),
    see: async (claim, order, now) => {
      const { uid, creationTimestamp } = order.metadata;
      if (uid === undefined) return false;
      const isNew = !byUid.has(uid);
      if (isNew) {
        const madeAt = epochMs(creationTimestamp) ?? now;
        if (unseenOf(claim.id) !== undefined) {
          await write(claim.id, now, { kind: 'order.seen', text: 'cert-manager placed the order.', data: { uid } });
        } else {
          const names = strings(order.spec?.dnsNames).toSorted().join(',');
          const at = Math.abs(Date.now() - madeAt) < overlapMs ? now : madeAt;
          await write(claim.id, at, {
            kind: 'order.placed',
            text: `cert-manager ordered a certificate for ${hostnameOfClaim(claim)}.`,
            data: { ...wantedOrder(claim), ...(names === '' ? {} : { names }), uid },
          });
        }
      }
      const logged = byUid.get(uid);
      if (logged === undefined || logged.hasFailed || !failedStates.has(order.status?.state ?? '')) return isNew;
      const reason = order.status?.reason ?? '';
      await write(claim.id, now, {
        kind: 'order.failed',
        text: reason === '' ? 'The order failed.' : `The order failed: ${reason}`,
        data: { uid },
      });
      return true;
    },
  };
}

function takeWhileRecent(all: readonly Logged[], since: number): readonly Logged[] {
  const recent: Logged[] = [];
  // Orders are logged about in the order of time: the newest are at the end.
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const logged = all[index];
    if (logged === undefined || logged.order.at < since) break;
    recent.push(logged);
  }
  return recent;
}

function parse(data: unknown): { uid?: string; hostname?: string; names?: string; registrable?: string } {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'string'));
}
