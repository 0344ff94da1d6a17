import { isPlainObject, text } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import type { Edit } from './editor-state.ts';
import type { HeaderLine } from './header-lines.ts';

/**
 * The edits that put pasted headers into a list of headers: a name that stands there already gets the new value, since the
 * standard allows each name once; the last of equal lines wins. Names do not care for upper and lower case.
 */
export function pastedHeaders(headers: readonly HeaderLine[], list: readonly unknown[], path: Path): readonly Edit[] {
  const places = new Map(list.flatMap((entry, index) => (isPlainObject(entry) ? [[keyOf(entry.name), index]] : [])));
  const isNamed = (entry: unknown) => isPlainObject(entry) && keyOf(entry.name) !== '';
  // The empty line that the menu made is what most people paste over.
  const blank = list.length === 1 && !isNamed(list[0]) ? 1 : 0;
  let next = list.length - blank;
  const edits: Edit[] = blank ? [{ op: 'remove', path: [...path, 0] }] : [];
  for (const { name, value } of headers) {
    const place = places.get(name.toLowerCase());
    if (place !== undefined) {
      edits.push({ op: 'set', path: [...path, place, 'value'], value });
      continue;
    }
    places.set(name.toLowerCase(), next);
    edits.push({ op: 'insert', path: [...path, next], value: { name, value } });
    next += 1;
  }
  return edits;
}

function keyOf(name: unknown): string {
  return (text(name) ?? '').toLowerCase();
}
