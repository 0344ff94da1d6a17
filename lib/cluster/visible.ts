import 'server-only';
import { z } from 'zod';
import { type Actor, type ActorTeam, clusterIdentity } from '../access/actor.ts';
import { processWide } from '../process-wide.ts';
import { type Cluster, cluster } from './cluster.ts';

const review = z.looseObject({
  status: z.looseObject({ allowed: z.boolean().default(false) }).default({ allowed: false }),
});
const cacheMs = 60_000;

type Cached = { readonly allowed: boolean; readonly at: number };

/** What an actor may see: the namespaces of their teams in which the API server lets them list routes. */
export async function visibleNamespaces(actor: Actor): Promise<ReadonlySet<string>> {
  const namespaces = actor.teams.flatMap((team) => team.namespaces);
  const allowed = await Promise.all(namespaces.map((namespace) => may(actor, 'list', namespace)));
  return new Set(namespaces.filter((_, index) => allowed[index]));
}

/** The namespaces of one team that an actor may see, in the team's order: what their other teams own is not among them. */
export async function visibleNamespacesOf(actor: Actor, team: ActorTeam): Promise<readonly string[]> {
  const visible = await visibleNamespaces(actor);
  return team.namespaces.filter((namespace) => visible.has(namespace));
}

/**
 * Asks the API server whether it lets the actor do this to HTTPRoutes of a namespace. Answers are remembered for a minute;
 * while the server cannot be asked the last answer stands, and without one the answer is no.
 */
export async function may(
  actor: Actor,
  verb: 'list' | 'create' | 'patch' | 'delete',
  namespace: string,
): Promise<boolean> {
  const identity = clusterIdentity(actor);
  if (!identity) return false;
  const cache = processWide('access-reviews', () => new Map<string, Cached>());
  const key = JSON.stringify([identity, verb, namespace]);
  const known = cache.get(key);
  if (known && Date.now() - known.at < cacheMs) return known.allowed;
  const isLost = cluster().connection().state === 'lost';
  const allowed = isLost ? null : await ask(cluster(), { ...identity, verb, namespace });
  if (allowed === null) return known?.allowed ?? false;
  if (cache.size > 50_000) cache.clear();
  cache.set(key, { allowed, at: Date.now() });
  return allowed;
}

/** Null when the server could not be asked. */
async function ask(
  { transport }: Cluster,
  { user, groups, verb, namespace }: { user: string; groups: readonly string[]; verb: string; namespace: string },
): Promise<boolean | null> {
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user,
      groups,
      resourceAttributes: { group: 'gateway.networking.k8s.io', resource: 'httproutes', verb, namespace },
    },
  };
  try {
    const answer = await transport.send({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      body,
      timeoutMs: 3_000,
    });
    return answer.status === 201 ? review.parse(answer.body).status.allowed : null;
  } catch {
    return null;
  }
}
