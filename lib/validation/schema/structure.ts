import { isSame } from '../../gateway-api/document.ts';
import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { Path } from '../../outcome.ts';
import { createFlawList, type FlawList } from './flaw.ts';
import { correlate } from './old-value.ts';
import type { SchemaNode } from './schema-node.ts';
import { checkCombinations } from './structure-combined.ts';
import { checkDuplicates, checkLength } from './structure-list.ts';
import { checkNumber, checkText } from './structure-scalar.ts';
import { notAllowed, requiredFlaw, typeFlaw, unknownFlaw } from './structure-words.ts';

/** One place of a document with the schema that it must follow. */
export type Place = {
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly path: Path;
  /** What was there before an update, undefined for what is new. @see Kubernetes, CRD validation ratcheting */
  readonly old: unknown;
  /** Whether the value lies in one that the update leaves as it was. */
  readonly isKept?: boolean;
};

/**
 * Types, required and unknown fields, limits, patterns and enums of a value with its defaults: what the API server checks before
 * the rules. A value that an update leaves as it was is not judged, like there.
 */
export function checkStructure(place: Place, found: FlawList): void {
  const { node, value, old, path } = place;
  if (found.isFull() || (old !== undefined && isSame(value, old))) return;
  if (value === null && node.nullable) return;
  if (!isOfType(node, value)) {
    found.add(typeFlaw(path, node.intOrString ? { type: 'integer or string', format: '' } : node, value));
    return;
  }
  if (node.allowed !== null && !node.allowed.some((one) => isSame(one, value))) {
    found.add(notAllowed(path, value, node.allowed));
  }
  if (typeof value === 'string') checkText(node, value, path, found);
  else if (typeof value === 'number') checkNumber(node, value, path, found);
  else if (Array.isArray(value)) checkList(place, value, found);
  else if (isPlainObject(value)) checkObject(place, value, found);
  checkCombinations(place, found, isValid);
}

/** Whether a value follows a schema by itself. */
function isValid(place: Place, found: FlawList = createFlawList()): FlawList {
  checkStructure(place, found);
  return found;
}

function isOfType(node: SchemaNode, value: unknown): boolean {
  if (node.intOrString) return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
  switch (node.type) {
    case 'object':
      return isPlainObject(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return true;
  }
}

function checkList(place: Place, list: readonly unknown[], found: FlawList): void {
  const { node, path } = place;
  // A list that is far too long is one finding, not one for each of its entries.
  if (checkLength(node, list, path, found)) return;
  checkDuplicates(node, list, path, found);
  const { items } = node;
  if (items === null) return;
  list.forEach((value, index) => {
    checkStructure({ node: items, value, path: [...path, index], old: correlate(place, index, value) }, found);
  });
}

function checkObject(place: Place, object: Readonly<Record<string, unknown>>, found: FlawList): void {
  const { node, path } = place;
  for (const name of node.required) {
    if (!Object.hasOwn(object, name) || object[name] === undefined) found.add(requiredFlaw([...path, name]));
  }
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  checkLength(node, entries, path, found);
  for (const [key, value] of entries) {
    const child = node.properties.get(key) ?? node.additional;
    const at: Path = [...path, key];
    if (child === null) {
      if (isClosed(node)) found.add(unknownFlaw(at));
    } else if (!(value === null && !child.nullable && node.properties.has(key))) {
      checkStructure({ node: child, value, path: at, old: correlate(place, key, value) }, found);
    }
  }
}

/** Sub-schemas of `oneOf` and the like say nothing about fields that they do not name. */
function isClosed(node: SchemaNode): boolean {
  return node.type === 'object' && !node.keepsUnknown;
}
