import { redirectOf, ruleLabel } from '../gateway-api/describe.ts';
import { namespaceOf, objects, strings, text } from '../gateway-api/hostile.ts';
import { normaliseHostname } from '../gateway-api/hostname.ts';
import type { ListenerChoice } from '../gateway-api/listener-picker.ts';
import type { HttpRoute, HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { checkBackends } from './check-backends.ts';
import { checkFilters } from './check-filters.ts';
import { isSubdomain } from './check-identity.ts';
import { checkMatch } from './check-matches.ts';
import { checkReach } from './check-reach.ts';
import { checkTimeouts } from './check-timeouts.ts';
import type { ValidationContext } from './context.ts';
import { type Entries, entriesAt, finding, quote, tooMany } from './finding.ts';
import type { RuleScope } from './rule-scope.ts';

const listPath: Path = ['spec', 'rules'];

type RuleEntry = Entries<HttpRouteRule>['entries'][number];

/** Judges the rules of a draft, each alone and all together. */
export function checkRules(
  draft: HttpRoute,
  context: ValidationContext,
  chosen: readonly ListenerChoice[] | null,
): readonly Issue[] {
  const rules = draft.spec?.rules;
  const { entries, issues } = entriesAt(rules, listPath);
  if (Array.isArray(rules) && rules.length === 0) return [finding('rule.none', listPath, 'The route has no rule.')];
  const namespace = namespaceOf(draft);
  const hostnames = strings(draft.spec?.hostnames).map(normaliseHostname);
  const scope: RuleScope = { context, namespace, hostnames, chosen };
  const siblings = entries.map(({ value }) => value);
  return [
    ...issues,
    ...tooMany('rule.too-many', entries, 16, listPath, 'rules'),
    ...checkTotal(entries),
    ...checkNames(entries),
    ...checkReach(entries),
    ...entries.flatMap(({ value, path, index }) => [
      ...checkMatches(value, path),
      ...checkTarget(value, path, index),
      ...checkFilters({ rule: value, path, siblings }, scope),
      ...checkBackends(value, path, context, namespace),
      ...checkTimeouts(value, path),
    ]),
  ];
}

function checkMatches(rule: HttpRouteRule, rulePath: Path): readonly Issue[] {
  const path: Path = [...rulePath, 'matches'];
  const { entries, issues } = entriesAt(rule.matches, path);
  return [
    ...issues,
    ...tooMany('match.too-many', entries, 64, path, 'matches in one rule'),
    ...entries.flatMap((entry) => checkMatch(entry.value, entry.path)),
  ];
}

/** @see Gateway API v1, the CEL rule of `rules`: 128 matches in all, a rule without matches gets one by default. */
function checkTotal(entries: readonly RuleEntry[]): readonly Issue[] {
  const total = entries.reduce(
    (sum, { value }) => sum + (value.matches === undefined ? 1 : objects(value.matches).length),
    0,
  );
  if (total <= 128) return [];
  return [
    finding('match.total-too-many', listPath, `The rules have ${total} matches together; at most 128 are allowed.`),
  ];
}

function checkNames(entries: readonly RuleEntry[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return entries.flatMap(({ value, path, index }) => {
    if (value.name === undefined || value.name === null) return [];
    const name = text(value.name) ?? '';
    const at: Path = [...path, 'name'];
    if (!isSubdomain(name)) {
      return [finding('rule.name-malformed', at, `${quote(value.name)} is not a valid name for a rule.`)];
    }
    const earlier = seen.get(name);
    if (earlier === undefined) {
      seen.set(name, index);
      return [];
    }
    return [
      finding('rule.name-duplicate', at, `Rules ${earlier + 1} and ${index + 1} are both called ${quote(name)}.`),
    ];
  });
}

function checkTarget(rule: HttpRouteRule, path: Path, index: number): readonly Issue[] {
  const hasBackends = objects(rule.backendRefs).length > 0;
  const hasRedirect = redirectOf(rule) !== null;
  const label = ruleLabel(rule, index);
  if (hasBackends && hasRedirect) {
    return [finding('rule.redirect-with-backends', path, `${capitalised(label)} redirects and also has backends.`)];
  }
  // Other filters may answer by themselves (ExtensionRef): only a rule with nothing at all is known to go nowhere.
  if (hasBackends || hasRedirect || objects(rule.filters).length > 0) return [];
  return [finding('rule.no-target', path, `${capitalised(label)} has neither a backend nor a redirect.`)];
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
