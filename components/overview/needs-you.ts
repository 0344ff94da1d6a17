import { needsSomebody as domainNeedsSomebody, stateWords } from '@/components/domains/domain-words.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import {
  compareStates,
  type HostnameSignals,
  type LampState,
  type Light,
  lights,
  type Verdict,
} from '@/lib/signals/verdict.ts';

/** Something that somebody of the team should look at. */
export type Need = {
  readonly id: string;
  readonly state: LampState;
  /** Whom it is about: a hostname for DNS and TLS and for domains, else the route. */
  readonly subject: string;
  readonly reason: string;
  readonly fix: string | null;
  /** Where it is mended. */
  readonly at:
    | { readonly kind: 'route'; readonly light: Light; readonly namespace: string; readonly name: string }
    | { readonly kind: 'domain'; readonly id: string; readonly name: string };
};

/** What needs somebody of routes and domains, worst first; what a domain says of its name is not said again by its routes. */
export function needsOfTeam(routes: readonly RouteRow[], domains: readonly DomainRow[]): readonly Need[] {
  const ofDomains = domains.filter(domainNeedsSomebody).map(needOfDomain);
  const named = new Set(domains.filter(domainNeedsSomebody).map(({ hostname }) => hostname));
  const ofRoutes = needsOf(routes).filter(
    ({ at, subject }) => at.kind === 'domain' || !isOfName(at.light) || !named.has(subject),
  );
  return [...ofDomains, ...ofRoutes].toSorted((a, b) => compareStates(a.state, b.state));
}

function needOfDomain({ id, unicode, state, headline, next }: DomainRow): Need {
  return {
    id: `domain ${id}`,
    state: stateWords[state].lamp,
    subject: unicode,
    reason: headline,
    fix: next?.title ?? null,
    at: { kind: 'domain', id, name: unicode },
  };
}

function isOfName(light: Light): boolean {
  return light === 'dns' || light === 'tls';
}

/**
 * What needs somebody: every problem, and what is in progress and waits for a person (it has a fix).
 * What is the same for several hostnames of one route is said once.
 */
export function needsOf(routes: readonly RouteRow[]): readonly Need[] {
  return routes.flatMap(needsOfRoute).toSorted((a, b) => compareStates(a.state, b.state));
}

function needsOfRoute(route: RouteRow): readonly Need[] {
  if (route.deletingAt !== null) return [];
  const groups = new Map<string, { readonly verdict: Verdict; readonly hostnames: string[] }>();
  for (const signal of route.signals) {
    for (const light of lights) {
      const verdict = signal.verdicts[light];
      if (!needsSomebody(verdict) || isSaidBetter(light, signal)) continue;
      const key = `${light} ${verdict.code} ${verdict.reason}`;
      const group = groups.get(key);
      if (group) group.hostnames.push(signal.hostname);
      else groups.set(key, { verdict, hostnames: [signal.hostname] });
    }
  }
  return [...groups].map(([key, { verdict, hostnames }]) => ({
    id: `${route.id} ${key}`,
    state: verdict.state,
    subject: subjectOf(route, verdict.light, hostnames),
    reason: verdict.reason,
    fix: verdict.fix ?? null,
    at: { kind: 'route', light: verdict.light, namespace: route.namespace, name: route.name },
  }));
}

function needsSomebody(verdict: Verdict): boolean {
  return verdict.state === 'problem' || (verdict.state === 'progress' && verdict.fix !== undefined);
}

/** The route's status repeats in the controller's words what the Gateway or the backend light has said in ours. */
function isSaidBetter(light: Light, { verdicts }: HostnameSignals): boolean {
  return light === 'route' && (verdicts.gateway.state === 'problem' || verdicts.backend.state === 'problem');
}

function subjectOf(route: RouteRow, light: Light, hostnames: readonly string[]): string {
  const [first] = hostnames;
  if (!isOfName(light) || first === undefined || first === '*') return route.name;
  return hostnames.length === 1 ? first : `${first} and ${hostnames.length - 1} more`;
}
