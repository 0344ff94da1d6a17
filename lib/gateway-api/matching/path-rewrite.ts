import { text } from '../hostile.ts';
import type { Candidate } from './candidate.ts';
import { trimPrefix } from './conditions-met.ts';
import type { Dialect } from './dialect.ts';

type PathModifier =
  | {
      readonly type?: string | undefined;
      readonly replaceFullPath?: string | undefined;
      readonly replacePrefixMatch?: string | undefined;
    }
  | undefined;

/** For whom a path is rewritten. */
type RewriteOptions = {
  /** The match that took the request: its prefix is what gets replaced. */
  readonly candidate: Pick<Candidate, 'pathKind' | 'path'>;
  readonly dialect: Pick<Dialect, 'rewrites'>;
  /** For the backend, or for the Location of a redirect. */
  readonly target: 'backend' | 'client';
};

/**
 * The path after a rewrite or redirect, without a query.
 *
 * @see Gateway API v1, HTTPPathModifier.replacePrefixMatch, the table of examples
 */
export function rewritePath(
  path: string,
  modifier: PathModifier,
  { candidate, dialect, target }: RewriteOptions,
): string {
  if (modifier === undefined || modifier === null) return path;
  switch (text(modifier.type)) {
    case 'ReplaceFullPath':
      return text(modifier.replaceFullPath) || '/';
    case 'ReplacePrefixMatch': {
      if (candidate.pathKind !== 'PathPrefix') return path;
      const replacement = text(modifier.replacePrefixMatch) ?? '';
      return dialect.rewrites === 'standard'
        ? replacePrefix(path, candidate.path, replacement)
        : replaceLikeEnvoy(path, candidate.path, { replacement, target });
    }
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

/**
 * Envoy Gateway writes a text before a text. Only when the replacement is empty or `/` does it look for slashes, and then it
 * takes the prefix as it was written.
 *
 * @see Envoy Gateway, internal/xds/translator/route.go, prefix2RegexRewrite and buildXdsURLRewriteAction
 */
function replaceLikeEnvoy(
  path: string,
  prefix: string,
  { replacement, target }: { readonly replacement: string; readonly target: RewriteOptions['target'] },
): string {
  if (replacement === '' || replacement === '/') {
    return path.startsWith(prefix) ? `/${path.slice(prefix.length).replace(/^\/+/, '')}` : path;
  }
  const matched = prefix === '/' ? prefix : trimPrefix(prefix);
  return `${target === 'backend' ? trimPrefix(replacement) : replacement}${path.slice(matched.length)}`;
}
