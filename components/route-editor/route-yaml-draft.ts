import { isSame } from '@/lib/gateway-api/document.ts';
import { isPlainObject, objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { serverWrittenMetadata } from '@/lib/gateway-api/server-fields.ts';
import { mergeRoutes } from '@/lib/gateway-api/three-way.ts';
import { alignEntries } from '@/lib/gateway-api/yaml/align-entries.ts';
import type { EditedRoute, RouteReading } from '@/lib/gateway-api/yaml/parse-route-yaml.ts';
import { syncYaml } from '@/lib/gateway-api/yaml/sync-yaml.ts';
import type { YamlIssue } from '@/lib/gateway-api/yaml/yaml-issue.ts';
import { routeYaml } from './route-yaml.ts';
import { withoutServerFields } from './wanted-part.ts';

/**
 * YAML that somebody typed, with the comments and the order that no document can hold. A form's edit does not touch it: what it
 * says now is worked out from `of` and the draft when somebody looks at it.
 */
export type YamlDraft = {
  readonly text: string;
  /** The document that the text says; while it is not read, the one that it was typed over. */
  readonly of: HttpRoute;
  readonly state: 'read' | 'waiting' | 'broken';
  /** What is in the way of a broken text, or what is said of one that was read. */
  readonly issues: readonly YamlIssue[];
};

type DraftAndYaml = { readonly draft: HttpRoute; readonly yaml: YamlDraft | null };

/** The YAML of a draft as it is shown: the typed text with the form's edits in it, or a fresh one. */
export function yamlTextOf({ draft, yaml }: DraftAndYaml): string {
  if (yaml === null) return routeYaml(draft);
  if (yaml.state !== 'read' || yaml.of === draft) return yaml.text;
  return syncYaml(yaml.text, withoutServerFields(yaml.of), withoutServerFields(draft));
}

/** Whether the form must wait because the text cannot be read. */
export function isBroken({ yaml }: { readonly yaml: YamlDraft | null }): boolean {
  return yaml?.state === 'broken';
}

/** A text that was typed, with what came of reading it; null when that is not known yet. */
export type TypedYaml = {
  readonly text: string;
  /** The draft that was shown as YAML when it was typed; null where it was typed on top of the last text. */
  readonly basis: HttpRoute | null;
  readonly reading: RouteReading | null;
};

/** The draft after YAML was typed. What the form changed at the same moment is joined with it, nothing is lost. */
export function takeYaml(
  draft: HttpRoute,
  { text, basis, reading }: TypedYaml & { readonly basis: HttpRoute },
): DraftAndYaml {
  if (reading === null) return { draft, yaml: { text, of: basis, state: 'waiting', issues: [] } };
  if (!reading.ok) return { draft, yaml: { text, of: basis, state: 'broken', issues: reading.issues } };
  const said = reuse(basis, withServerPart(reading.route, basis));
  const joined = basis === draft || isSame(basis, draft) ? said : mergeRoutes(basis, draft, said).merged;
  const next = reuse(draft, joined);
  const of = reuse(next, said);
  // A text like any other has nothing to keep; one with a comment is no such text.
  if (of === next && !text.includes('# ') && routeYaml(next) === text) return { draft: next, yaml: null };
  return { draft: next, yaml: { text, of, state: 'read', issues: reading.notes } };
}

/** For each rule after an edit of the YAML the key of the rule that it was before; null for a new one. */
export function rulesAfterYaml(before: HttpRoute, after: HttpRoute): readonly (number | null)[] {
  return alignEntries(objects(before.spec?.rules), objects(after.spec?.rules));
}

/** The YAML does not show what the server writes; the document keeps it. */
function withServerPart(route: HttpRoute, from: HttpRoute): HttpRoute {
  const written = Object.entries(from.metadata).filter(([key]) => serverWrittenMetadata.includes(key));
  const { name } = route.metadata;
  const metadata = { ...route.metadata, ...Object.fromEntries(written), name };
  return { ...route, metadata, ...(from.status === undefined ? {} : { status: from.status }) };
}

/** The new value, with every part that says the same as before being the same object: nothing is drawn again that did not change. */
function reuse<T>(before: unknown, after: T): T;
function reuse(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    const isAligned = before.length === after.length;
    const alignment = isAligned ? null : alignEntries(before, after);
    const items = after.map((item: unknown, index) =>
      reuse(before[alignment ? (alignment[index] ?? -1) : index], item),
    );
    return isAligned && items.every((item, index) => item === before[index]) ? before : items;
  }
  if (!isPlainObject(before) || !isPlainObject(after)) return after;
  const entries = Object.entries(after).map(([key, item]): [string, unknown] => [
    key,
    Object.hasOwn(before, key) ? reuse(before[key], item) : item,
  ]);
  const isWhole = entries.length === Object.keys(before).length;
  return isWhole && entries.every(([key, item]) => Object.hasOwn(before, key) && item === before[key])
    ? before
    : Object.fromEntries(entries);
}

/** The name and the namespace that the YAML of a draft cannot change; null for a new route. */
export function editedRoute(base: HttpRoute | null): EditedRoute {
  return base && { name: base.metadata.name, namespace: base.metadata.namespace ?? '' };
}
