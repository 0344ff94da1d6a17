import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { Path } from '../../outcome.ts';
import type { FlawList } from './flaw.ts';
import type { SchemaNode } from './schema-node.ts';
import { duplicateFlaw, tooFewFlaw, tooManyFlaw } from './structure-words.ts';

/** Judges how many entries a list or a map has; true when there are too many. */
export function checkLength(node: SchemaNode, entries: readonly unknown[], path: Path, found: FlawList): boolean {
  const isList = node.type === 'array';
  const least = isList ? node.limits.minItems : node.limits.minProperties;
  const most = isList ? node.limits.maxItems : node.limits.maxProperties;
  if (least !== null && entries.length < least) {
    found.add(tooFewFlaw(path, isList ? 'items' : 'properties', entries.length, least));
  }
  if (most === null || entries.length <= most) return false;
  found.add(tooManyFlaw(path, isList ? 'items' : 'properties', entries.length, most));
  return true;
}

/** Entries that a list of type `set` or `map` has twice. @see Kubernetes, Server-Side Apply, "Merge strategy" */
export function checkDuplicates(node: SchemaNode, list: readonly unknown[], path: Path, found: FlawList): void {
  if (node.listType !== 'map' && node.listType !== 'set') return;
  const seen = new Set<string>();
  list.forEach((entry, index) => {
    const key = node.listType === 'map' ? listKey(node, entry) : JSON.stringify(entry);
    if (key === null) return;
    if (seen.has(key)) found.add(duplicateFlaw([...path, index], entry, node.listType === 'map' ? key : null));
    seen.add(key);
  });
}

/** What tells an entry of a list of type `map` from the others; null for what is no object. */
export function listKey(node: SchemaNode, entry: unknown): string | null {
  if (!isPlainObject(entry)) return null;
  const pairs = node.mapKeys
    .toSorted()
    .flatMap((key) => (Object.hasOwn(entry, key) ? [[key, entry[key]] as const] : []));
  return JSON.stringify(Object.fromEntries(pairs));
}
