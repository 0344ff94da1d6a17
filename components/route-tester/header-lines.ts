import type { HeaderModifier } from '@/lib/gateway-api/filters.ts';
import { objects, strings, text } from '@/lib/gateway-api/hostile.ts';
import type { HeaderChange, HeaderList } from '@/lib/gateway-api/matching/header-changes.ts';

/** One header on a screen. */
export type HeaderLine = {
  readonly name: string;
  /** Null where it was taken away. */
  readonly value: string | null;
  readonly change: HeaderChange | null;
  /** What was done to it, in words. */
  readonly note: string | null;
};

/** The headers that arrive, and those that were taken away, each with what was done to it. */
export function headerLines(headers: HeaderList, changes: readonly HeaderChange[]): readonly HeaderLine[] {
  const ofName = (name: string) => changes.filter((change) => change.name.toLowerCase() === name.toLowerCase());
  const arriving = headers.map(([name, value]): HeaderLine => {
    const own = ofName(name);
    const last = own.at(-1) ?? null;
    return { name, value, change: last, note: last === null ? null : noteOf(own, last) };
  });
  const there = new Set(headers.map(([name]) => name.toLowerCase()));
  const gone = [...new Set(changes.map(({ name }) => name.toLowerCase()))].filter((name) => !there.has(name));
  return [
    ...arriving,
    ...gone.flatMap((name): readonly HeaderLine[] => {
      const [first] = ofName(name);
      if (first === undefined) return [];
      return [{ name: first.name, value: null, change: { ...first, kind: 'remove' }, note: 'removed' }];
    }),
  ];
}

function noteOf(changes: readonly HeaderChange[], last: HeaderChange): string {
  const before = changes[0]?.before ?? null;
  if (last.kind === 'add') return before === null ? 'added' : 'added to what was there';
  return before === null ? 'set' : `set, was ${before === '' ? 'empty' : before}`;
}

/** What header modifiers do to an answer that nobody has seen yet: `sets x-tier to web`. */
export function modifierWords(modifiers: readonly HeaderModifier[]): readonly string[] {
  return modifiers.flatMap((modifier) => [
    ...objects(modifier.set).map((entry) => `sets ${text(entry.name) ?? '?'} to ${text(entry.value) ?? ''}`),
    ...objects(modifier.add).map((entry) => `adds ${text(entry.value) ?? ''} to ${text(entry.name) ?? '?'}`),
    ...strings(modifier.remove).map((name) => `removes ${name}`),
  ]);
}
