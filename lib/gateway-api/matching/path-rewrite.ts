import { text } from '../hostile.ts';
import type { Candidate } from './candidate.ts';
import { trimPrefix } from './conditions-met.ts';

type PathModifier =
  | {
      readonly type?: string | undefined;
      readonly replaceFullPath?: string | undefined;
      readonly replacePrefixMatch?: string | undefined;
    }
  | undefined;

/**
 * The path after a rewrite or redirect, without a query.
 *
 * @param candidate the match that took the request: its prefix is what gets replaced
 * @see Gateway API v1, HTTPPathModifier.replacePrefixMatch, the table of examples
 */
export function rewritePath(
  path: string,
  modifier: PathModifier,
  candidate: Pick<Candidate, 'pathKind' | 'path'>,
): string {
  if (modifier === undefined || modifier === null) return path;
  switch (text(modifier.type)) {
    case 'ReplaceFullPath':
      return text(modifier.replaceFullPath) || '/';
    case 'ReplacePrefixMatch':
      return candidate.pathKind === 'PathPrefix'
        ? replacePrefix(path, candidate.path, text(modifier.replacePrefixMatch) ?? '')
        : path;
    default:
      return path;
  }
}

/** `/foo/bar` with `/foo` → `/xyz` or `/xyz/` gives `/xyz/bar`; `/foo` gives `/xyz`, `/foo/` gives `/xyz/`. */
function replacePrefix(path: string, prefix: string, replacement: string): string {
  const rest = path.slice(trimPrefix(prefix).length);
  const start = trimPrefix(replacement);
  if (rest === '') return start === '' ? '/' : replacement;
  return `${start}${rest}`;
}
