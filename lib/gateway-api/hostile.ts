/**
 * Readers for values whose declared type cannot be trusted: cluster objects of a newer schema, drafts half typed. The types
 * say `list`, the value may be anything; these give the type's promise back without throwing.
 */

/** The entries of a list that are objects; an entry that is not becomes an empty one, so that indices stay right. */
export function objects<T extends object>(list: readonly T[] | undefined | null): readonly T[] {
  if (!Array.isArray(list)) return [];
  const entries: readonly unknown[] = list;
  if (entries.every(isPlainObject)) return list;
  // All fields of the loose types are optional, so an empty object is a T of every such type.
  return entries.map((entry) => (isPlainObject(entry) ? entry : {})) as readonly T[];
}

/** The entries of a list that are strings. */
export function strings(list: readonly string[] | undefined | null): readonly string[] {
  if (!Array.isArray(list)) return [];
  const entries: readonly unknown[] = list;
  return entries.filter((entry) => typeof entry === 'string');
}

/** The value if it is a string, else undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Any value as text: a string as it is, all else as JSON. `String` throws on objects that carry a `toString` of their own. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The value if it is a finite number, else undefined. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Key and value pairs of a map of strings; whatever else is in there is left out. */
export function stringEntries(map: unknown): readonly (readonly [string, string])[] {
  if (!isPlainObject(map)) return [];
  return Object.entries(map).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []));
}

/** An object that is not a list. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Epoch milliseconds of an RFC 3339 time, or null when it is not one. */
export function epochMs(time: unknown): number | null {
  if (typeof time !== 'string') return null;
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? null : ms;
}

/** The namespace of an object, or an empty text for one that has none. */
export function namespaceOf(object: { readonly metadata: { readonly namespace?: string | undefined } }): string {
  return text(object.metadata.namespace) ?? '';
}
