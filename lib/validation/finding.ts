import { isPlainObject } from '../gateway-api/hostile.ts';
import type { Issue, Path } from '../outcome.ts';
import { type ValidationCode, validationCodes } from './codes.ts';

/** An issue of a code of the catalogue; the message says what and where, the fix comes from the catalogue unless given. */
export function finding(code: ValidationCode, path: Path, message: string, fix?: string | undefined): Issue {
  const entry = validationCodes[code];
  return { code, severity: entry.severity, path, message, fix: fix ?? entry.fix };
}

/** Entries of a list of objects with their own paths, and an issue where the list or an entry is something else. */
export type Entries<T> = {
  readonly entries: readonly { readonly value: T; readonly path: Path; readonly index: number }[];
  readonly issues: readonly Issue[];
};

/** Reads a list of a draft that may be anything. */
export function entriesAt<T extends object>(list: readonly T[] | undefined, path: Path): Entries<T> {
  if (list === undefined || list === null) return { entries: [], issues: [] };
  if (!Array.isArray(list)) {
    return { entries: [], issues: [finding('route.wrong-shape', path, `${last(path)} must be a list.`)] };
  }
  const all = list.map((value: T, index) => ({ value, path: [...path, index], index }));
  return {
    entries: all.filter(({ value }) => isPlainObject(value)),
    issues: all
      .filter(({ value }) => !isPlainObject(value))
      .map((entry) =>
        finding('route.wrong-shape', entry.path, `Entry ${entry.index + 1} of ${last(path)} must be an object.`),
      ),
  };
}

/** An issue when a list is longer than the API allows. */
export function tooMany(
  code: ValidationCode,
  list: readonly unknown[],
  limit: number,
  path: Path,
  what: string,
): readonly Issue[] {
  if (list.length <= limit) return [];
  return [finding(code, path, `${list.length} ${what}; at most ${limit} are allowed.`)];
}

/** A value inside a message, cut where it is long. */
export function quote(value: unknown): string {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return `“${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}”`;
}

function last(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? 'the document');
}
