import { gatewayGroup } from './attachment.ts';
import { objects, text } from './hostile.ts';
import type { ReferenceGrant } from './objects.ts';

/** A reference from an HTTPRoute to an object of another namespace. */
export type CrossReference = {
  readonly fromNamespace: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
};

/**
 * Whether an HTTPRoute may refer to an object: always within its namespace, else only by a grant in the target's namespace.
 * Grants add up; within one, any `from` with any `to`.
 *
 * @see Gateway API v1, ReferenceGrant
 */
export function isReferenceGranted(reference: CrossReference, grants: Iterable<ReferenceGrant>): boolean {
  if (reference.namespace === reference.fromNamespace) return true;
  for (const grant of grants) {
    if (grant.metadata.namespace !== reference.namespace) continue;
    const isFrom = objects(grant.spec?.from).some(
      (from) => from.group === gatewayGroup && from.kind === 'HTTPRoute' && from.namespace === reference.fromNamespace,
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
