import type { Path } from '../outcome.ts';
import { isSame } from './document.ts';
import { epochMs, isPlainObject, objects, text } from './hostile.ts';
import { managerName } from './managers.ts';
import type { HttpRoute } from './objects.ts';

/**
 * One unit of ownership inside an HTTPRoute and who owns it. Lists of an HTTPRoute's spec are atomic, so the units are the
 * fields of `spec` as a whole, and each annotation and label.
 */
export type OwnedField = {
  readonly path: Path;
  readonly manager: string;
  /** `Apply` (server-side apply) or `Update` (everything else). */
  readonly operation: string;
  readonly at: number | null;
};

/**
 * Who owns which part of a route, by `metadata.managedFields`; a unit can have several owners. Status is left out.
 *
 * @see Kubernetes, Server-Side Apply, FieldsV1: `f:` names a field, `k:` and `v:` a list's entry, `.` the field itself
 */
export function ownersOf(route: HttpRoute): readonly OwnedField[] {
  return objects(route.metadata.managedFields).flatMap((entry) => {
    if (entry.subresource) return [];
    const owner = {
      manager: text(entry.manager) ?? '',
      operation: text(entry.operation) ?? '',
      at: epochMs(entry.time),
    };
    return unitsIn(entry.fieldsV1).map((path) => ({ path, ...owner }));
  });
}

/** The owners of one unit, for example `['spec', 'rules']` or `['metadata', 'annotations', 'note']`. */
export function ownersOfField(owners: readonly OwnedField[], path: Path): readonly OwnedField[] {
  return owners.filter((owner) => isSame(owner.path, path));
}

/** When and by whom a route was last changed, status aside; null when managedFields do not say. */
export function lastChangeOf(
  route: HttpRoute,
): { readonly at: number; readonly by: string; readonly manager: string } | null {
  const entries = objects(route.metadata.managedFields).flatMap((entry) => {
    const at = epochMs(entry.time);
    return at === null || entry.subresource ? [] : [{ at, manager: text(entry.manager) ?? '' }];
  });
  const latest = entries.reduce<{ at: number; manager: string } | null>(
    (best, entry) => (best === null || entry.at >= best.at ? entry : best),
    null,
  );
  return latest === null ? null : { ...latest, by: managerName(latest.manager) };
}

/** Every unit of a route that has a value, in the document's order. */
export function unitsOf(route: HttpRoute): readonly { readonly path: Path; readonly value: unknown }[] {
  const list = (map: unknown, path: Path) =>
    isPlainObject(map)
      ? Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [{ path: [...path, key], value }]))
      : [];
  return [
    ...list(route.metadata.annotations, ['metadata', 'annotations']),
    ...list(route.metadata.labels, ['metadata', 'labels']),
    ...list(route.spec, ['spec']),
  ];
}

function unitsIn(fieldsV1: unknown): readonly Path[] {
  const metadata = field(fieldsV1, 'metadata');
  return [
    ...fieldNames(field(metadata, 'annotations')).map((key): Path => ['metadata', 'annotations', key]),
    ...fieldNames(field(metadata, 'labels')).map((key): Path => ['metadata', 'labels', key]),
    ...fieldNames(field(fieldsV1, 'spec')).map((key): Path => ['spec', key]),
  ];
}

function field(fields: unknown, name: string): unknown {
  const key = `f:${name}`;
  return isPlainObject(fields) && Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function fieldNames(fields: unknown): readonly string[] {
  if (!isPlainObject(fields)) return [];
  return Object.keys(fields).flatMap((key) => (key.startsWith('f:') ? [key.slice(2)] : []));
}
