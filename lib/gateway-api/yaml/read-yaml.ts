import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import type { Path } from '../../outcome.ts';
import { isPlainObject } from '../hostile.ts';
import { findTooMuch, maxDepth } from './limits.ts';
import { toSyntaxIssue } from './syntax-words.ts';
import { createFinder, type YamlFinder, type YamlIssue } from './yaml-issue.ts';

/** A text of YAML as data: one JSON value, or what is in its way with line and column. */
export type YamlReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** What is said and stops nothing. */
      readonly notes: readonly YamlIssue[];
      /** The tree of the text; its nodes carry their places. */
      readonly document: Document.Parsed;
      readonly finder: YamlFinder;
    }
  | { readonly ok: false; readonly issues: readonly YamlIssue[] };

const maxAliases = 100;
const maxRepeated = 10_000;

/**
 * Reads a text of YAML 1.2 (or JSON, which is a part of it) as one JSON value. Size, depth and aliases are bounded before they cost
 * anything; duplicate keys, tags and what JSON cannot hold are refused with their lines.
 */
export function readYaml(text: string): YamlReading {
  const tooMuch = findTooMuch(text);
  if (tooMuch) return { ok: false, issues: [tooMuch] };
  const finder = createFinder();
  // Unique keys are checked below: the parser's own check compares each key with each other.
  const document = parseDocument(text, {
    lineCounter: finder.counter,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false, // Ours are prettier, and theirs take quadratic time.
  });
  if (document.errors.length > 0) {
    return {
      ok: false,
      issues: document.errors.slice(0, maxIssues).map((error) => toSyntaxIssue(error, text, finder)),
    };
  }
  const reader: Reader = { finder, issues: [], anchors: new Map(), aliases: 0, repeated: 0 };
  const value = toValue(document.contents, reader, []);
  if (reader.issues.length > 0) return { ok: false, issues: reader.issues };
  return { ok: true, value, notes: findBidi(text, finder), document, finder };
}

/** Where a node of the tree begins and ends in the text, without the comment behind it. */
export function rangeOf(node: { readonly range?: readonly [number, number, number] | null | undefined } | null) {
  const [from, to] = node?.range ?? [0, 0];
  return [from, to] as const;
}

type Reader = {
  readonly finder: YamlFinder;
  readonly issues: YamlIssue[];
  /** What each anchor holds, and how many values that is. */
  readonly anchors: Map<string, { readonly value: unknown; readonly size: number }>;
  aliases: number;
  repeated: number;
};

function toValue(node: ParsedNode | null, reader: Reader, path: Path): unknown {
  if (node === null) return null;
  if (isAlias(node)) return repeat(node, reader);
  if (path.length > maxDepth) return complain(reader, 'yaml.too-deep', node, `More than ${maxDepth} levels.`);
  if (node.tag !== undefined && !plainTags.test(node.tag)) {
    complain(reader, 'yaml.tag', node, `The tag ${node.tag} is not taken.`);
  }
  const value = contentOf(node, reader, path);
  if (node.anchor !== undefined) reader.anchors.set(node.anchor, { value, size: sizeOf(value) });
  return value;
}

function contentOf(
  node: Exclude<ParsedNode, { source: string; resolve: unknown }>,
  reader: Reader,
  path: Path,
): unknown {
  if (isSeq(node)) return node.items.map((item, index) => toValue(item as ParsedNode | null, reader, [...path, index]));
  if (isMap(node)) return mapOf(node.items, reader, path);
  if (!isScalar(node)) return null;
  const { value } = node;
  if (typeof value === 'number' && !isExact(value, node.source)) {
    return complain(
      reader,
      'yaml.not-a-number',
      node,
      `${node.source ?? value} is not a number that a route can hold.`,
    );
  }
  return value ?? null;
}

/** Infinity is no number of JSON, and a long whole number that would be rounded says something else. */
function isExact(value: number, source = ''): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isSafeInteger(value) || !/^[-+]?\d+$/.test(source)) return true;
  return String(value) === source || BigInt(source.replace('+', '')) === BigInt(value);
}

