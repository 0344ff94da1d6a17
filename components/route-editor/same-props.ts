import { isSame } from '@/lib/gateway-api/document.ts';

/**
 * Whether a part of the form needs no new drawing, for `memo`: paths are compared by what they say, all else by identity. Edits leave
 * what they do not touch identical, so a keystroke in one rule draws that rule alone.
 */
export function areSameProps(before: object, after: object): boolean {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  if (old.size !== now.size) return false;
  return [...now].every(
    ([key, value]) => Object.is(old.get(key), value) || (key === 'path' && isSame(old.get(key), value)),
  );
}
