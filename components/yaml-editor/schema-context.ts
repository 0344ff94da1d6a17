import { isPlainObject, text } from '@/lib/gateway-api/hostile.ts';

/** Steps through a schema: a field's name, or `*` for the entries of a list. */
export type SchemaPath = readonly string[];

/** Where somebody is in a half-written text: in a key or in the value of one. */
export type YamlContext = {
  readonly path: SchemaPath;
  readonly kind: 'key' | 'value';
  /** The column at which the word begins. */
  readonly column: number;
};

const linePattern = /^( *)((?:- +)*)(?:(["']?)([\w.$/-]+)\3(:)(?:\s+(.*))?)?/;

type Line = { readonly dashes: readonly number[]; readonly column: number; readonly key: string | null };

/**
 * Finds by indentation where a place of a text belongs: a text that is being typed is rarely whole, so no parser can be asked.
 * Lists and maps in brackets are not looked into.
 */
export function contextAt(lines: readonly string[], index: number, column: number): YamlContext | null {
  const line = lines[index] ?? '';
  const own = readLine(line);
  const before = line.slice(0, column);
  if (/(^|\s)#/.test(before) || /[[{]/.test(before)) return null;
  const parents = parentsOf(lines, index, own);
  const value = /^( *)(?:- +)*[\w.$/"'-]+:\s+/.exec(before);
  if (value && own.key !== null) return { path: [...parents, own.key], kind: 'value', column: value[0].length };
  if (own.dashes.length > 0 && own.key === null) {
    return { path: parents, kind: 'value', column: own.column };
  }
  return { path: parents, kind: 'key', column: own.column };
}

/** The path of the key or value that stands at a place of the text. */
export function pathAt(lines: readonly string[], index: number): SchemaPath {
  const own = readLine(lines[index] ?? '');
  const parents = parentsOf(lines, index, own);
  return own.key === null ? parents : [...parents, own.key];
}

function parentsOf(lines: readonly string[], index: number, own: Line): SchemaPath {
  const path: string[] = [];
  let limit = own.column;
  let isList = false;
  const leaveEntries = (dashes: readonly number[]) => {
    for (const dash of dashes.toReversed()) {
      if (dash >= limit) continue;
      path.unshift('*');
      limit = dash;
      isList = true;
    }
  };
  leaveEntries(own.dashes);
  for (let at = index - 1; at >= 0 && (limit > 0 || isList); at -= 1) {
    const line = lines[at] ?? '';
    if (/^\s*(#|$)/.test(line)) continue;
    const { key, column, dashes } = readLine(line);
    if (key !== null && (column < limit || (isList && column === limit))) {
      path.unshift(key);
      limit = column;
      isList = false;
    }
    leaveEntries(dashes);
  }
  return path;
}

function readLine(line: string): Line {
  const match = linePattern.exec(line);
  const indent = match?.[1]?.length ?? 0;
  const marks = match?.[2] ?? '';
  const dashes = [...marks.matchAll(/-/g)].map((dash) => indent + dash.index);
  return { dashes, column: indent + marks.length, key: match?.[5] ? (match[4] ?? null) : null };
}

/** A part of a schema as it is shown to people. */
export type SchemaPart = {
  readonly description: string | null;
  readonly type: string | null;
  readonly values: readonly string[];
  readonly fields: Readonly<Record<string, SchemaPart>>;
};

/** The part of an OpenAPI schema at a path; null where it has none. */
export function schemaAt(schema: unknown, path: SchemaPath): SchemaPart | null {
  const part = path.reduce<unknown>((node, step) => {
    if (!isPlainObject(node)) return undefined;
    if (step === '*') return node.items;
    return isPlainObject(node.properties) && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
  }, schema);
  return isPlainObject(part) ? toPart(part, 1) : null;
}

function toPart(node: Readonly<Record<string, unknown>>, depth: number): SchemaPart {
  const properties = depth > 0 && isPlainObject(node.properties) ? node.properties : {};
  const fields = Object.entries(properties).flatMap(([key, one]) =>
    isPlainObject(one) ? [[key, toPart(one, depth - 1)] as const] : [],
  );
  const values = Array.isArray(node.enum) ? node.enum.filter((value) => typeof value === 'string') : [];
  return {
    description: text(node.description) ?? null,
    type: text(node.type) ?? null,
    values: node.type === 'boolean' ? ['true', 'false'] : values,
    fields: Object.fromEntries(fields),
  };
}
