import 'server-only';
import type { ClusterIdentity } from '../access/actor.ts';
import { readWriteAnswer } from './answers.ts';
import { cluster } from './cluster.ts';
import { routePath } from './route-path.ts';
import { ClusterUnreachable } from './transport.ts';

/** Deletes exactly this route, not one that was made under its name since. Gives `deleted`, or why not. A route that is gone already counts as deleted. */
export async function deleteRoute(
  identity: ClusterIdentity,
  { namespace, name, uid }: { readonly namespace: string; readonly name: string; readonly uid: string },
): Promise<string> {
  try {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
    const answer = readWriteAnswer(
      await cluster().transport.send({ method: 'DELETE', path: routePath(namespace, name), body, as: identity }),
    );
    if (answer.kind === 'done' || answer.kind === 'gone') return 'deleted';
    if (answer.kind === 'refused') return answer.issues.map((issue) => issue.message).join(' ');
    return 'another route stands under this name now';
  } catch (error) {
    if (error instanceof ClusterUnreachable) return `the cluster cannot be reached (${error.message})`;
    throw error;
  }
}
