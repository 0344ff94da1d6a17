import type { Path } from '../outcome.ts';
import { diffValues, joinLabel, showValue } from './diff-values.ts';
import { isSame } from './document.ts';
import { isPlainObject } from './hostile.ts';
import type { RouteChange } from './route-change.ts';

/** The two sides of a field, undefined where it is absent. */
export type Sides = { readonly before: unknown; readonly after: unknown; readonly path: Path };

/** Says how one field differs. Empty when it has no words for these values: then its path speaks. */
export type FieldDiff = (sides: Sides) => readonly RouteChange[];

/**
 * An object whose fields differ one by one: a known field in its own words, any other by its path, so that nothing differs unseen.
 *
 * @param label what the object is called where a field has no words
 */
export function fieldsDiff(label: string, words: Readonly<Record<string, FieldDiff>>): FieldDiff {
  return ({ before, after, path }) => {
    const [old, now] = [before ?? {}, after ?? {}];
    if (!isPlainObject(old) || !isPlainObject(now)) return [];
    return keysOf(old, now).flatMap((key) => {
      const sides = { before: old[key], after: now[key], path: [...path, key] };
      if (isSame(sides.before, sides.after)) return [];
      const said = Object.hasOwn(words, key) ? words[key]?.(sides) : undefined;
      return said?.length ? said : diffField(label, key, sides);
    });
  };
}

/** An object whose known fields make one sentence together; null says that both sides sound the same. */
export function wholeDiff(
  label: string,
  known: readonly string[],
  say: (was: PlainObject | null, is: PlainObject | null) => string | null,
): FieldDiff {
  return ({ before, after, path }) => {
    const [old, now] = [before ?? null, after ?? null];
    if ((old !== null && !isPlainObject(old)) || (now !== null && !isPlainObject(now))) return [];
    const text = say(old, now);
    if (text === null) return [];
    const others = keysOf(old ?? {}, now ?? {}).filter((key) => !known.includes(key));
    return [
      toChange(text, { before, after, path }),
      ...others.flatMap((key) =>
        diffField(label, key, { before: old?.[key], after: now?.[key], path: [...path, key] }),
      ),
    ];
  };
}

/** A field of one text, number or boolean: `say` gets each side as it is shown, null where the field is absent. */
export function scalarDiff(say: (was: string | null, is: string | null) => string): FieldDiff {
  return (sides) =>
    [sides.before, sides.after].every((value) => value === undefined || isScalar(value))
      ? [toChange(say(shownOrNull(sides.before), shownOrNull(sides.after)), sides)]
      : [];
}

/** A list of texts or numbers: one sentence for what came, one for what went. */
export function listDiff(say: {
  readonly added: (items: string) => string;
  readonly removed: (items: string) => string;
  readonly reordered: string;
}): FieldDiff {
  return ({ before, after, path }) => {
    const [old, now] = [before ?? [], after ?? []];
    if (!isScalarList(old) || !isScalarList(now)) return [];
    const added = now.filter((item) => !old.includes(item));
    const removed = old.filter((item) => !now.includes(item));
    const changes: RouteChange[] = [];
    if (added.length > 0) changes.push({ path, kind: 'added', text: say.added(showList(added)), after });
    if (removed.length > 0) changes.push({ path, kind: 'removed', text: say.removed(showList(removed)), before });
    const isReordered = changes.length === 0 && old.length === now.length && old.length > 0;
    return isReordered ? [{ path, kind: 'changed', text: say.reordered, before, after }] : changes;
  };
}

/** One change, of the kind that its two sides tell. */
export function toChange(text: string, { before, after, path }: Sides): RouteChange {
  if (before === undefined) return { path, kind: 'added', text, after };
  if (after === undefined) return { path, kind: 'removed', text, before };
  return { path, kind: 'changed', text, before, after };
}

/** The detailed changes of a part, or one plain change where the details see none although the part differs. */
export function orElse(fallback: string, sides: Sides, details: () => readonly RouteChange[]): readonly RouteChange[] {
  if (isSame(sides.before, sides.after)) return [];
  const changes = details();
  return changes.length > 0 ? changes : [{ ...sides, kind: 'changed', text: fallback }];
}

/** ` instead of x`, or nothing where there was nothing. */
export function insteadOf(was: string | null | undefined): string {
  return was === null || was === undefined ? '' : ` instead of ${was}`;
}

export type PlainObject = Readonly<Record<string, unknown>>;

const maxShown = 6;

/** Values on one line, the first few of many. */
function showList(items: readonly unknown[]): string {
  const shown = items.slice(0, maxShown).map(showValue).join(', ');
  return items.length > maxShown ? `${shown} and ${items.length - maxShown} more` : shown;
}

function diffField(label: string, key: string, { before, after, path }: Sides): readonly RouteChange[] {
  return diffValues(joinLabel(label, key), before, after, path);
}

function keysOf(before: object, after: object): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isScalarList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isScalar);
}

function shownOrNull(value: unknown): string | null {
  return value === undefined ? null : showValue(value);
}
