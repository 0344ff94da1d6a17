import { objects, text } from './hostile.ts';
import type { HttpRouteMatch } from './objects.ts';

/**
 * Equal for matches that take exactly the same requests by what is written, whatever their order and case.
 *
 * @see Gateway API v1, HTTPRouteMatch: of several headers or parameters with one name only the first counts
 */
export function matchKey(match: HttpRouteMatch): string {
  const type = text(match.path?.type) ?? 'PathPrefix';
  const value = text(match.path?.value) ?? '/';
  const path = type === 'PathPrefix' && value.length > 1 && value.endsWith('/') ? value.slice(0, -1) : value;
  return JSON.stringify([
    type,
    path,
    text(match.method) ?? null,
    namedKey(match.headers, (name) => name.toLowerCase()),
    namedKey(match.queryParams, (name) => name),
  ]);
}

/** Of several entries with one name only the first counts. */
function namedKey(list: HttpRouteMatch['headers'], toName: (name: string) => string): readonly string[] {
  const byName = new Map<string, string>();
  for (const entry of objects(list)) {
    const name = toName(text(entry.name) ?? '');
    if (!byName.has(name)) byName.set(name, `${name} ${text(entry.type) ?? 'Exact'} ${text(entry.value) ?? ''}`);
  }
  return [...byName.values()].toSorted();
}
