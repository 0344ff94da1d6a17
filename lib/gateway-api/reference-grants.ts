import { gatewayGroup } from './attachment.ts';
import { objects, text } from './hostile.ts';
import type { ReferenceGrant } from './objects.ts';

/** A reference to an object that may live in another namespace. */
export type CrossReference = {
  /** The kind that refers, of the Gateway API; absent for an HTTPRoute. */
  readonly fromKind?: 'HTTPRoute' | 'Gateway' | 'ListenerSet';
  readonly fromNamespace: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
};

/**
 * Whether an object may refer to another: always within its namespace, else only by a grant in the target's namespace.
 * Grants add up; within one, any `from` with any `to`.
 *
 * @see Gateway API v1, ReferenceGrant
 */
export function isReferenceGranted(reference: CrossReference, grants: Iterable<ReferenceGrant>): boolean {
  if (reference.namespace === reference.fromNamespace) return true;
  const fromKind = reference.fromKind ?? 'HTTPRoute';
  for (const grant of grants) {
    if (grant.metadata.namespace !== reference.namespace) continue;
    const isFrom = objects(grant.spec?.from).some(
      (from) => from.group === gatewayGroup && from.kind === fromKind && from.namespace === reference.fromNamespace,
    );
    const isTo = objects(grant.spec?.to).some(
      (to) =>
        (text(to.group) ?? '') === reference.group &&
        to.kind === reference.kind &&
        (!to.name || to.name === reference.name),
    );
    if (isFrom && isTo) return true;
  }
  return false;
}

/**
 * The grant that would let HTTPRoutes of a namespace refer to one object of another: for the owner of that other namespace.
 * In v1beta1, which every release of Gateway API serves.
 */
export function grantFor(fromNamespace: string, target: Omit<CrossReference, 'fromNamespace'>): ReferenceGrant {
  const { group, kind, namespace, name } = target;
  return {
    apiVersion: `${gatewayGroup}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: { name: `${fromNamespace}-to-${name}`.slice(0, 253), namespace },
    spec: {
      from: [{ group: gatewayGroup, kind: 'HTTPRoute', namespace: fromNamespace }],
      to: [{ group, kind, name }],
    },
  };
}
