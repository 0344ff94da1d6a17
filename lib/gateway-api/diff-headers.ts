import { type FieldDiff, fieldsDiff, listDiff, type Sides, toChange } from './diff-fields.ts';
import { pairBy } from './diff-lists.ts';
import { diffValues, showValue } from './diff-values.ts';
import { isSame } from './document.ts';
import { isPlainObject, text } from './hostile.ts';
import type { RouteChange } from './route-change.ts';

type Modifier = {
  /** Who changes headers, for example `rule beta`. */
  readonly label: string;
  /** For example `on requests` or `on responses from canary`. */
  readonly where: string;
};

/** What a header modifier does otherwise: `rule beta now sets header x-a to gamma instead of beta on requests`. */
export function headersDiff(modifier: Modifier): FieldDiff {
  const { label, where } = modifier;
  return fieldsDiff(`${label}: headers ${where}`, {
    set: (sides) =>
      diffHeaderList(sides, modifier, {
        verb: 'sets',
        now: (name, value, was) => `sets header ${name} to ${value}${was === null ? '' : ` instead of ${was}`}`,
        noLonger: (name) => `sets header ${name}`,
      }),
    add: (sides) =>
      diffHeaderList(sides, modifier, {
        verb: 'adds to',
        now: (name, value, was) => `adds ${value}${was === null ? '' : ` instead of ${was}`} to header ${name}`,
        noLonger: (name) => `adds to header ${name}`,
      }),
    remove: listDiff({
      added: (names) => `${label} now removes header ${names} ${where}`,
      removed: (names) => `${label} no longer removes header ${names} ${where}`,
      reordered: `${label}: the order of the headers that it removes ${where} changed`,
    }),
  });
}

type HeaderWords = {
  readonly verb: string;
  readonly now: (name: string, value: string, was: string | null) => string;
  readonly noLonger: (name: string) => string;
};

/** A header is found again by its name, whose case does not count. */
function diffHeaderList(
  { before, after, path }: Sides,
  { label, where }: Modifier,
  words: HeaderWords,
): readonly RouteChange[] {
  const [old, now] = [before ?? [], after ?? []];
  if (!isObjectList(old) || !isObjectList(now)) return [];
  const pairs = pairBy(old, now, ({ name }) => text(name)?.toLowerCase() ?? '');
  const changes: RouteChange[] = [];
  old.forEach((header, index) => {
    if (pairs.some(({ from }) => from === index)) return;
    const said = `${label} no longer ${words.noLonger(nameOf(header))} ${where}`;
    changes.push({ path: [...path, index], kind: 'removed', text: said, before: header });
  });
  now.forEach((header, index) => {
    const from = pairs.find(({ to }) => to === index)?.from;
    const at = [...path, index];
    if (from !== undefined) {
      changes.push(...diffHeader({ before: old[from], after: header, path: at }, { label, where }, words));
      return;
    }
    const said = `${label} now ${words.now(nameOf(header), showValue(header.value), null)} ${where}`;
    changes.push({ path: at, kind: 'added', text: said, after: header });
  });
  if (changes.length > 0 || old.length === 0) return changes;
  const reordered = `${label}: the order of the headers that it ${words.verb} ${where} changed`;
  return [toChange(reordered, { before, after, path })];
}

type Header = Readonly<Record<string, unknown>>;

function diffHeader(
  {
    before,
    after,
    path,
  }: { readonly before: Header | undefined; readonly after: Header; readonly path: Sides['path'] },
  { label, where }: Modifier,
  words: HeaderWords,
): readonly RouteChange[] {
  const { name: oldName, value: oldValue, ...oldRest } = before ?? {};
  const { name, value, ...rest } = after;
  const changes: RouteChange[] = [];
  if (!isSame(oldValue, value)) {
    const said = `${label} now ${words.now(nameOf(after), showValue(value), showValue(oldValue))} ${where}`;
    changes.push({ path: [...path, 'value'], kind: 'changed', text: said, before: oldValue, after: value });
  }
  if (!isSame(oldName, name)) {
    const said = `${label} now writes header ${showValue(oldName)} as ${showValue(name)} ${where}`;
    changes.push({ path: [...path, 'name'], kind: 'changed', text: said, before: oldName, after: name });
  }
  return [...changes, ...diffValues(`${label}: header ${nameOf(after)} ${where}`, oldRest, rest, path)];
}

function nameOf({ name }: Header): string {
  return showValue(name);
}

function isObjectList(value: unknown): value is readonly Header[] {
  return Array.isArray(value) && value.every(isPlainObject);
}
