import type { UrlRewrite } from '../gateway-api/filters.ts';
import { isPlainObject } from '../gateway-api/hostile.ts';
import type { Issue, Path } from '../outcome.ts';
import { isFullName } from './check-redirect.ts';
import { finding, quote } from './finding.ts';
import { checkPathChange, keepsPath } from './path-change.ts';
import type { RulePlace, RuleScope } from './rule-scope.ts';

/** Judges a URL rewrite: its parts, and whether it changes anything. */
export function checkRewrite(
  rewrite: UrlRewrite | undefined,
  path: Path,
  { rule }: RulePlace,
  scope: RuleScope,
): readonly Issue[] {
  if (!isPlainObject(rewrite)) return [];
  const hostname: unknown = rewrite.hostname ?? undefined;
  const flaws = [
    ...(hostname === undefined || isFullName(hostname)
      ? []
      : [finding('rewrite.hostname-malformed', [...path, 'hostname'], `${quote(hostname)} is not a full hostname.`)]),
    ...checkPathChange(rewrite.path, [...path, 'path'], rule),
  ];
  const keepsHost =
    hostname === undefined || (scope.hostnames.length > 0 && scope.hostnames.every((one) => one === hostname));
  if (flaws.length > 0 || !keepsHost || !keepsPath(rewrite.path, rule)) return flaws;
  return [finding('rewrite.no-effect', path, 'The rewrite leaves every request as it is.')];
}
