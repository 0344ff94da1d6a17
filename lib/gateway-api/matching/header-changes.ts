import type { HeaderModifier } from '../filters.ts';
import { objects, strings, text } from '../hostile.ts';

/** Headers by lower-case name with the name as last written, so that a screen can show it. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What a modifier did to one header. */
export type HeaderChange = {
  readonly name: string;
  readonly kind: 'set' | 'add' | 'remove';
  /** Null where the header was not there. */
  readonly before: string | null;
  readonly after: string | null;
};

/**
 * Applies a header modifier: `set` overwrites, `add` appends after a comma, `remove` takes away.
 *
 * @see Gateway API v1, HTTPHeaderFilter: names do not care about case
 */
export function modifyHeaders(
  headers: HeaderList,
  modifier: HeaderModifier | undefined,
): { readonly headers: HeaderList; readonly changes: readonly HeaderChange[] } {
  if (modifier === undefined || modifier === null) return { headers, changes: [] };
  const changes: HeaderChange[] = [];
  let now = headers;
  const change = (name: string, kind: HeaderChange['kind'], after: string | null) => {
    changes.push({ name, kind, before: headerValue(now, name), after });
    now = withHeader(now, name, after);
  };
  for (const entry of objects(modifier.set)) change(text(entry.name) ?? '', 'set', text(entry.value) ?? '');
  for (const entry of objects(modifier.add)) {
    const name = text(entry.name) ?? '';
    const before = headerValue(now, name);
    const value = text(entry.value) ?? '';
    change(name, 'add', before === null ? value : `${before},${value}`);
  }
  for (const name of strings(modifier.remove)) if (headerValue(now, name) !== null) change(name, 'remove', null);
  return { headers: now, changes };
}

/** The value of a header, several joined by commas; null when it is not there. */
export function headerValue(headers: HeaderList, name: string): string | null {
  const key = name.toLowerCase();
  const values = headers.filter(([one]) => one.toLowerCase() === key).map(([, value]) => value);
  return values.length === 0 ? null : values.join(',');
}

/** The list with one header set, or without it when `value` is null. */
export function withHeader(headers: HeaderList, name: string, value: string | null): HeaderList {
  const key = name.toLowerCase();
  const at = headers.findIndex(([one]) => one.toLowerCase() === key);
  const others = headers.filter(([one]) => one.toLowerCase() !== key);
  if (value === null) return others;
  return at < 0 ? [...others, [name, value]] : others.toSpliced(at, 0, [name, value]);
}
