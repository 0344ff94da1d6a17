import { type Document, isMap, isNode, isScalar, type ParsedNode } from 'yaml';
import type { Path } from '../../outcome.ts';
import { isPlainObject } from '../hostile.ts';
import type { HttpRoute } from '../objects.ts';
import { serverWrittenMetadata } from '../server-fields.ts';
import type { YamlCode } from './codes.ts';
import { rangeOf, readYaml, type YamlReading } from './read-yaml.ts';
import type { YamlIssue } from './yaml-issue.ts';

/** A text of YAML as a route, or the reasons why it is none. */
export type RouteReading =
  | {
      readonly ok: true;
      /** What somebody wants: what the server writes is left out, also where the text has it. */
      readonly route: HttpRoute;
      readonly notes: readonly YamlIssue[];
    }
  | { readonly ok: false; readonly issues: readonly YamlIssue[] };

/** The route that is being edited; its name and its namespace cannot change. Null for a new route. */
export type EditedRoute = { readonly name: string; readonly namespace: string } | null;

/**
 * Reads what somebody typed or pasted as the route that they edit. Takes YAML and JSON, refuses with places and words: text that
 * is too large or too deep, several documents, another kind, another name.
 *
 * @see docs/codes/yaml.md
 */
export function parseRouteYaml(text: string, edited: EditedRoute): RouteReading {
  const reading = readYaml(text);
  if (!reading.ok) return reading;
  const say = sayAt(reading);
  const { value } = reading;
  if (value === null) return { ok: false, issues: [say('yaml.empty', [], 'The text holds no route.')] };
  if (!isPlainObject(value))
    return { ok: false, issues: [say('yaml.not-a-map', [], 'This is a list or a single value.')] };
  const issues = [...findOtherKind(value, say), ...findWrongParts(value, say)];
  if (issues.length > 0) return { ok: false, issues };
  const renamed = findOtherName(value, edited, say);
  if (renamed.length > 0) return { ok: false, issues: renamed };
  return { ok: true, route: toRoute(value), notes: [...reading.notes, ...findServerFields(value, say)] };
}

type Say = (code: YamlCode, path: Path, message: string, fix?: string) => YamlIssue;

/** Finds the place of a path in the text: its key where it has one, else the nearest parent. */
function sayAt({ document, finder }: Extract<YamlReading, { ok: true }>): Say {
  return (code, path, message, fix) => finder.find(code, rangeOf(nodeAt(document, path)), message, fix);
}

/** The value at a path where it is on one line, else its key, else what the nearest parent has. */
function nodeAt(document: Document.Parsed, path: Path): ParsedNode | null {
  let shown: unknown = document.contents;
  let node: unknown = document.contents;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find((one) => isScalar(one.key) && one.key.value === step) : undefined;
    if (pair === undefined) break;
    shown = isScalar(pair.value) && pair.value.source !== '' ? pair.value : pair.key;
    node = pair.value;
  }
  return isNode(shown) ? (shown as ParsedNode) : null;
}

function findOtherKind(value: Readonly<Record<string, unknown>>, say: Say): readonly YamlIssue[] {
  const { kind, apiVersion } = value;
  if (kind === 'Ingress') return [say('yaml.ingress', ['kind'], 'This is an Ingress, not a route.')];
  if (kind === 'List' || kind === 'HTTPRouteList') {
    return [say('yaml.list', ['kind'], 'This is a list of objects, not one route.')];
  }
  if (kind !== undefined && kind !== 'HTTPRoute') {
    return [say('yaml.other-kind', ['kind'], `The kind is ${shown(kind)}; only an HTTPRoute is edited here.`)];
  }
  if (apiVersion !== undefined && apiVersion !== 'gateway.networking.k8s.io/v1') {
    return [say('yaml.other-version', ['apiVersion'], `The apiVersion is ${shown(apiVersion)}.`)];
  }
  return [];
}

function findWrongParts(value: Readonly<Record<string, unknown>>, say: Say): readonly YamlIssue[] {
  const { metadata, spec } = value;
  const issues: YamlIssue[] = [];
  if (metadata === undefined) issues.push(say('yaml.metadata-missing', [], 'There is no metadata.'));
  else if (!isPlainObject(metadata)) issues.push(say('yaml.wrong-part', ['metadata'], 'metadata must hold fields.'));
  if (spec !== undefined && !isPlainObject(spec))
    issues.push(say('yaml.wrong-part', ['spec'], 'spec must hold fields.'));
  if (!isPlainObject(metadata)) return issues;
  for (const key of ['name', 'namespace']) {
    const text = metadata[key];
    if (text === undefined || text === null || typeof text === 'string') continue;
    issues.push(say('yaml.wrong-part', ['metadata', key], `metadata.${key} must be a text.`, 'Put it in quotes.'));
  }
  for (const key of ['labels', 'annotations']) issues.push(...findWrongTexts(metadata[key], key, say));
  return issues;
}

/** Labels and annotations are texts, also `"8080"` and `"true"`. */
function findWrongTexts(map: unknown, part: string, say: Say): readonly YamlIssue[] {
  if (map === undefined) return [];
  if (!isPlainObject(map)) return [say('yaml.wrong-part', ['metadata', part], `metadata.${part} must hold fields.`)];
  return Object.entries(map).flatMap(([key, value]) =>
    typeof value === 'string'
      ? []
      : [say('yaml.wrong-part', ['metadata', part, key], `The value of ${key} must be a text.`, 'Put it in quotes.')],
  );
}

function findOtherName(value: Readonly<Record<string, unknown>>, edited: EditedRoute, say: Say): readonly YamlIssue[] {
  if (edited === null) return [];
  const metadata = isPlainObject(value.metadata) ? value.metadata : {};
  const name = metadata.name ?? '';
  const namespace = metadata.namespace ?? '';
  const issues: YamlIssue[] = [];
  if (name !== edited.name) {
    const message = `The name is ${shown(name)}; the route that you edit is ${edited.name}. It cannot be renamed.`;
    const fix = `Write name: ${edited.name}, or make a new route with the new name.`;
    issues.push(say('yaml.other-name', ['metadata', 'name'], message, fix));
  }
  if (namespace !== edited.namespace) {
    const message = `The namespace is ${shown(namespace)}; the route that you edit lives in ${edited.namespace}.`;
    const fix = `Write namespace: ${edited.namespace}, or make a new route in the new namespace.`;
    issues.push(say('yaml.other-namespace', ['metadata', 'namespace'], message, fix));
  }
  return issues;
}

function findServerFields(value: Readonly<Record<string, unknown>>, say: Say): readonly YamlIssue[] {
  const metadata = isPlainObject(value.metadata) ? value.metadata : {};
  const paths: Path[] = serverWrittenMetadata
    .filter((key) => metadata[key] !== undefined)
    .map((key) => ['metadata', key]);
  if (value.status !== undefined) paths.push(['status']);
  return paths.map((path) =>
    say('yaml.server-field', path, `${path.at(-1)} is written by the server; what stands here is not taken.`),
  );
}

function toRoute(value: Readonly<Record<string, unknown>>): HttpRoute {
  const { status: _status, metadata, ...rest } = value;
  const fields = isPlainObject(metadata) ? metadata : {};
  const wanted = Object.entries(fields).filter(([key]) => !serverWrittenMetadata.includes(key));
  const { name, ...others } = Object.fromEntries(wanted);
  // Checked above: what is declared as a map is one, and a name is a text or not there yet.
  const route = { ...rest, metadata: { ...others, name: name ?? '' } };
  return route as HttpRoute;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '') return 'empty';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
