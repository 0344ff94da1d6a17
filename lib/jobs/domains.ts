import 'server-only';
import { randomUUID } from 'node:crypto';
import { clockNow } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { dropLease, holdLease } from '../db/leases.ts';
import { isHolder, standingOf } from '../domains/standing.ts';
import { namespaceOf } from '../gateway-api/hostile.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { Hub } from '../live/hub.ts';
import { log } from '../log.ts';
import { askGuard } from './ask-guard.ts';
import { createDomainBook } from './domain-book.ts';
import { createDomainGrants } from './domain-grants.ts';
import { createDomainJudge } from './domain-judge.ts';
import { createDomainObjects } from './domain-objects.ts';
import { createOrderLog } from './domain-orders.ts';
import type { runDomainProbes } from './domain-probes.ts';
import { followDomainPlatform } from './domain-settings.ts';
import { createDomainTransfers } from './domain-transfers.ts';
import { createDomainWork } from './domain-work.ts';

/** The claims of all teams, judged and worked on as long as the process lives. */
export type Domains = {
  /** Reads what was just stored, rather than within a second. */
  readonly refresh: () => Promise<void>;
  /** Whether this process is the one that looks, learns and writes. */
  readonly isLeading: () => boolean;
  /** Ends the work; another process takes over at once. */
  readonly close: () => Promise<void>;
};

type Options = {
  readonly cluster: Cluster;
  readonly hub: Pick<Hub, 'putDomain' | 'removeDomain'>;
  /** Makes the looks; tests put their own here. */
  readonly look?: typeof runDomainProbes;
};

const leaseName = 'domains';
const leaseMs = 10_000;
const leaseEveryMs = 2_500;
const readEveryMs = 1_000;
const tickMs = 250;
const guardConcurrency = 4;

/**
 * Follows all claims. Every replica makes the rows, from the database and its own watches; the one that holds the lease looks, learns,
 * stores and writes objects. All that it knows is in the database, so whoever takes over goes on where it stopped.
 *
 * @see docs/adr/0010-one-worker-by-lease.md
 */
export function followDomains({ cluster, hub, look }: Options): Domains {
  const holder = randomUUID();
  const { transport, store } = cluster;
  const { snapshot, clusterIssuers } = store;
  const lease = { name: leaseName, holder };
  const book = createDomainBook((ids) => judge.mark(withOthers(ids)));
  const orders = createOrderLog();
  const platform = followDomainPlatform({ snapshot, clusterIssuers }, () => judge.markAll());
  const work = createDomainWork({ book, platform, judge: () => judge, lease, ...(look ? { look } : {}) });
  const judge = createDomainJudge({ cluster, hub, book, orders, platform, onJudged: work.onJudged });
  const objects = createDomainObjects({ transport, snapshot, orders, onWritten: (id) => judge.mark([id]) });
  const grants = createDomainGrants(transport);
  const transfers = createDomainTransfers({ transport, book, save: work.save });
  const asking = new Set<string>();
  let areOrdersNew = true;
  let askedGuardsAt = 0;
  let leadingUntil = 0;
  let isClosed = false;
  const loops: NodeJS.Timeout[] = [];

  /** A claim that changes hands changes what is to be said of those on the same name. */
  function withOthers(ids: readonly string[]): ReadonlySet<string> {
    const marked = new Set(ids);
    for (const id of ids) {
      const stored = book.claims.get(id);
      if (stored) for (const other of book.othersOf(stored.claim)) marked.add(other.id);
    }
    return marked;
  }

  async function renew(): Promise<void> {
    const before = performance.now();
    const isHolding = await holdLease(leaseName, holder, leaseMs).catch(() => false);
    if (isClosed) return;
    const wasLeading = isLeading();
    // Counted from before the question, and a second short: never longer than the database counts.
    if (isHolding) leadingUntil = before + leaseMs - 1_000;
    if (isHolding && !work.isLeading()) {
      await Promise.all([book.refresh(), orders.readAll(clockNow())]);
      areOrdersNew = true;
      await work.begin();
    } else if (!isLeading() && wasLeading) work.rest();
  }

  function isLeading(): boolean {
    return performance.now() < leadingUntil && work.isLeading();
  }

  async function read(): Promise<void> {
    await Promise.all([book.refresh(), orders.refresh(clockNow())]);
  }

  async function tick(): Promise<void> {
    if (!isLeading()) return;
    const now = clockNow();
    work.tick(now);
    if (cluster.connection().state !== 'live') return;
    objects.tick(work.judged.values(), now);
    askGuards(now);
  }

  /** Waits for the API server, which may be slow: looks and objects do not wait with it. */
  async function settle(): Promise<void> {
    if (!isLeading() || cluster.connection().state !== 'live') return;
    const now = clockNow();
    await Promise.all([grants.bring(book, now), transfers.tick(now), seeOrders(now)]);
  }

  /** Asks for proven names whether the cluster lets the namespace use them: often until it does, then now and then. */
  function askGuards(now: number): void {
    if (performance.now() - askedGuardsAt < readEveryMs) return;
    askedGuardsAt = performance.now();
    for (const [id, { stored }] of work.judged) {
      if (asking.size >= guardConcurrency) return;
      const { claim, guard } = book.claims.get(id) ?? stored;
      if (asking.has(id) || standingOf(claim, now) !== 'proven' || !isHolder(claim)) continue;
      const everyMs = claim.liveAt !== null ? 3_600_000 : guard?.state === 'allowed' ? 60_000 : 5_000;
      if (guard !== null && Math.abs(now - guard.at) < everyMs) continue;
      asking.add(id);
      void askGuard(transport, stored, now)
        .then((answer) => work.settle(id, { guard: answer }, now))
        .catch((error: unknown) => log.error({ err: error, id }, 'the guard could not be asked'))
        .finally(() => asking.delete(id));
    }
  }

  /** Logs the orders of claims' certificates that the log does not know, or knows as not failed. */
  async function seeOrders(now: number): Promise<void> {
    if (!areOrdersNew) return;
    areOrdersNew = false;
    for (const order of snapshot.orders.values()) {
      const certificate = order.metadata.annotations?.['cert-manager.io/certificate-name'] ?? '';
      const ids = book.bySecret(objectKey({ namespace: namespaceOf(order), name: certificate }));
      const claim = ids.map((id) => book.claims.get(id)?.claim).find((one) => one?.releasedAt === null);
      if (claim !== undefined && (await orders.see(claim, order, now))) judge.mark([claim.id]);
    }
  }

  function loop(name: string, run: () => Promise<void>, everyMs: number): void {
    let isBusy = false;
    const once = () => {
      if (isBusy || isClosed) return;
      isBusy = true;
      void run()
        .catch((error: unknown) => log.error({ err: error }, `domains: ${name} failed`))
        .finally(() => {
          isBusy = false;
        });
    };
    loops.push(setInterval(once, everyMs));
    once();
  }

  const unsubscribe = cluster.subscribe((change) => {
    if (change !== 'connection' && change.kind === 'orders') areOrdersNew = true;
  });
  loop('reading', read, readEveryMs);
  loop('the lease', renew, leaseEveryMs);
  loop('working', tick, tickMs);
  loop('granting and handing over', settle, tickMs);
  return {
    refresh: () => book.refresh(),
    isLeading,
    close: async () => {
      isClosed = true;
      for (const timer of loops) clearInterval(timer);
      work.rest();
      unsubscribe();
      judge.close();
      platform.close();
      await work.idle();
      await dropLease(leaseName, holder);
    },
  };
}
