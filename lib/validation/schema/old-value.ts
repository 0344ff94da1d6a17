import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { SchemaNode } from './schema-node.ts';
import { listKey } from './structure-list.ts';

/**
 * What an update finds at a child's place: fields by name, entries of lists of type `map` by their keys. Entries of other lists have
 * no identity, so they are always new.
 *
 * @see Kubernetes, CustomResourceDefinitions, "Transition rules"
 */
export function correlate(
  parent: { readonly node: SchemaNode; readonly old: unknown },
  step: string | number,
  value: unknown,
): unknown {
  const { node, old } = parent;
  if (typeof step === 'string') return isPlainObject(old) && Object.hasOwn(old, step) ? old[step] : undefined;
  if (node.listType !== 'map' || !Array.isArray(old)) return undefined;
  const key = listKey(node, value);
  return key === null ? undefined : old.find((entry: unknown) => listKey(node, entry) === key);
}
