import { isPlainObject } from '../hostile.ts';

/**
 * A JSON value as YAML in block style, as people write it: two spaces a level, plain texts where nobody could misread them, else
 * double quotes. Written by hand because a serialiser that can do everything takes a hundred times as long.
 *
 * @returns lines that end in a line break, from column zero
 */
export function writeYaml(value: unknown): string {
  const block = writeBlock(value, { column: 0, step: 2, listIndent: 2 });
  return block.startsWith('\n') ? block.slice(1) : `${block.trimStart()}\n`;
}

/** How the text around lays out its blocks. */
export type Layout = {
  /** Column of the fields or dashes. */
  readonly column: number;
  /** How much further nested fields stand. */
  readonly step: number;
  /** How much further the dashes of a list stand than its key. */
  readonly listIndent: number;
};

/**
 * What follows a colon: ` value` for what fits on the line, else a line break and the lines below it, each at `column`; the last
 * line break included only where the value is a block.
 */
export function writeBlock(value: unknown, layout: Layout): string {
  if (isFilledMap(value)) return `\n${writeFields(value, layout)}`;
  if (Array.isArray(value) && value.length > 0) return `\n${writeItems(value, layout)}`;
  if (typeof value === 'string' && isLiteral(value)) return ` ${writeLiteral(value, layout)}`;
  return ` ${writeScalar(value)}`;
}

/** The fields of a map, each on lines of its own from `column` on. */
export function writeFields(map: Readonly<Record<string, unknown>>, layout: Layout): string {
  const indent = ' '.repeat(layout.column);
  return definedEntries(map)
    .map(([key, value]) => `${indent}${writeField(key, value, layout)}`)
    .join('');
}

/** One field without the indentation of its first line; ends in a line break. */
export function writeField(key: string, value: unknown, layout: Layout): string {
  return closed(`${writeScalar(key)}:${writeBlock(value, nestedIn(value, layout))}`);
}

/** One entry of a list with its dash, without the indentation of its first line; ends in a line break. */
export function writeItem(value: unknown, layout: Layout): string {
  const nested = { ...layout, column: layout.column + 2 };
  if (isFilledMap(value)) return `- ${writeFields(value, nested).slice(nested.column)}`;
  if (Array.isArray(value) && value.length > 0) return `- ${writeItems(value, nested).slice(nested.column)}`;
  return closed(`-${writeBlock(value, nested)}`);
}

/** A text, number, boolean, null or something empty, on one line. */
export function writeScalar(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value);
  return JSON.stringify(value) ?? 'null';
}

/** Any value on one line, in brackets: plain texts as YAML may have them, or as JSON. */
export function writeFlow(value: unknown, style: 'yaml' | 'json'): string {
  const scalar = style === 'json' ? (one: unknown) => quotedOrJson(one) : writeScalar;
  if (Array.isArray(value)) return `[${value.map((item: unknown) => writeFlow(item, style)).join(', ')}]`;
  if (!isPlainObject(value)) return scalar(value);
  const fields = definedEntries(value).map(([key, one]) => `${scalar(key)}: ${writeFlow(one, style)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** The layout of what lies in a field. */
export function nestedIn(value: unknown, { column, step, listIndent }: Layout): Layout {
  return { column: column + (Array.isArray(value) ? listIndent : step), step, listIndent };
}

function writeItems(list: readonly unknown[], layout: Layout): string {
  const indent = ' '.repeat(layout.column);
  return list.map((item) => `${indent}${writeItem(item, layout)}`).join('');
}

function definedEntries(map: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

function isFilledMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isPlainObject(value) && Object.values(value).some((one) => one !== undefined);
}

function closed(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Texts that every reader of YAML takes as text: no number, date, boolean or sign in any version of the language. */
const plain = /^([A-Za-z_/][\w./+()~-]*([ :][\w./+()~-]+)*|\d{1,5}(ms|s|m|h))$/;
const words = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

function isPlain(text: string): boolean {
  return text.length < 200 && plain.test(text) && !words.test(text) && !text.endsWith(':');
}

function quotedOrJson(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : writeScalar(value);
}

/** Double quotes as in JSON; what cannot be seen is written as its code. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Several lines that can be shown as they are: nothing invisible, no space where it would be lost. */
function isLiteral(text: string): boolean {
  return (
    /^\S.*\n/.test(text) && /^[\t\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u05ff]*$/.test(text) && !/[ \t](\n|$)/.test(text)
  );
}

function writeLiteral(text: string, { column }: Layout): string {
  const body = text.replace(/\n+$/, '');
  const trailing = text.length - body.length;
  const mark = trailing === 0 ? '|-' : trailing === 1 ? '|' : '|+';
  const indent = ' '.repeat(column);
  const lines = body.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
  return `${mark}\n${lines.join('\n')}${'\n'.repeat(Math.max(1, trailing))}`;
}
