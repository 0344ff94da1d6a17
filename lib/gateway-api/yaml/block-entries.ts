import { isAlias, isCollection, isPair, isScalar } from 'yaml';
import { nextLine, type Splice, spliceText, startOfLine } from './splice-text.ts';

/** The fields of a map or the entries of a list in block style, as lines of the text. */
export type BlockEntries = {
  /** Column of the keys or dashes. */
  readonly column: number;
  /** Whether the first one follows a dash on the same line. */
  readonly isInline: boolean;
  readonly entries: readonly BlockEntry[];
};

type BlockEntry = {
  /** Blank lines and comments that a blank line parts from the entry: they stand where they are. */
  readonly gap: string;
  /** Where the comments right above the entry begin; they go with it. */
  readonly lead: number;
  /** Where the key or the dash stands. */
  readonly start: number;
  /** Behind its last line, deeper comments below it included. */
  readonly end: number;
};

/** What a text cannot be patched for; the caller writes it in another way. */
export class Unpatchable extends Error {}

/**
 * Finds the lines of each entry.
 *
 * @param places where each entry's key or dash stands, and where its content ends
 */
export function findBlockEntries(text: string, places: readonly { start: number; end: number }[]): BlockEntries {
  const first = places[0];
  if (first === undefined) throw new Unpatchable('empty block');
  const column = first.start - startOfLine(text, first.start);
  const isInline = text.slice(startOfLine(text, first.start), first.start).trim() !== '';
  const entries: BlockEntry[] = [];
  let behind = isInline ? first.start : beginOfComments(text, startOfLine(text, first.start));
  for (const { start, end } of places) {
    const line = entries.length === 0 && isInline ? start : startOfLine(text, start);
    const lead = leadOf(text, behind, line);
    const deep = endOfDeeperComments(text, endOfContent(text, end), column);
    entries.push({ gap: text.slice(behind, lead), lead, start, end: deep });
    behind = deep;
  }
  return { column, isInline, entries };
}

/** Where the content of a node ends: comments behind and below it are left out. */
export function contentEnd(node: unknown): number {
  if (isPair(node)) return node.value === null ? contentEnd(node.key) : contentEnd(node.value);
  if (isCollection(node) && node.flow !== true) return contentEnd(node.items.at(-1));
  if (isScalar(node) || isAlias(node) || isCollection(node)) return node.range?.[1] ?? 0;
  throw new Unpatchable('a node without a place');
}

/** An entry of the new list: an old one, with what changes inside it, or new lines. */
export type NewEntry = { readonly from: number; readonly splices: readonly Splice[] } | { readonly lines: string };

/** Puts entries together anew, each with its comments, and gives the one splice that does it. */
export function rebuildBlock(text: string, block: BlockEntries, wanted: readonly NewEntry[]): Splice {
  const { entries, column, isInline } = block;
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) throw new Unpatchable('empty block');
  const indent = ' '.repeat(column);
  const usual = entries.length > 1 && entries.slice(1).every(({ gap }) => gap.trim() === '' && gap !== '') ? '\n' : '';
  const lost = lostGaps(entries, wanted);
  let result = '';
  wanted.forEach((entry, place) => {
    const old = 'from' in entry ? entries[entry.from] : undefined;
    const own = 'from' in entry && entry.from > 0 ? (old?.gap ?? '') : usual;
    const gap = place === 0 ? first.gap + ('from' in entry && own.trim() !== '' ? own.trimStart() : '') : own;
    const kept = 'from' in entry ? (lost.get(entry.from) ?? '') : '';
    const lead = old ? text.slice(old.lead, leadEnd(text, old.start)) : '';
    const above = `${gap}${kept}${lead}`;
    const isOnDash = place === 0 && isInline;
    result += isOnDash ? above.trimStart() : above;
    result += isOnDash && above.trim() === '' ? '' : indent;
    result += 'from' in entry && old ? closed(spliceText(text, entry.splices, old.start, old.end)) : linesOf(entry);
  });
  result += lost.get(entries.length) ?? '';
  const from = isInline ? first.start : first.lead - first.gap.length;
  const isClosed = text[last.end - 1] === '\n';
  return { from, to: last.end, text: isClosed ? result : result.replace(/\n$/, '') };
}

/** Comments that stood apart above entries that go: they move down to the next entry that stays. */
function lostGaps(entries: readonly BlockEntry[], wanted: readonly NewEntry[]): ReadonlyMap<number, string> {
  const kept = new Set(wanted.flatMap((entry) => ('from' in entry ? [entry.from] : [])));
  const lost = new Map<number, string>();
  let waiting = '';
  entries.forEach(({ gap }, index) => {
    if (!kept.has(index)) {
      if (index > 0 && gap.trim() !== '') waiting += gap;
      return;
    }
    if (waiting !== '') lost.set(index, waiting);
    waiting = '';
  });
  if (waiting !== '') lost.set(entries.length, waiting);
  return lost;
}

function linesOf(entry: NewEntry): string {
  return 'lines' in entry ? entry.lines : '';
}

/** The comments above an entry end where its own line begins. */
function leadEnd(text: string, start: number): number {
  const line = startOfLine(text, start);
  return text.slice(line, start).trim() === '' ? line : start;
}

/** The first of the comment lines that stand right above a line; everything between must be comments and blank lines. */
function leadOf(text: string, from: number, line: number): number {
  let lead = line;
  let isAdjacent = true;
  for (let at = line; at > from; ) {
    const above = startOfLine(text, at - 1);
    const content = text.slice(above, at).trim();
    if (content !== '' && !content.startsWith('#')) throw new Unpatchable('something between two entries');
    if (content === '') isAdjacent = false;
    if (isAdjacent) lead = above;
    at = above;
  }
  return lead;
}

/** Comments and blank lines in front of the first entry belong to the block. */
function beginOfComments(text: string, line: number): number {
  let at = line;
  while (at > 0) {
    const above = startOfLine(text, at - 1);
    const content = text.slice(above, at).trim();
    if (content !== '' && !content.startsWith('#')) break;
    at = above;
  }
  return at;
}

function endOfContent(text: string, end: number): number {
  return end > 0 && text[end - 1] === '\n' ? end : nextLine(text, end);
}

function endOfDeeperComments(text: string, end: number, column: number): number {
  let last = end;
  for (let at = end; at < text.length; ) {
    const next = nextLine(text, at);
    const line = text.slice(at, next);
    const content = line.trim();
    if (content !== '' && (!content.startsWith('#') || line.indexOf('#') <= column)) break;
    if (content !== '') last = next;
    at = next;
  }
  return last;
}

function closed(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
