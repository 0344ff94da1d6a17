import { hostnamesOf } from '../gateway-api/attachment.ts';
import { backendNames, describeRoute, isRedirectOnly } from '../gateway-api/describe.ts';
import { epochMs, namespaceOf } from '../gateway-api/hostile.ts';
import { isWildcard } from '../gateway-api/hostname.ts';
import { lastChangeOf } from '../gateway-api/managed-fields.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { judgeBackends } from './backend.ts';
import { judgeDns } from './dns.ts';
import { judgeGateway } from './gateway.ts';
import { type HostnameCase, hostnameCase, hostnameCases, openCase, type RouteCase, urlOf } from './hostname-case.ts';
import { makeVerdict } from './make-verdict.ts';
import type { HostnameObservations } from './observation.ts';
import { judgeRouteStatus } from './route.ts';
import type { RouteRow } from './route-view.ts';
import type { SignalSettings } from './settings.ts';
import { judgeTls } from './tls.ts';
import {
  compareStates,
  type HostnameSignals,
  type LampState,
  type Light,
  lights,
  type Verdict,
  worstState,
} from './verdict.ts';

/** A judged route; whether a deletion is pending is known elsewhere. */
export type JudgedRoute = Omit<RouteRow, 'deletingAt'>;

/**
 * The five lights of every hostname of a route, and the headline over them.
 *
 * @param observations by hostname; a hostname that is absent has not been looked at
 * @param now epoch milliseconds
 */
export function judgeRoute(
  route: HttpRoute,
  snapshot: ClusterSnapshot,
  observations: ReadonlyMap<string, HostnameObservations>,
  settings: SignalSettings,
  now: number,
): JudgedRoute {
  const routeCase = openCase(route, snapshot, settings, now);
  const signals = [
    ...hostnameCases(routeCase, observations).map((one) => judgeHostname(one, observations)),
    ...publishedOnly(routeCase).map((name) => judgePublishedName(routeCase, name, observations)),
  ];
  const state = worstState(signals.map((one) => one.state));
  const { name, generation = 0, resourceVersion = '', creationTimestamp } = route.metadata;
  const namespace = namespaceOf(route);
  const change = lastChangeOf(route);
  return {
    id: `${namespace}/${name}`,
    namespace,
    name,
    hostnames: hostnamesOf(route),
    summary: describeRoute(route),
    backends: backendNames(route),
    lamps: worstLamps(signals),
    state,
    headline: headlineOf(signals, state, isRedirectOnly(route)),
    clearHostnames: signals.filter((one) => isClear(one.state)).length,
    signals,
    generation,
    resourceVersion,
    createdAt: epochMs(creationTimestamp) ?? 0,
    lastChange: change === null ? null : { at: change.at, by: change.by },
  };
}

function judgeHostname(one: HostnameCase, observations: ReadonlyMap<string, HostnameObservations>): HostnameSignals {
  const dns = judgeDns(one, observations);
  const verdicts = {
    dns,
    tls: judgeTls(one, dns),
    gateway: judgeGateway(one),
    route: judgeRouteStatus(one),
    backend: judgeBackends(one),
  };
  return { hostname: one.hostname, url: urlOfCase(one), verdicts, state: stateOf(verdicts) };
}

/** The address for a browser, of the preferred scheme where there is a listener for it; none for a wildcard. */
function urlOfCase({ hostname, listeners, settings }: HostnameCase): string | null {
  const preferred = (settings.linkScheme ?? 'https').toUpperCase();
  const listener = listeners.find((one) => one.protocol === preferred) ?? listeners[0];
  if (listener === undefined || hostname === '*' || isWildcard(hostname)) return null;
  return urlOf(hostname, listener.protocol, settings.publicPorts?.get(listener.port) ?? listener.port);
}

/** Names that an annotation publishes and that the route itself does not name. */
function publishedOnly({ route, published }: RouteCase): readonly string[] {
  const own = new Set(hostnamesOf(route));
  return published.names.filter((name) => !own.has(name));
}

/** Only DNS is judged for such a name, by the Gateways that serve the route's other names. */
function judgePublishedName(
  routeCase: RouteCase,
  name: string,
  observations: ReadonlyMap<string, HostnameObservations>,
): HostnameSignals {
  const listeners = routeCase.attachments.flatMap((parent) => parent.attached.map((one) => one.listener));
  const dns = judgeDns({ ...hostnameCase(routeCase, name, observations), listeners }, observations);
  const notRouted = (light: Light): Verdict =>
    makeVerdict(
      {
        state: 'not-needed',
        code: 'name.not-routed',
        reason: 'Published by an annotation; the route does not name it.',
      },
      { light, source: 'cluster', at: routeCase.now },
    );
  const verdicts = {
    dns,
    tls: notRouted('tls'),
    gateway: notRouted('gateway'),
    route: notRouted('route'),
    backend: notRouted('backend'),
  };
  return { hostname: name, url: null, verdicts, state: stateOf(verdicts) };
}

function stateOf(verdicts: Readonly<Record<Light, Verdict>>): LampState {
  return worstState(lights.map((light) => verdicts[light].state));
}

function isClear(state: LampState): boolean {
  return state === 'ok' || state === 'not-needed';
}

function worstLamps(signals: readonly HostnameSignals[]): Readonly<Record<Light, LampState>> {
  const worst = (light: Light) => worstState(signals.map((one) => one.verdicts[light].state));
  return {
    dns: worst('dns'),
    tls: worst('tls'),
    gateway: worst('gateway'),
    route: worst('route'),
    backend: worst('backend'),
  };
}

/** Codes that only repeat what another light of the same state says better. */
const repeating: ReadonlySet<string> = new Set(['route.unresolved']);

/** The reason of the worst verdict, in the order in which a request meets the lights; `All clear` when there is none. */
export function headlineOf(signals: readonly HostnameSignals[], state: LampState, isRedirect: boolean): string {
  const tail = isRedirect ? ' · redirects only' : '';
  if (isClear(state)) return `All clear${tail}`;
  const verdicts = signals.flatMap((one) => lights.map((light) => one.verdicts[light]));
  const [worst] = verdicts.toSorted(
    (a, b) => compareStates(a.state, b.state) || Number(repeating.has(a.code)) - Number(repeating.has(b.code)),
  );
  return `${(worst?.reason ?? '').replace(/\.$/, '')}${tail}`;
}
