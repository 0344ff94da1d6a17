import { getAt } from '../../gateway-api/document.ts';
import type { Edit } from '../../gateway-api/edit.ts';
import { text } from '../../gateway-api/hostile.ts';
import type { HttpRoute } from '../../gateway-api/objects.ts';
import type { Issue, Path } from '../../outcome.ts';
import { settingsField } from '../check-filters.ts';
import type { ValidationContext } from '../context.ts';
import { quote } from '../finding.ts';

/** One way to mend a finding. The label is what a button says. */
export type Fix = { readonly label: string; readonly edits: readonly Edit[] };

export type FixInput = {
  readonly issue: Issue;
  readonly path: Path;
  readonly draft: HttpRoute;
  readonly context: ValidationContext;
};

export type FixMaker = (input: FixInput) => readonly Fix[];
export type FixMakers = Readonly<Record<string, FixMaker>>;

/** Takes away what lies at a path: an entry with its list when that becomes empty, or a field. */
export function removal(path: Path, label: string): Fix {
  const isEntry = typeof path.at(-1) === 'number';
  return { label, edits: [isEntry ? { op: 'remove', path } : { op: 'set', path, value: undefined }] };
}

/** Removes what the finding points at. */
export function remove(label: string): FixMaker {
  return ({ path }) => [removal(path, label)];
}

/** Removes the list entry that holds the value which the finding points at. */
export function removeEntry(label: string): FixMaker {
  return ({ path }) => {
    const index = path.findLastIndex((step) => typeof step === 'number');
    return index === -1 ? [] : [removal(path.slice(0, index + 1), label)];
  };
}

/** Removes a field; a filter without the settings of its kind would be refused, so it goes with them. */
export function removeField({ path }: FixInput): readonly Fix[] {
  const isSettings = path.at(-3) === 'filters' && Object.values(settingsField).some((field) => field === path.at(-1));
  return [isSettings ? removal(path.slice(0, -1), 'Remove the filter') : removal(path, 'Remove the field')];
}

/** Writes another value. */
export function write(path: Path, value: unknown): Fix {
  return { label: `Write ${quote(value)}`, edits: [{ op: 'set', path, value }] };
}

/** Writes the text differently; nothing when there is no better one. */
export function rewriteText(better: (value: string) => string | null): FixMaker {
  return ({ draft, path }) => {
    const value = text(getAt(draft, path));
    const next = value === undefined ? null : better(value);
    return next === null || next === value || next === '' ? [] : [write(path, next)];
  };
}
