import { objects, text } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import type { Edit } from '../editor-state.ts';

/** How a path is replaced. @see Gateway API v1, HTTPPathModifier */
export type ModifierType = 'ReplaceFullPath' | 'ReplacePrefixMatch';

const members = { ReplaceFullPath: 'replaceFullPath', ReplacePrefixMatch: 'replacePrefixMatch' } as const;

/** The field that holds the new path. */
export function modifierMember(type: ModifierType): (typeof members)[ModifierType] {
  return members[type];
}

/** The edits that change how a path is replaced; the new path stays what it was, and so does whatever else is there. */
export function changeModifier(
  path: Path,
  before: Readonly<Record<string, unknown>> | null,
  type: ModifierType | null,
): readonly Edit[] {
  if (type === null) return [{ op: 'set', path, value: undefined }];
  const other = type === 'ReplaceFullPath' ? 'ReplacePrefixMatch' : 'ReplaceFullPath';
  const value = text(before?.[members[type]]) ?? text(before?.[members[other]]) ?? '/';
  return [
    { op: 'set', path: [...path, 'type'], value: type },
    { op: 'set', path: [...path, members[other]], value: undefined },
    { op: 'set', path: [...path, members[type]], value },
  ];
}

/**
 * The one prefix that a rule matches, or null: only then can a prefix be replaced. A match without a path matches the prefix `/`.
 *
 * @see Gateway API v1, the CEL rules of `rules` on replacePrefixMatch
 */
export function onlyPrefixOf(rule: HttpRouteRule): string | null {
  const matches = objects(rule.matches);
  if (matches.length > 1) return null;
  const path = matches[0]?.path;
  if ((text(path?.type) ?? 'PathPrefix') !== 'PathPrefix') return null;
  return text(path?.value) ?? '/';
}

/**
 * An example of what a replaced prefix does, for example `/v2/cart` → `/cart`.
 *
 * @see Gateway API v1, HTTPPathModifier.replacePrefixMatch: slashes at the ends are as if they were not there
 */
export function prefixExample(prefix: string, replacement: string): { readonly from: string; readonly to: string } {
  const [from, to] = [prefix, replacement].map((path) => path.replace(/\/+$/, ''));
  return { from: `${from}/cart`, to: `${to}/cart` };
}
