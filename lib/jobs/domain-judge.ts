import 'server-only';
import { clockNow } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { WatchedKind } from '../cluster/kinds.ts';
import type { StoreChange } from '../cluster/store.ts';
import { config } from '../config.ts';
import type { StoredClaim } from '../db/domains.ts';
import { type ClusterIndex, createClusterIndex, isClusterRead } from '../domains/cluster-index.ts';
import { lookInto } from '../domains/cluster-look.ts';
import { derive, type Judgement } from '../domains/derive.ts';
import type { DomainCase } from '../domains/domain-case.ts';
import { dayMs } from '../domains/settings.ts';
import { sha256 } from '../domains/sha256.ts';
import { holdMs, provingMs, standingOf, unprovenSince } from '../domains/standing.ts';
import { toDomainRow } from '../domains/to-domain-row.ts';
import { hostnamesOf } from '../gateway-api/attachment.ts';
import type { Hub } from '../live/hub.ts';
import { log } from '../log.ts';
import { newestIssued } from '../tls/issued.ts';
import type { DomainBook } from './domain-book.ts';
import type { OrderLog } from './domain-orders.ts';
import type { DomainPlatform } from './domain-settings.ts';

/** A claim with everything that a judgement on it rests on, and the judgement. */
export type JudgedClaim = {
  readonly stored: StoredClaim;
  readonly domainCase: DomainCase;
  readonly judgement: Judgement;
};

type Parts = {
  readonly cluster: Pick<Cluster, 'store' | 'connection' | 'subscribe'>;
  readonly hub: Pick<Hub, 'putDomain' | 'removeDomain'>;
  readonly book: DomainBook;
  readonly orders: OrderLog;
  readonly platform: DomainPlatform;
  /** Called after each judgement; null: the claim is gone. */
  readonly onJudged: (id: string, judged: JudgedClaim | null) => void;
};

const sliceMs = 10;
const settleMs = 40;
/** Much hangs on the clock; with many claims the turns are longer, so that judging takes a tenth of a processor at most. */
const rejudgeMs = 4_000;
const rejudgePerClaimMs = 3;
const indexMs = 150;