function mapOf(pairs: readonly unknown[], reader: Reader, path: Path): unknown {
  const lines = new Map<string, number>();
  const entries: [string, unknown][] = [];
  const merged: [string, unknown][] = [];
  for (const pair of pairs) {
    if (!isPair(pair)) continue;
    const keyNode = pair.key as ParsedNode;
    const key = keyOf(keyNode, reader);
    if (key === null) continue;
    const value = toValue(pair.value as ParsedNode | null, reader, [...path, key]);
    if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
      merged.push(...mergedEntries(value));
      continue;
    }
    const line = reader.finder.lineAt(rangeOf(keyNode)[0]);
    const before = lines.get(key);
    if (before !== undefined) {
      complain(
        reader,
        'yaml.duplicate-key',
        keyNode,
        `The key ${key} stands on line ${before} and again on line ${line}.`,
      );
    }
    lines.set(key, line);
    entries.push([key, value]);
  }
  return Object.fromEntries([...merged.toReversed(), ...entries]);
}

/** The fields that a merge key (`<<`) brings; those of the map itself win, of several maps the first. */
function mergedEntries(value: unknown): readonly [string, unknown][] {
  const sources: readonly unknown[] = Array.isArray(value) ? value : [value];
  return sources.flatMap((source) => (isPlainObject(source) ? Object.entries(source) : []));
}

function keyOf(node: ParsedNode | null, reader: Reader): string | null {
  const value = isScalar(node) ? node.value : undefined;
  if (!isScalar(node) || value === null || value === undefined) {
    complain(reader, 'yaml.key-not-text', node, 'A key of a route is a text.');
    return null;
  }
  const key = typeof value === 'string' ? value : (node.source ?? String(value));
  if (key === '__proto__') {
    complain(reader, 'yaml.proto-key', node, 'The key __proto__ is not taken.');
    return null;
  }
  return key;
}

function repeat(node: ParsedNode & { readonly source?: unknown }, reader: Reader): unknown {
  const name = String(node.source);
  const anchor = reader.anchors.get(name);
  if (anchor === undefined) {
    const isWildcard = name.startsWith('.');
    const code = isWildcard ? 'yaml.wildcard-unquoted' : 'yaml.alias-unknown';
    const message = isWildcard ? `*${name} needs quotes.` : `There is no anchor &${name} above this line.`;
    return complain(reader, code, node, message, isWildcard ? `Write "*${name}".` : undefined);
  }
  reader.aliases += 1;
  reader.repeated += anchor.size;
  if (reader.aliases > maxAliases || reader.repeated > maxRepeated) {
    const isFirst = !reader.issues.some((issue) => issue.code === 'yaml.too-many-aliases');
    return isFirst ? complain(reader, 'yaml.too-many-aliases', node, `The alias *${name} is one too many.`) : null;
  }
  return anchor.value;
}

/** How many values lie in a value, itself included; past the bound it is not counted on. */
function sizeOf(value: unknown): number {
  const waiting: unknown[] = [value];
  let size = 0;
  while (waiting.length > 0 && size <= maxRepeated) {
    const one = waiting.pop();
    size += 1;
    if (typeof one === 'object' && one !== null) waiting.push(...Object.values(one).slice(0, maxRepeated));
  }
  return size;
}

/** Tags of values that JSON has too. */
const plainTags = /^(tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)|!)$/;

function complain(
  reader: Reader,
  code: YamlIssue['code'],
  node: ParsedNode | null,
  message: string,
  fix?: string,
): null {
  if (reader.issues.length < maxIssues) reader.issues.push(reader.finder.find(code, rangeOf(node), message, fix));
  return null;
}

const maxIssues = 100;

/** Characters that turn the direction of writing and cannot be seen. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function findBidi(text: string, finder: YamlFinder): readonly YamlIssue[] {
  const found = [...text.matchAll(bidiControls)].slice(0, maxIssues);
  return found.map((match) => {
    const name = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    return finder.find('yaml.bidi', [match.index, match.index + 1], `${name} turns the direction of writing unseen.`);
  });
}
