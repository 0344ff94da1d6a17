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
