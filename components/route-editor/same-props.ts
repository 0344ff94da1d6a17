import { isSame } from '@/lib/gateway-api/document.ts';
import { isPlainObject } from '@/lib/gateway-api/hostile.ts';

/**
 * Whether a part of the form needs no new drawing, for `memo`: paths are compared by what they say, all else by identity. Edits leave
 * what they do not touch identical, so a keystroke in one rule draws that rule alone.
 */
export function areSameProps(before: object, after: object): boolean {
  return differing(before, after).every(({ key, old, now }) => key === 'path' && isSame(old, now));
}

/** Like `areSameProps` for parts of a rule that do not look at its matches: typing a condition does not draw its backends again. */
export function areSameButMatches(before: object, after: object): boolean {
  return differing(before, after).every(({ key, old, now }) => {
    if (key === 'path') return isSame(old, now);
    return key === 'rule' && isPlainObject(old) && isPlainObject(now) && differsInMatchesOnly(old, now);
  });
}

function differsInMatchesOnly(before: object, after: object): boolean {
  return differing(before, after).every(({ key }) => key === 'matches');
}

function differing(before: object, after: object) {
  const [old, now] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key) => ({ key, old: old.get(key), now: now.get(key) }))
    .filter((one) => !Object.is(one.old, one.now));
}
