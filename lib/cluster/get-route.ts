import 'server-only';
import type { ClusterIdentity } from '../access/actor.ts';
import { type HttpRoute, isKubeObject } from '../gateway-api/objects.ts';
import { cluster } from './cluster.ts';
import { routePath } from './route-path.ts';
import { ClusterUnreachable } from './transport.ts';

/**
 * Reads a route as the user; null when there is none or the API server does not let them see it.
 *
 * @throws ClusterUnreachable
 */
export async function getRoute(identity: ClusterIdentity, namespace: string, name: string): Promise<HttpRoute | null> {
  const { status, body } = await cluster().transport.send({
    method: 'GET',
    path: routePath(namespace, name),
    as: identity,
  });
  if (status === 404 || status === 403) return null;
  if (status !== 200 || !isKubeObject(body)) throw new ClusterUnreachable(`the API server answered ${status}`);
  return body as HttpRoute;
}
