import { isMap, isNode, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import type { Edit } from '../../lib/gateway-api/edit.ts';
import type { Path } from '../../lib/outcome.ts';

/**
 * The first line of a text that an edit does not concern and that is gone after it, or null. Concerned are the lines of the value
 * that is set or removed, with the comments over and under an entry that goes. The others must be there in their order; where
 * entries are moved, in any.
 *
 * Reads the text with the parser alone, so that it knows nothing of how the edit was brought into it.
 */
export function lostLine(before: string, after: string, edit: Edit): string | null {
  const concerned = concernedLines(before, edit);
  const lines = before.split('\n').filter((_line, index) => index < concerned.first || index > concerned.last);
  const left = after.split('\n');
  if (edit.op === 'move') {
    return lines.find((line) => left.splice(indexOrEnd(left, line), 1)[0] !== line) ?? null;
  }
  let next = 0;
  for (const line of lines) {
    const found = left.indexOf(line, next);
    if (found === -1) return line;
    next = found + 1;
  }
  return null;
}

function indexOrEnd(list: readonly string[], line: string): number {
  const index = list.indexOf(line);
  return index === -1 ? list.length : index;
}

type Lines = { readonly first: number; readonly last: number };

const none: Lines = { first: 0, last: -1 };

function concernedLines(text: string, edit: Edit): Lines {
  const { contents } = parseDocument(text);
  const all = text.split('\n');
  const at = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  if (edit.op === 'move') return none;
  if (edit.op === 'insert') {
    const list = find(contents, edit.path.slice(0, -1));
    // An empty list stands in brackets behind its key, and they go.
    return list?.isEmpty ? { first: at(list.from), last: at(list.to) } : none;
  }
  const found = find(contents, edit.path);
  if (found === null) return none; // A field that is new.
  if (edit.op === 'set') return { first: at(found.from), last: at(Math.max(found.from, found.to - 1)) };
  const { range, isField } = removedPart(contents, edit.path);
  let [first, last] = [at(range.from), at(Math.max(range.from, range.to - 1))];
  const isBehindDash = /^ *- /.test(all[first] ?? '');
  while (isComment(all[first - 1])) first -= 1;
  while (isComment(all[last + 1])) last += 1;
  // What stood behind the dash goes, so the field below it moves there.
  return { first, last: isField && isBehindDash ? last + 1 : last };
}

/** What goes with an entry: a list that it was alone in, and the key of a map that this empties, which becomes `{}`. */
function removedPart(contents: unknown, entry: Path): { readonly range: Found; readonly isField: boolean } {
  let path = entry;
  if (sizeAt(contents, path.slice(0, -1)) === 1) {
    path = path.slice(0, -1);
    if (path.length > 1 && sizeAt(contents, path.slice(0, -1)) === 1) path = path.slice(0, -1);
  }
  return { range: find(contents, path) ?? { from: 0, to: 0, isEmpty: true }, isField: typeof path.at(-1) === 'string' };
}

function sizeAt(contents: unknown, path: Path): number {
  let node: unknown = contents;
  for (const step of path) node = childOf(node, step);
  return isSeq(node) || isMap(node) ? node.items.length : 0;
}

function isComment(line: string | undefined): boolean {
  return line?.trimStart().startsWith('#') ?? false;
}

type Found = { readonly from: number; readonly to: number; readonly isEmpty: boolean };

/** Where the value at a path stands, with its key. */
function find(contents: unknown, path: Path): Found | null {
  let node: unknown = contents;
  let from = 0;
  for (const step of path) {
    const key = isMap(node) ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === step)?.key : null;
    node = childOf(node, step);
    if (!isNode(node)) return null;
    from = (isNode(key) ? key : node).range?.[0] ?? 0;
  }
  // Parsed nodes know their range.
  const range = isNode(node) ? (node as ParsedNode).range : null;
  return range ? { from, to: range[1], isEmpty: isSeq(node) && node.items.length === 0 } : null;
}

function childOf(node: unknown, step: string | number): unknown {
  if (isSeq(node) && typeof step === 'number') return node.items[step];
  if (!isMap(node)) return null;
  return node.items.find((pair) => isScalar(pair.key) && pair.key.value === step)?.value ?? null;
}
