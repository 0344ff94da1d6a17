import { isMap, isPair, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { isSame } from '../document.ts';
import { isPlainObject } from '../hostile.ts';
import { type Alignment, alignEntries } from './align-entries.ts';
import { contentEnd, findBlockEntries, type NewEntry, rebuildBlock, Unpatchable } from './block-entries.ts';
import { rebuildFlow } from './flow-entries.ts';
import type { YamlReading } from './read-yaml.ts';
import { scalarInStyleOf } from './scalar-style.ts';
import { type Splice, startOfLine } from './splice-text.ts';
import { type Layout, nestedIn, writeBlock, writeField, writeFlow, writeItem } from './write-yaml.ts';

/** What a text says after a change, and the splices that make it say so; null where the text must be written anew. */
export type DocumentPatch = { readonly value: unknown; readonly splices: readonly Splice[] | null };

/** The splices that take a text from one document to another. */
export function patchDocument(
  text: string,
  reading: Extract<YamlReading, { ok: true }>,
  from: unknown,
  to: unknown,
): DocumentPatch {
  const value = wantedValue(reading.value, from, to);
  const context: Context = { text, step: stepOf(text), listIndent: listIndentOf(text) };
  try {
    const patch = patchNode(reading.document.contents, { actual: reading.value, from, to }, context);
    return patch ?? { value, splices: null };
  } catch (failure) {
    if (failure instanceof Unpatchable) return { value, splices: null };
    throw failure;
  }
}

type Context = { readonly text: string; readonly step: number; readonly listIndent: number };

/** What a node says, what it is believed to say, and what it shall say. */
type Change = { readonly actual: unknown; readonly from: unknown; readonly to: unknown };
type Patch = { readonly value: unknown; readonly splices: readonly Splice[] };

/** What lies at a node after the change where it is written anew: what the text alone knows is kept. */
function wantedValue(actual: unknown, from: unknown, to: unknown): unknown {
  if (isSame(from, to)) return actual;
  if (!isPlainObject(actual) || !isPlainObject(from) || !isPlainObject(to)) return to;
  const keys = [...new Set([...Object.keys(actual), ...Object.keys(to)])];
  return Object.fromEntries(
    keys.flatMap((key): [string, unknown][] => {
      const is = ownValue(actual, key);
      const was = ownValue(from, key);
      const will = ownValue(to, key);
      if (will === undefined) return is === undefined || was !== undefined ? [] : [[key, is]];
      if (is === undefined && isSame(was, will)) return [];
      return [[key, is === undefined ? will : wantedValue(is, was === undefined ? is : was, will)]];
    }),
  );
}

/** Null where the node cannot take the value in place. */
function patchNode(node: unknown, change: Change, context: Context): Patch | null {
  const { actual, from, to } = change;
  if (isSame(from, to)) return { value: actual, splices: [] };
  if (isMap(node) && isPlainObject(actual) && isPlainObject(to)) {
    return patchMap(node, { actual, from: isPlainObject(from) ? from : actual, to }, context);
  }
  if (isSeq(node) && Array.isArray(actual) && Array.isArray(to)) {
    const isKnown = Array.isArray(from) && from.length === actual.length;
    return patchSeq(node, { actual, from: isKnown ? from : actual, to }, context);
  }
  if (!isScalar(node) || (typeof to === 'object' && to !== null)) return null;
  const written = scalarInStyleOf(node, to);
  if (written === null || !node.range) return null;
  const [start, end] = node.range;
  const isEmpty = start === end;
  const needsSpace = isEmpty && !/[\s[{,]/.test(context.text[start - 1] ?? ' ');
  return { value: to, splices: [{ from: start, to: end, text: needsSpace ? ` ${written}` : written }] };
}

type MapChange = {
  readonly actual: Readonly<Record<string, unknown>>;
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
};

function patchMap(node: YAMLMap, { actual, from, to }: MapChange, context: Context): Patch | null {
  const value: [string, unknown][] = [];
  const wanted: PlannedEntry[] = [];
  const seen = new Set<string>();
  node.items.forEach((pair, index) => {
    const key = keyOf(pair);
    seen.add(key);
    const is = ownValue(actual, key);
    const was = ownValue(from, key);
    const will = ownValue(to, key);
    if (will === undefined && was !== undefined) return;
    const patch = patchPair(
      pair,
      { actual: is, from: was === undefined ? is : was, to: will === undefined ? is : will },
      { ...context, isFlow: node.flow === true },
    );
    value.push([key, patch.value]);
    wanted.push({ from: index, splices: patch.splices });
  });
  for (const [key, is] of Object.entries(actual)) {
    if (seen.has(key)) continue; // What a merge key brings has no field of its own.
    if (ownValue(to, key) === undefined && ownValue(from, key) !== undefined) throw new Unpatchable('merged field');
    if (isSame(ownValue(from, key), ownValue(to, key))) value.push([key, is]);
  }
  for (const [key, will] of Object.entries(to)) {
    if (seen.has(key) || will === undefined || isSame(ownValue(from, key), will)) continue;
    value.push([key, will]);
    wanted.push({ key, value: will });
  }
  const whole = Object.fromEntries(value);
  if (wanted.length === 0 || node.items.length === 0) return null;
  return { value: whole, splices: rebuild(node, wanted, context) };
}

function patchSeq(
  node: YAMLSeq,
  change: { actual: readonly unknown[]; from: readonly unknown[]; to: readonly unknown[] },
  context: Context,
): Patch | null {
  const { actual, from, to } = change;
  if (to.length === 0 || node.items.length === 0) return null;
  const alignment: Alignment = alignEntries(from, to);
  const value: unknown[] = [];
  const wanted = to.map((will, place): PlannedEntry => {
    const index = alignment[place] ?? null;
    if (index === null) {
      value.push(will);
      return { value: will };
    }
    const item = node.items[index];
    const itemChange = { actual: actual[index], from: from[index], to: will };
    const patch = patchNode(item, itemChange, context) ?? replaceItem(node, index, itemChange, context);
    value.push(patch.value);
    return { from: index, splices: patch.splices };
  });
  return { value, splices: rebuild(node, wanted, context) };
}

type PlannedEntry =
  | { readonly from: number; readonly splices: readonly Splice[] }
  | { readonly key?: string; readonly value: unknown };

/** Entries that all stay where they are need only their own splices; else the block or the brackets are put together anew. */
function rebuild(node: YAMLMap | YAMLSeq, wanted: readonly PlannedEntry[], context: Context): readonly Splice[] {
  const isInPlace =
    wanted.length === node.items.length && wanted.every((entry, place) => 'from' in entry && entry.from === place);
  if (isInPlace) return wanted.flatMap((entry) => ('from' in entry ? entry.splices : []));
  const { text } = context;
  if (node.flow) return [rebuildFlow(text, node, wanted)];
  const block = findBlockEntries(text, placesOf(node));
  const layout: Layout = { ...context, column: block.column };
  const entries = wanted.map((entry): NewEntry => {
    if ('from' in entry) return entry;
    const lines = entry.key === undefined ? writeItem(entry.value, layout) : writeField(entry.key, entry.value, layout);
    return { lines };
  });
  return [rebuildBlock(text, block, entries)];
}

function patchPair(pair: Pair, change: Change, context: Context & { readonly isFlow: boolean }): Patch {
  const patch = pair.value === null ? null : patchNode(pair.value, change, context);
  if (patch) return patch;
  if (isSame(change.from, change.to)) return { value: change.actual, splices: [] };
  const value = wantedValue(change.actual, change.from, change.to);
  const keyEnd = contentEnd(pair.key);
  if (context.isFlow) {
    const flow = writeFlow(value, flowStyleOf(context.text, keyEnd));
    return { value, splices: [{ from: keyEnd, to: contentEnd(pair), text: `: ${flow}` }] };
  }
  const start = keyStart(pair);
  const column = start - startOfLine(context.text, start);
  const block = writeBlock(value, nestedIn(value, { ...context, column }));
  return {
    value,
    splices: [{ from: keyEnd, to: lineEnd(context.text, contentEnd(pair)), text: `:${block.replace(/\n$/, '')}` }],
  };
}

function replaceItem(node: YAMLSeq, index: number, change: Change, context: Context): Patch {
  const value = wantedValue(change.actual, change.from, change.to);
  const item = node.items[index];
  if (node.flow) {
    const { range } = item as { readonly range?: readonly [number, number, number] };
    if (!range) throw new Unpatchable('an entry without a place');
    return {
      value,
      splices: [{ from: range[0], to: range[1], text: writeFlow(value, flowStyleOf(context.text, range[0])) }],
    };
  }
  const place = placesOf(node)[index];
  if (place === undefined) throw new Unpatchable('an entry without a place');
  const column = place.start - startOfLine(context.text, place.start);
  const lines = writeItem(value, { ...context, column }).replace(/\n$/, '');
  return { value, splices: [{ from: place.start, to: lineEnd(context.text, place.end), text: lines }] };
}

/** Where each field's key or each entry's dash stands, and where its content ends. */
function placesOf(node: YAMLMap | YAMLSeq): readonly { start: number; end: number }[] {
  if (isMap(node)) return node.items.map((pair) => ({ start: keyStart(pair), end: contentEnd(pair) }));
  const token = node.srcToken;
  if (token?.type !== 'block-seq') throw new Unpatchable('a list without dashes');
  return node.items.map((item, index) => {
    const dash = token.items[index]?.start.find((one) => one.type === 'seq-item-ind');
    if (dash === undefined) throw new Unpatchable('an entry without a dash');
    return { start: dash.offset, end: Math.max(dash.offset + 1, contentEnd(item)) };
  });
}

function keyStart(pair: Pair): number {
  if (!isScalar(pair.key) || !pair.key.range || pair.key.anchor !== undefined || pair.key.tag !== undefined) {
    throw new Unpatchable('a key that is no plain text');
  }
  return pair.key.range[0];
}

function keyOf(pair: unknown): string {
  if (!isPair(pair) || !isScalar(pair.key)) throw new Unpatchable('no key');
  return typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value));
}

/** Several lines of text end with a line break of their own, which stays. */
function lineEnd(text: string, end: number): number {
  return text[end - 1] === '\n' ? end - 1 : end;
}

/** JSON has its keys in double quotes. */
function flowStyleOf(text: string, offset: number): 'yaml' | 'json' {
  return /"\s*:|^\s*[{[]\s*"/.test(text.slice(Math.max(0, offset - 200), offset + 200)) ? 'json' : 'yaml';
}

function ownValue(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** How far the first nested field of the text stands from its parent. */
function stepOf(text: string): number {
  const step = /^[^\s#-][^\n]*:\s*\n(?:\s*(?:#[^\n]*)?\n)*( +)[^\s#-]/m.exec(text)?.[1]?.length ?? 2;
  return Math.min(8, step);
}

/** Whether lists stand further in than their keys, as the first list below a key does. */
function listIndentOf(text: string): number {
  const match = /^( *)[^\s#-][^\n]*:[^\S\n]*(?:#[^\n]*)?\n( *)- /m.exec(text);
  if (!match) return 2;
  return Math.max(0, Math.min(8, (match[2]?.length ?? 0) - (match[1]?.length ?? 0)));
}
