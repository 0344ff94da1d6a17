import 'server-only';
import { clusterIdentity, findActor } from '../access/actor.ts';
import { readWriteAnswer } from '../cluster/answers.ts';
import { routePath } from '../cluster/route-path.ts';
import { ClusterUnreachable, type Transport } from '../cluster/transport.ts';
import type { GuardAnswer, StoredClaim } from '../db/domains.ts';
import { hostnameOfClaim } from '../domains/claim.ts';
import { wantedNames } from '../domains/wanted-objects.ts';
import { readRefusal } from '../guard/read-refusal.ts';

/**
 * Asks the cluster, in a dry run and as whoever acts for the claim, whether a route of its namespace may carry the name. A grant that was
 * just written is not known to every API server at once.
 */
export async function askGuard(
  transport: Transport,
  { claim, actingUser }: StoredClaim,
  now: number,
): Promise<GuardAnswer> {
  const unknown = (message: string): GuardAnswer => ({ state: 'unknown', message, at: now });
  const actor = await findActor(actingUser);
  const identity = actor ? clusterIdentity(actor) : null;
  if (identity === null) return unknown('whoever acts for this domain has no rights in the team any more');
  const { namespace, gateway } = claim.attachment;
  const name = `${wantedNames(claim).redirectRoute}-guard`;
  const body = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [{ kind: 'Gateway', namespace: gateway.namespace, name: gateway.name }],
      hostnames: [hostnameOfClaim(claim)],
    },
  };
  const query = '?fieldManager=signalbox&dryRun=All';
  try {
    const response = await transport.send({
      method: 'PATCH',
      path: routePath(namespace, name, query),
      body,
      contentType: 'application/apply-patch+yaml',
      as: identity,
    });
    const answer = readWriteAnswer(response);
    if (answer.kind === 'done') return { state: 'allowed', message: '', at: now };
    const text = messageOf(response.body);
    const refusal = readRefusal(text);
    return refusal === null ? unknown(text) : { state: 'refused', message: refusal, at: now };
  } catch (error) {
    if (error instanceof ClusterUnreachable) return unknown(`the cluster cannot be reached (${error.message})`);
    throw error;
  }
}

function messageOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'message' in body ? String(body.message).slice(0, 1_000) : '';
}
