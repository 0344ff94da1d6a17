import type { Path } from '../outcome.ts';
import { isPlainObject } from './hostile.ts';

/**
 * What lies at a path, or undefined. Reads own properties only.
 */
export function getAt(doc: unknown, path: Path): unknown {
  return path.reduce<unknown>(childOf, doc);
}

/**
 * The document with `value` at `path` and everything else identical (`===`), key order kept. Missing objects and lists on
 * the way are made; `undefined` removes. Where the path does not fit what is there (a key of a text, an index
 * past the end of a list), the document comes back as it was: nothing that the form does not understand is overwritten.
 */
export function setAt<T>(doc: T, path: Path, value: unknown): T;
export function setAt(doc: unknown, path: Path, value: unknown): unknown {
  return update(doc, path, () => value);
}

/** The document without the field or list entry at `path`; unchanged when there is none. An emptied list stays, as `[]`. */
export function removeAt<T>(doc: T, path: Path): T;
export function removeAt(doc: unknown, path: Path): unknown {
  return update(doc, path, () => undefined);
}

/** Like `removeAt` for a list's entry, but a list that this empties goes as well: a match without headers has no `headers`. */
export function removeEntryAt<T>(doc: T, path: Path): T;
export function removeEntryAt(doc: unknown, path: Path): unknown {
  const without = update(doc, path, () => undefined);
  const list = getAt(without, path.slice(0, -1));
  return without !== doc && Array.isArray(list) && list.length === 0 ? removeAt(without, path.slice(0, -1)) : without;
}

/**
 * The document with `value` put before the entry that `path` names; an index at or past the end appends. A missing list is
 * made; a path that does not end in an index, or does not lead to a list, changes nothing.
 */
export function insertAt<T>(doc: T, path: Path, value: unknown): T;
export function insertAt(doc: unknown, path: Path, value: unknown): unknown {
  const index = path.at(-1);
  if (typeof index !== 'number' || index < 0) return doc;
  return update(doc, path.slice(0, -1), (list) => {
    if (list === undefined || list === null) return [value];
    return Array.isArray(list) ? list.toSpliced(index, 0, value) : list;
  });
}

/** The document with one entry of the list at `path` moved to another index; entries stay identical. */
export function moveItem<T>(doc: T, path: Path, from: number, to: number): T;
export function moveItem(doc: unknown, path: Path, from: number, to: number): unknown {
  return update(doc, path, (list) => {
    if (!Array.isArray(list) || from === to || !isIndexOf(list, from) || !isIndexOf(list, to)) return list;
    return list.toSpliced(from, 1).toSpliced(to, 0, list[from]);
  });
}

/** Whether two JSON documents say the same; the order of keys does not count, the order of lists does. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = definedKeys(a);
  return keys.length === definedKeys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function definedKeys(object: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined);
}

function update(node: unknown, path: Path, change: (found: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(node);
  const child = childOf(node, key);
  const next = update(child, rest, change);
  return Object.is(next, child) ? node : withChild(node, key, next);
}

function childOf(node: unknown, key: string | number): unknown {
  if (typeof key === 'number') return Array.isArray(node) ? node[key] : undefined;
  return isPlainObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}

function withChild(node: unknown, key: string | number, child: unknown): unknown {
  if (typeof key === 'number') {
    const list: unknown = node ?? [];
    if (!Array.isArray(list) || !Number.isInteger(key) || key < 0 || key > list.length) return node;
    return child === undefined ? list.toSpliced(key, 1) : list.toSpliced(key, 1, child);
  }
  const object: unknown = node ?? {};
  if (!isPlainObject(object)) return node;
  // Spread and computed keys define own properties, so even a key `__proto__` stays data and pollutes nothing.
  if (child !== undefined) return { ...object, [key]: child };
  const { [key]: _removed, ...others } = object;
  return others;
}

function isIndexOf(list: readonly unknown[], index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < list.length;
}
