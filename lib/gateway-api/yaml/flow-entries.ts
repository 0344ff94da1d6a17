import { isPair, type YAMLMap, type YAMLSeq } from 'yaml';
import { contentEnd, Unpatchable } from './block-entries.ts';
import { type Splice, spliceText } from './splice-text.ts';
import { writeFlow } from './write-yaml.ts';

type PlannedFlowEntry =
  | { readonly from: number; readonly splices: readonly Splice[] }
  | { readonly key?: string; readonly value: unknown };

/** Puts the entries of a list or map in brackets together anew, laid out as they were. */
export function rebuildFlow(text: string, node: YAMLMap | YAMLSeq, wanted: readonly PlannedFlowEntry[]): Splice {
  const [from, to] = node.range ?? [0, 0];
  const places = node.items.map(placeOf);
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) throw new Unpatchable('empty brackets');
  const between = places.slice(1).map(({ start }, index) => text.slice(places[index]?.end ?? start, start));
  const opening = text.slice(from + 1, first.start);
  const usual = between[0] ?? (opening.includes('\n') ? `,${opening.slice(opening.lastIndexOf('\n'))}` : ', ');
  const style =
    text
      .slice(from + 1)
      .trimStart()
      .startsWith('"') || hasQuotedKey(text.slice(from, to))
      ? 'json'
      : 'yaml';
  const parts = wanted.map((entry, place) => {
    const isOwn = 'from' in entry && entry.from > 0;
    const before = place === 0 ? opening : isOwn ? (between[entry.from - 1] ?? usual) : withoutComment(usual);
    return before + writeEntry(text, places, entry, style);
  });
  return { from, to, text: `${text[from]}${parts.join('')}${text.slice(last.end, to)}` };
}

function writeEntry(
  text: string,
  places: readonly { start: number; end: number }[],
  entry: PlannedFlowEntry,
  style: 'yaml' | 'json',
): string {
  if ('from' in entry) {
    const place = places[entry.from];
    if (place === undefined) throw new Unpatchable('an entry without a place');
    return spliceText(text, entry.splices, place.start, place.end);
  }
  const value = writeFlow(entry.value, style);
  return entry.key === undefined ? value : `${writeFlow(entry.key, style)}: ${value}`;
}

function placeOf(item: unknown): { start: number; end: number } {
  if (isPair(item)) return { start: startOf(item.key), end: contentEnd(item) };
  return { start: startOf(item), end: contentEnd(item) };
}

function startOf(node: unknown): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  if (typeof start !== 'number') throw new Unpatchable('an entry without a place');
  return start;
}

function hasQuotedKey(text: string): boolean {
  return /"\s*:/.test(text);
}

function withoutComment(between: string): string {
  return between.includes('#') ? ', ' : between;
}
