import type { AttachedListener, ParentAttachment } from '../gateway-api/attachment.ts';
import { attachRoute, hostnamesOf } from '../gateway-api/attachment.ts';
import { type PublishedNames, publishedNames } from '../gateway-api/external-dns.ts';
import { epochMs } from '../gateway-api/hostile.ts';
import { lastChangeOf } from '../gateway-api/managed-fields.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { type RouteStatusSummary, summariseStatus } from '../gateway-api/status.ts';
import type { HostnameObservations } from './observation.ts';
import { type SignalSettings, settlingMs } from './settings.ts';

/** What all hostnames of a route have in common. */
export type RouteCase = {
  readonly route: HttpRoute;
  readonly snapshot: ClusterSnapshot;
  readonly settings: SignalSettings;
  readonly now: number;
  readonly attachments: readonly ParentAttachment[];
  readonly status: RouteStatusSummary;
  readonly published: PublishedNames;
  /** When the route was made or last changed, in epoch milliseconds; null when the cluster does not say. */
  readonly changedAt: number | null;
};

/** One hostname of a route with everything that its verdicts rest on. */
export type HostnameCase = RouteCase & {
  /** `*` for a route that names none. */
  readonly hostname: string;
  readonly observed: HostnameObservations;
  /** The listeners that serve this hostname. */
  readonly listeners: readonly AttachedListener['listener'][];
};

/** Nothing seen yet. */
export const unobserved: HostnameObservations = { dns: null, tls: null, http: [] };

/** Reads once what all lights of a route need. */
export function openCase(
  route: HttpRoute,
  snapshot: ClusterSnapshot,
  settings: SignalSettings,
  now: number,
): RouteCase {
  const made = epochMs(route.metadata.creationTimestamp);
  const changed = lastChangeOf(route)?.at ?? null;
  return {
    route,
    snapshot,
    settings,
    now,
    attachments: attachRoute(route, snapshot),
    status: summariseStatus(route, snapshot),
    published: publishedNames(route, settings.externalDns.annotationPrefix),
    changedAt: made === null || changed === null ? (made ?? changed) : Math.max(made, changed),
  };
}

/** The case of each hostname that the route names (`*` when it names none). */
export function hostnameCases(
  routeCase: RouteCase,
  observations: ReadonlyMap<string, HostnameObservations>,
): readonly HostnameCase[] {
  return hostnamesOf(routeCase.route).map((hostname) => hostnameCase(routeCase, hostname, observations));
}

/** The case of one name. */
export function hostnameCase(
  routeCase: RouteCase,
  hostname: string,
  observations: ReadonlyMap<string, HostnameObservations>,
): HostnameCase {
  const attached = routeCase.attachments.flatMap((parent) => parent.attached);
  const serving = attached.filter((one) => one.hostnames.some((served) => served.hostname === hostname));
  const listeners = serving.map((one) => one.listener);
  return {
    ...routeCase,
    hostname,
    observed: observations.get(hostname) ?? unobserved,
    listeners: listeners.filter((listener, index) => listeners.findIndex((other) => isSame(other, listener)) === index),
  };
}

function isSame(a: AttachedListener['listener'], b: AttachedListener['listener']): boolean {
  return (
    a.owner.kind === b.owner.kind &&
    a.owner.namespace === b.owner.namespace &&
    a.owner.name === b.owner.name &&
    a.name === b.name
  );
}

/** Whether a route is so new, or so newly changed, that others may still be at work on it. */
export function isSettling({ changedAt, now }: RouteCase): boolean {
  return changedAt !== null && now - changedAt < settlingMs;
}

/** A port as browsers show it: nothing for the scheme's own. */
export function urlOf(hostname: string, protocol: string, port: number): string {
  const scheme = protocol === 'HTTPS' ? 'https' : 'http';
  const isDefault = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${hostname}${isDefault ? '' : `:${port}`}`;
}
