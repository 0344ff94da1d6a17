import { isPlainObject, objects, text } from '../gateway-api/hostile.ts';
import type { HttpRouteMatch, HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { finding, quote } from './finding.ts';

/** How a redirect or a rewrite changes the path. */
export type PathChange = {
  readonly type?: string | undefined;
  readonly replaceFullPath?: string | undefined;
  readonly replacePrefixMatch?: string | undefined;
};

/** Judges a path change against the matches of its rule. @see Gateway API v1, HTTPPathModifier and the CEL rules of HTTPRouteRule */
export function checkPathChange(change: PathChange | undefined, path: Path, rule: HttpRouteRule): readonly Issue[] {
  if (!isPlainObject(change)) return [];
  const { replaceFullPath: full, replacePrefixMatch: prefix, type } = change;
  if (type !== 'ReplaceFullPath' && type !== 'ReplacePrefixMatch') {
    return [
      finding('rewrite.path-mismatch', [...path, 'type'], `${quote(type ?? '')} is not a way to change the path.`),
    ];
  }
  const [own, other] = type === 'ReplaceFullPath' ? [full, prefix] : [prefix, full];
  const field = type === 'ReplaceFullPath' ? 'replaceFullPath' : 'replacePrefixMatch';
  if (own === undefined || own === null) {
    return [finding('rewrite.path-mismatch', [...path, field], `${type} needs a value in ${field}.`)];
  }
  return [
    ...(other === undefined || other === null
      ? []
      : [
          finding('rewrite.path-mismatch', path, `The path change is ${type} but has the value of the other kind too.`),
        ]),
    ...(type === 'ReplacePrefixMatch' && onlyPrefix(rule) === null
      ? [finding('rewrite.needs-one-prefix', path, wordsForMatches(rule))]
      : []),
  ];
}

function wordsForMatches(rule: HttpRouteRule): string {
  const count = objects(rule.matches).length;
  return count === 1
    ? 'The prefix is replaced, but the match of the rule is no path prefix.'
    : `The prefix is replaced, but the rule has ${count === 0 ? 'no match' : `${count} matches`}.`;
}

/** The path prefix of a rule whose only match has one; null otherwise. A rule that lists no matches gets `/` by default. */
export function onlyPrefix(rule: HttpRouteRule): string | null {
  const matches = matchesOf(rule);
  const [only] = matches;
  if (matches.length !== 1 || only === undefined || pathTypeOf(only) !== 'PathPrefix') return null;
  return pathValueOf(only);
}

/** The matches of a rule with the default that the API gives to a rule without the field. */
export function matchesOf(rule: HttpRouteRule): readonly HttpRouteMatch[] {
  return rule.matches === undefined || rule.matches === null ? [{}] : objects(rule.matches);
}

export function pathTypeOf(match: HttpRouteMatch): string {
  return text(match.path?.type) ?? 'PathPrefix';
}

export function pathValueOf(match: HttpRouteMatch): string {
  return text(match.path?.value) ?? '/';
}

/** A prefix without the final slash, which does not count. */
export function trimmedPrefix(prefix: string): string {
  return prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
}

/** Whether a path change leaves every request of the rule as it was. */
export function keepsPath(change: PathChange | undefined, rule: HttpRouteRule): boolean {
  if (change === undefined || change === null) return true;
  if (change.type === 'ReplacePrefixMatch') {
    const prefix = onlyPrefix(rule);
    const next = text(change.replacePrefixMatch);
    return prefix !== null && next !== undefined && trimmedPrefix(prefix) === trimmedPrefix(next);
  }
  const matches = matchesOf(rule);
  return (
    matches.length > 0 &&
    matches.every((match) => pathTypeOf(match) === 'Exact' && pathValueOf(match) === change.replaceFullPath)
  );
}
