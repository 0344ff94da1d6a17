import 'server-only';
import type { ClusterIdentity } from '../access/actor.ts';
import { refusal } from '../access/refusals.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import { tiesLost } from '../gateway-api/ties.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { cluster } from './cluster.ts';
import { routeDocument } from './route-document.ts';
import { applyRoute } from './route-writes.ts';

/**
 * What making this route again would lose: of equal matches the oldest route wins, and it would be the youngest.
 *
 * @param visible namespaces whose routes the reader may know by name
 */
export async function planRestore(
  document: unknown,
  visible: ReadonlySet<string>,
): Promise<Outcome<{ readonly ties: readonly string[] }>> {
  const parsed = routeDocument.safeParse(document);
  if (!parsed.success) return refuse(refusal('access.not-found'));
  const ties = tiesLost(parsed.data, cluster().store.snapshot.routes.values());
  return accept({
    ties: ties.map(({ hostname, match, name, namespace }) => {
      const winner = visible.has(namespace) ? `${namespace}/${name}` : 'a route of another team';
      return `${match} on ${hostname} goes to ${winner}, which is older from then on.`;
    }),
  });
}

/** Makes a deleted route again, under its name and with what its users wrote. */
export async function restoreRoute(
  identity: ClusterIdentity,
  document: unknown,
): Promise<Outcome<{ readonly namespace: string; readonly name: string }>> {
  const parsed = routeDocument.safeParse(document);
  if (!parsed.success) return refuse(refusal('access.not-found'));
  const draft = asNew(parsed.data);
  const { name, namespace = '' } = draft.metadata;
  const outcome = await applyRoute(identity, { namespace, name, base: null, draft }, []);
  return outcome.status === 'refused' ? outcome : accept({ namespace, name });
}

function asNew({ apiVersion, kind, metadata, spec }: HttpRoute): HttpRoute {
  const { annotations, labels, name, namespace } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
}
