import type { DomainRow } from '../domains/domain-row.ts';
import type { GatewayRow, RouteRow, ServiceRow } from '../signals/route-view.ts';

/** What the event stream says; every event's id is `scope-sequence`. */
export type FeedEvent =
  | {
      readonly type: 'snapshot';
      readonly routes: readonly RouteRow[];
      readonly domains: readonly DomainRow[];
      readonly gateways: readonly GatewayRow[];
      readonly services: readonly ServiceRow[];
      readonly beat: Beat;
    }
  | {
      readonly type: 'change';
      readonly routes: readonly RouteRow[];
      /** Ids of routes that are gone. */
      readonly goneRoutes: readonly string[];
      /** Routes of which nothing is new but when they were looked at. */
      readonly confirmed: readonly ConfirmedRoute[];
      readonly domains: readonly DomainRow[];
      /** Ids of claims that are gone. */
      readonly goneDomains: readonly string[];
      /** Present when any changed: all of them. */
      readonly gateways?: readonly GatewayRow[];
      readonly services?: readonly ServiceRow[];
    }
  | { readonly type: 'beat'; readonly beat: Beat }
  /** The session has ended; the stream closes and must not be opened again before a new sign-in. */
  | { readonly type: 'signed-out' };

/** When the verdicts of a route were confirmed: for each hostname in the row's order, the times of its lights in their order. */
export type ConfirmedRoute = { readonly id: string; readonly at: readonly (readonly (number | null)[])[] };

/** A sign of life: how the portal stands with the cluster. Ages instead of times, because browsers' clocks are wrong. */
export type Beat = {
  readonly state: 'connecting' | 'live' | 'lost';
  /** The server's clock, in epoch milliseconds, so that a browser can tell how far its own is off. */
  readonly at: number;
  /** How long ago the cluster last answered; null: never. */
  readonly ageMs: number | null;
  /** How long the state has been like this. */
  readonly sinceMs: number;
  readonly reason: string | null;
  /** What is off or cannot be read although the cluster is there. */
  readonly limits: readonly Limit[];
};

/** A kind that the cluster does not have (`missing`: its feature is off) or that cannot be read now (`broken`), in a sentence. */
export type Limit = { readonly kind: string; readonly state: 'missing' | 'broken'; readonly text: string };
