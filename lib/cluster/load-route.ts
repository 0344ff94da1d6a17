import 'server-only';
import { type Actor, type ActorTeam, clusterIdentity } from '../access/actor.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import { cluster } from './cluster.ts';
import { getRoute } from './get-route.ts';
import { ClusterUnreachable } from './transport.ts';
import { visibleNamespaces } from './visible.ts';

/** A route for its page: as the cluster has it, or, while the cluster cannot be asked, as it was last known. */
export type LoadedRoute = {
  readonly route: HttpRoute;
  readonly source: 'cluster' | 'last-known';
  readonly asOf: number;
};

/** Null for a route that does not exist, that lies in another team's namespace, or that the API server does not let the actor read. */
export async function loadRoute(
  actor: Actor,
  team: ActorTeam,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<LoadedRoute | null> {
  const identity = clusterIdentity(actor);
  if (!identity || !team.namespaces.includes(namespace)) return null;
  // A page must not wait ten seconds for a server that is known to be silent.
  if (cluster().connection().state === 'lost') return lastKnown(actor, namespace, name);
  try {
    const route = await getRoute(identity, namespace, name);
    return route && { route, source: 'cluster', asOf: Date.now() };
  } catch (error) {
    if (!(error instanceof ClusterUnreachable)) throw error;
    return lastKnown(actor, namespace, name);
  }
}

async function lastKnown(actor: Actor, namespace: string, name: string): Promise<LoadedRoute | null> {
  const route = cluster().store.snapshot.routes.get(`${namespace}/${name}`);
  if (!route || !(await visibleNamespaces(actor)).has(namespace)) return null;
  return { route, source: 'last-known', asOf: cluster().connection().asOf ?? 0 };
}
