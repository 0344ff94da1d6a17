import { type CelInput, celList, celMap } from '@bufbuild/cel';
import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { SchemaNode } from './schema-node.ts';

const keywords = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/**
 * A field's name as rules write it: `namespace` is a word of the language, so rules say `__namespace__`.
 *
 * @see Kubernetes, CustomResourceDefinitions, "Escaping" of property names
 */
export function celName(name: string): string {
  if (keywords.has(name)) return `__${name}__`;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}

/**
 * A value as rules see it, typed by the schema and without what the schema does not name. Undefined for what has another type than the
 * schema says: the structural check refuses it, and no rule around it is asked.
 */
export function toCelValue(node: SchemaNode, value: unknown): CelInput | undefined {
  if (value === null || value === undefined) return node.nullable && value === null ? null : undefined;
  if (node.intOrString) return typeof value === 'number' ? toCelInteger(value) : textOrNothing(value);
  switch (node.type) {
    case 'integer':
      return toCelInteger(value);
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'string':
      return textOrNothing(value);
    case 'array':
      return Array.isArray(value) ? toCelList(node, value) : undefined;
    case 'object':
      return isPlainObject(value) ? toCelMap(node, value) : undefined;
    default:
      return undefined;
  }
}

function toCelInteger(value: unknown): bigint | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toCelList(node: SchemaNode, list: readonly unknown[]): CelInput {
  const { items } = node;
  return celList(list.flatMap((entry) => (items === null ? undefined : toCelValue(items, entry)) ?? []));
}

/** Keys of a map are data and stay as they are; names of fields are escaped. */
function toCelMap(node: SchemaNode, object: Readonly<Record<string, unknown>>): CelInput {
  const entries = new Map<string, CelInput>();
  for (const [key, value] of Object.entries(object)) {
    const property = node.properties.get(key);
    const child = property ?? node.additional;
    const converted = child === null ? undefined : toCelValue(child, value);
    if (converted !== undefined) entries.set(property === undefined ? key : celName(key), converted);
  }
  return celMap(entries);
}
