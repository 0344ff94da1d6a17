import 'server-only';
import type { Actor, ActorTeam } from '../access/actor.ts';
import { namespaceOf, strings } from '../gateway-api/hostile.ts';
import { coversHostname, normaliseHostname } from '../gateway-api/hostname.ts';
import type { ObjectName } from '../gateway-api/listeners.ts';
import { hostnameOf, type RequestFacts } from '../gateway-api/matching/request.ts';
import { createTester, routesServing } from '../gateway-api/matching/tester.ts';
import type { ToldAnswer } from '../gateway-api/matching/told-answer.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { cluster } from './cluster.ts';
import { visibleNamespacesOf } from './visible.ts';

type Question = {
  readonly editing: string | null;
  readonly draft: HttpRoute | null;
  readonly gateway: ObjectName;
  readonly requests: readonly RequestFacts[];
};

/**
 * Judges requests against the routes of all teams. Routes of others are told of without name, namespace or rule, and only for hostnames
 * that the asking team uses in a route of its own.
 */
export async function testRequests(actor: Actor, team: ActorTeam, question: Question): Promise<readonly ToldAnswer[]> {
  const { snapshot } = cluster().store;
  const ofTeam = new Set(await visibleNamespacesOf(actor, team));
  return question.requests.map((request) => testRequest(request, question, { snapshot, ofTeam }));
}

/** Whether a team's own routes in the cluster serve a hostname. */
export async function servesHostname(actor: Actor, team: ActorTeam, hostname: string): Promise<boolean> {
  const ofTeam = new Set(await visibleNamespacesOf(actor, team));
  return usesHostname(cluster().store.snapshot.routes.values(), hostname, ofTeam);
}

type Seen = { readonly snapshot: ClusterSnapshot; readonly ofTeam: ReadonlySet<string> };

function testRequest(request: RequestFacts, question: Question, { snapshot, ofTeam }: Seen): ToldAnswer {
  const hostname = hostnameOf(request.host);
  const near = routesServing(snapshot.routes.values(), hostname);
  const isOwn = (route: HttpRoute) => ofTeam.has(namespaceOf(route));
  const own = [...near.filter(isOwn), ...(question.draft === null ? [] : [question.draft])];
  const judge = (routes: readonly HttpRoute[]) =>
    createTester(withRoutes(snapshot, routes), question.editing)
      .withDraft(question.draft)
      .ask(question.gateway, request);
  if (!usesHostname(own, hostname, ofTeam)) return { kind: 'not-told', answer: judge(near.filter(isOwn)) };
  const all = judge(near);
  const isForeign = (routeId: string) => !ofTeam.has(routeId.split('/')[0] ?? '');
  if (all.winner !== null && isForeign(all.winner.routeId)) return { kind: 'other-team' };
  const losers = all.losers.filter((loser) => !isForeign(loser.match.routeId));
  return { kind: 'told', answer: { ...all, losers }, othersCompete: losers.length < all.losers.length };
}

function withRoutes(snapshot: ClusterSnapshot, routes: readonly HttpRoute[]): ClusterSnapshot {
  return {
    ...snapshot,
    routes: new Map(routes.map((route) => [`${namespaceOf(route)}/${route.metadata.name}`, route])),
  };
}

/** A route without hostnames uses every name, but owns none. */
function usesHostname(routes: Iterable<HttpRoute>, hostname: string, ofTeam: ReadonlySet<string>): boolean {
  for (const route of routes) {
    if (!ofTeam.has(namespaceOf(route))) continue;
    if (strings(route.spec?.hostnames).some((name) => coversHostname(normaliseHostname(name), hostname))) return true;
  }
  return false;
}
