import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { Beat, ConfirmedRoute, FeedEvent, Limit } from '@/lib/live/feed.ts';
import type { GatewayRow, RouteRow, ServiceRow } from '@/lib/signals/route-view.ts';
import { type HostnameSignals, lights, mapVerdicts, type Verdict } from '@/lib/signals/verdict.ts';

/** How this browser stands with the cluster: `stale` when the portal lost the cluster, `offline` when the browser lost the portal. */
export type LiveConnection = {
  readonly state: 'connecting' | 'live' | 'stale' | 'offline' | 'signed-out';
  /** Since when, by this browser's clock. */
  readonly since: number;
  readonly reason: string | null;
};

/** Everything that is shown live. Null: the first snapshot is not there yet. Times are by this browser's clock. */
export type LiveState = {
  readonly routes: readonly RouteRow[] | null;
  readonly domains: readonly DomainRow[] | null;
  readonly gateways: readonly GatewayRow[] | null;
  readonly services: readonly ServiceRow[] | null;
  readonly connection: LiveConnection;
  readonly limits: readonly Limit[];
  /** When the cluster last answered; null: never so far. */
  readonly asOf: number | null;
  /** How far the server's clock is ahead of this browser's, in milliseconds, to the precision of one message. */
  readonly clockOffsetMs: number;
};

export const initialLiveState: LiveState = {
  routes: null,
  domains: null,
  gateways: null,
  services: null,
  connection: { state: 'connecting', since: 0, reason: null },
  limits: [],
  asOf: null,
  clockOffsetMs: 0,
};

/** The state after one event of the stream. */
export function applyFeedEvent(state: LiveState, event: FeedEvent, now: number): LiveState {
  switch (event.type) {
    case 'snapshot':
      return withBeat(
        {
          ...state,
          routes: event.routes,
          domains: event.domains,
          gateways: event.gateways,
          services: event.services,
        },
        event.beat,
        now,
      );
    case 'change':
      return {
        ...state,
        routes: confirmRows(changeRows(state.routes, event.routes, event.goneRoutes), event.confirmed),
        domains: changeRows(state.domains, event.domains, event.goneDomains),
        gateways: event.gateways ?? state.gateways,
        services: event.services ?? state.services,
      };
    case 'beat':
      return withBeat(state, event.beat, now);
    case 'signed-out':
      return { ...state, connection: { state: 'signed-out', since: now, reason: 'Your session has ended.' } };
    default:
      return state; // an event of a newer portal
  }
}

/** The state when nothing has been heard from the portal. */
export function toOffline(state: LiveState, now: number): LiveState {
  const { connection } = state;
  if (connection.state === 'offline' || connection.state === 'signed-out' || connection.state === 'connecting')
    return state;
  return { ...state, connection: { state: 'offline', since: now, reason: 'The portal does not answer.' } };
}

const noLimits: readonly Limit[] = [];

function withBeat(state: LiveState, beat: Beat, now: number): LiveState {
  const names = { connecting: 'connecting', live: 'live', lost: 'stale' } as const;
  const connection = { state: names[beat.state], since: now - beat.sinceMs, reason: beat.reason };
  return {
    ...state,
    connection,
    limits: beat.limits.length === 0 ? noLimits : beat.limits,
    asOf: beat.ageMs === null ? null : now - beat.ageMs,
    clockOffsetMs: beat.at - now,
  };
}

/** Rows of one kind after a change; the same array when nothing of that kind changed, so that what shows it rests. */
function changeRows<Row extends { readonly id: string }>(
  known: readonly Row[] | null,
  changed: readonly Row[],
  gone: readonly string[],
): readonly Row[] {
  if (known !== null && changed.length === 0 && gone.length === 0) return known;
  const byId = new Map((known ?? []).map((row) => [row.id, row]));
  for (const row of changed) byId.set(row.id, row);
  for (const id of gone) byId.delete(id);
  return [...byId.values()];
}

/** Rows with the times at which they were confirmed; the same array when none was. */
function confirmRows(rows: readonly RouteRow[], confirmed: readonly ConfirmedRoute[]): readonly RouteRow[] {
  if (confirmed.length === 0) return rows;
  const byId = new Map(confirmed.map(({ id, at }) => [id, at]));
  return rows.map((row) => {
    const at = byId.get(row.id);
    return at === undefined ? row : { ...row, signals: row.signals.map((one, index) => confirm(one, at[index])) };
  });
}

function confirm(signals: HostnameSignals, at: readonly (number | null)[] | undefined): HostnameSignals {
  const timed = (verdict: Verdict): Verdict => ({ ...verdict, at: at?.[lights.indexOf(verdict.light)] ?? verdict.at });
  return { ...signals, verdicts: mapVerdicts(signals.verdicts, timed) };
}