/** Judges claims when something that they rest on has changed, and now and then for the sake of the clock. */
export function createDomainJudge({ cluster, hub, book, orders, platform, onJudged }: Parts) {
  const { store } = cluster;
  const marked = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isDirty = true;
  let index: {
    of: ClusterIndex;
    issued: ReturnType<typeof newestIssued>;
    /** Whether what it was made of was complete: it lives on for a moment, and the snapshot does not wait. */
    isComplete: boolean;
    madeAt: number;
  } | null = null;

  function indexed(): NonNullable<typeof index> {
    // A burst of changes makes one index, not one for each.
    if (index === null || (isDirty && performance.now() - index.madeAt > indexMs)) {
      const { snapshot, events } = store;
      index = {
        of: createClusterIndex(snapshot, events.values()),
        issued: newestIssued(snapshot.certificateRequests.values()),
        isComplete: isClusterRead(snapshot),
        madeAt: performance.now(),
      };
      isDirty = false;
    }
    return index;
  }

  /** Everything about a claim now; null while the platform is not known. */
  function caseOf(stored: StoredClaim, now: number): DomainCase | null {
    if (!platform.isKnown()) return null;
    const { claim, observations, guard } = stored;
    const settings = platform.settingsFor(claim);
    const { clusterIssuers, states } = store;
    const { of, issued, isComplete } = indexed();
    const isHeard = cluster.connection().state === 'live';
    const context = {
      isHeard,
      ownNamespaces: book.team(claim.teamId)?.namespaces ?? [claim.attachment.namespace],
      guard: guard === null ? null : { state: guard.state, message: guard.message },
      now,
      settings,
      issuers: states.get('clusterissuers')?.state === 'live' ? clusterIssuers : null,
      issued,
      externalDnsPrefix: config().externalDnsPrefix,
    };
    return {
      claim,
      observations,
      cluster: isComplete ? lookInto(of, claim, context) : null,
      others: book.othersOf(claim),
      orders: orders.ordersFor(claim, now),
      settings,
      jitter: jitterOf(claim.id),
      now,
    };
  }

  function judge(id: string): void {
    const stored = book.claims.get(id);
    if (stored === undefined) {
      hub.removeDomain(id);
      onJudged(id, null);
      return;
    }
    const now = clockNow();
    const domainCase = caseOf(stored, now);
    if (domainCase === null) return;
    const judgement = derive(domainCase);
    const team = book.team(stored.claim.teamId);
    // A namespace that another team has by now would show them what is not theirs.
    const isTheirs = team?.namespaces.includes(stored.claim.attachment.namespace) === true;
    if (team === null || !isTheirs || isPast(stored, book, now)) hub.removeDomain(id);
    else hub.putDomain(toDomainRow({ domainCase, judgement, team: team.slug }));
    onJudged(id, { stored, domainCase, judgement });
  }

  function run(): void {
    timer = undefined;
    const deadline = performance.now() + sliceMs;
    for (const id of marked) {
      marked.delete(id);
      try {
        judge(id);
      } catch (error) {
        log.error({ err: error, id }, 'a claim could not be judged');
      }
      if (performance.now() > deadline) break;
    }
    if (marked.size > 0) schedule(1);
  }

  function schedule(delayMs: number): void {
    if (!isClosed) timer ??= setTimeout(run, delayMs);
  }

  function mark(ids: Iterable<string>): void {
    for (const id of ids) marked.add(id);
    if (marked.size > 0) schedule(settleMs);
  }

  function takeTurn(): void {
    mark(book.claims.keys());
    const pauseMs = Math.max(rejudgeMs, book.claims.size * rejudgePerClaimMs);
    if (!isClosed) turn = setTimeout(takeTurn, pauseMs);
  }

  const unsubscribe = cluster.subscribe((change) => {
    if (change !== 'connection' && !touches.has(change.kind)) return;
    isDirty = true;
    mark(change === 'connection' ? book.claims.keys() : concerned(change));
    // The index that was made a moment ago is used until its time: what came after it is judged once more.
    if (change !== 'connection') setTimeout(() => mark(concerned(change)), indexMs + settleMs);
  });

  function concerned({ kind, key }: StoreChange): Iterable<string> {
    const namespace = key?.split('/')[0] ?? null;
    if (namespace === null || key === null) return book.claims.keys();
    if (kind === 'gateways' || kind === 'clusterissuers') return book.claims.keys();
    if (kind === 'events' && store.events.get(key)?.reason !== 'BadConfig') return [];
    if (kind !== 'httproutes') return book.inNamespace(namespace);
    const route = store.snapshot.routes.get(key);
    return new Set([...book.inNamespace(namespace), ...(route ? hostnamesOf(route).flatMap(book.carrying) : [])]);
  }

  takeTurn();
  return {
    caseOf,
    mark,
    markAll: () => mark(book.claims.keys()),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      clearTimeout(turn);
      unsubscribe();
    },
  };
}

const touches: ReadonlySet<WatchedKind> = new Set<WatchedKind>([
  'gateways',
  'listenersets',
  'httproutes',
  'clusterissuers',
  'certificates',
  'certificaterequests',
  'orders',
  'challenges',
  'events',
]);

/** The same number for a claim in every replica and after every start. */
function jitterOf(id: string): number {
  return Number.parseInt(sha256(id).slice(0, 8), 16) / 0x1_0000_0000;
}

/** Whether a claim has nothing to say to anybody any more: it ended long ago, or its team claimed the name anew. */
function isPast({ claim }: StoredClaim, book: DomainBook, now: number): boolean {
  const standing = standingOf(claim, now);
  if (standing === 'lapsed') return now - unprovenSince(claim) > provingMs + holdMs;
  if (standing !== 'released' || claim.releasedAt === null) return false;
  const keptMs = claim.provenAt === null ? dayMs : holdMs;
  if (now - claim.releasedAt > keptMs) return true;
  return book
    .othersOf(claim)
    .some(
      (other) =>
        other.teamId === claim.teamId &&
        other.name === claim.name &&
        other.scope === claim.scope &&
        other.createdAt >= (claim.releasedAt ?? 0),
    );
}
