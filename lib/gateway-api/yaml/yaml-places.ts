import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Path } from '../../outcome.ts';
import { contentEnd } from './block-entries.ts';
import { findTooMuch } from './limits.ts';

/** A part of a text, from its first character to behind its last. */
export type TextRange = { readonly from: number; readonly to: number };

/** Where the values of a document stand in its text. */
export type YamlPlaces = {
  /** The value at a path, or its key where the value spans several lines; the nearest parent where it is absent. */
  readonly rangeOf: (path: Path) => TextRange;
  /** The deepest path at an offset. */
  readonly pathAt: (offset: number) => Path;
};

/** Reads where things stand, also in a text that is broken further down. For several questions about one text. */
export function placesOf(text: string): YamlPlaces {
  const contents = findTooMuch(text) ? null : parseDocument(text, { uniqueKeys: false, prettyErrors: false }).contents;
  return {
    rangeOf: (path) => rangeIn(text, contents, path),
    pathAt: (offset) => pathIn(contents, offset),
  };
}

/** Where a path stands in a text. @see placesOf for several paths of one text */
export function rangeOfPath(text: string, path: Path): TextRange {
  return placesOf(text).rangeOf(path);
}

/** Which path an offset of a text belongs to; empty outside of everything. */
export function pathAtOffset(text: string, offset: number): Path {
  return placesOf(text).pathAt(offset);
}

function rangeIn(text: string, contents: unknown, path: Path): TextRange {
  let node: unknown = contents;
  let shown: unknown = null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(step));
      if (pair === undefined) break;
      shown = isScalar(pair.value) && hasWidth(pair.value) ? pair.value : pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && node.items[step]) {
      node = node.items[step];
      shown = node;
    } else break;
  }
  const range = rangeOfNode(shown);
  if (range === null) return { from: 0, to: endOfLine(text, 0) };
  return { from: range[0], to: Math.min(range[1], endOfLine(text, range[0])) };
}

function pathIn(contents: unknown, offset: number): Path {
  const path: (string | number)[] = [];
  for (let node = contents; ; ) {
    if (isMap(node)) {
      const pair = node.items.findLast((one) => (rangeOfNode(one.key)?.[0] ?? Infinity) <= offset);
      if (!pair || !isScalar(pair.key) || endOf(pair) < offset) return path;
      path.push(String(pair.key.value));
      node = pair.value;
    } else if (isSeq(node)) {
      const index = node.items.findLastIndex((one) => startOf(one) <= offset);
      if (index === -1 || endOf(node.items[index]) < offset) return path;
      path.push(index);
      node = node.items[index];
    } else return path;
  }
}

function startOf(item: unknown): number {
  return rangeOfNode(isPair(item) ? item.key : item)?.[0] ?? Infinity;
}

function endOf(node: unknown): number {
  const range = rangeOfNode(isPair(node) ? (node.value ?? node.key) : node);
  return range ? Math.max(range[1], safeEnd(node)) : 0;
}

function safeEnd(node: unknown): number {
  try {
    return contentEnd(node);
  } catch {
    return 0; // A broken text may have nodes without a place.
  }
}

function rangeOfNode(node: unknown): readonly [number, number, number] | null {
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  return node.range ?? null;
}

function hasWidth(node: unknown): boolean {
  const range = rangeOfNode(node);
  return range !== null && range[1] > range[0];
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
