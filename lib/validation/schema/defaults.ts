import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * The value as the API server completes it before it judges: defaults of the schema, and no `null` where the schema wants
 * none. Whatever needs no change stays identical (`===`).
 *
 * @see Kubernetes, CustomResourceDefinitions, "Defaulting" and "Defaulting and Nullable"
 */
export function withDefaults(node: SchemaNode, value: unknown): unknown {
  if (Array.isArray(value)) return node.items === null ? value : listWithDefaults(node.items, value);
  return isPlainObject(value) ? objectWithDefaults(node, value) : value;
}

function listWithDefaults(items: SchemaNode, list: readonly unknown[]): readonly unknown[] {
  const next = list.map((entry) => withDefaults(items, entry));
  return next.some((entry, index) => entry !== list[index]) ? next : list;
}

function objectWithDefaults(node: SchemaNode, object: Readonly<Record<string, unknown>>): unknown {
  const changes = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    const child = node.properties.get(key) ?? node.additional;
    if (child === null) continue;
    const isUnwantedNull = value === null && !child.nullable;
    const next = isUnwantedNull ? withDefaults(child, child.fallback) : withDefaults(child, value);
    if (next !== value) changes.set(key, next);
  }
  for (const [key, child] of node.properties) {
    if (child.fallback === undefined || (Object.hasOwn(object, key) && object[key] !== undefined)) continue;
    changes.set(key, withDefaults(child, child.fallback));
  }
  if (changes.size === 0) return object;
  // `fromEntries` defines own properties, so even a key `__proto__` stays data.
  const merged = [...new Map([...Object.entries(object), ...changes])];
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}
