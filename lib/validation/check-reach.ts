import { RE2JS } from 're2js';
import { describeMatch, ruleLabel } from '../gateway-api/describe.ts';
import { objects, text } from '../gateway-api/hostile.ts';
import { matchKey } from '../gateway-api/match-key.ts';
import type { HttpRouteMatch, HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { type Entries, finding, quote } from './finding.ts';

type RuleEntry = Entries<HttpRouteRule>['entries'][number];
type Winner = { readonly by: string; readonly rule: number; readonly isEqual: boolean };
type Seen = { readonly match: HttpRouteMatch; readonly key: string; readonly by: string; readonly rule: number };

/**
 * Matches that never see a request. Within a route a request goes to the longest path, then to a method, then to the most headers and
 * parameters, then to the first in the list: so a match is lost exactly when an earlier one has the same path, method and number of
 * conditions and takes all that it takes. Regular expressions are compared only where an exact value stands against one.
 *
 * @see Gateway API v1, HTTPRouteRule.matches, precedence
 */
export function checkReach(entries: readonly RuleEntry[]): readonly Issue[] {
  const seen = new Map<string, Seen[]>();
  return entries.flatMap((entry) => {
    const listed = objects(entry.value.matches);
    const matches = listed.length === 0 ? [{}] : listed;
    const label = ruleLabel(entry.value, entry.index);
    const winners = matches.map((match) => {
      const group = groupOf(match);
      const earlier = seen.get(group) ?? [];
      const key = matchKey(match);
      const winner = winnerOver(match, key, earlier);
      seen.set(group, [...earlier, { match, key, by: label, rule: entry.index }]);
      return winner;
    });
    return report(entry, matches, winners, label);
  });
}

function report(
  { value, path, index }: RuleEntry,
  matches: readonly HttpRouteMatch[],
  winners: readonly (Winner | null)[],
  label: string,
): readonly Issue[] {
  const lost = winners.filter((winner) => winner !== null);
  const others = [...new Set(lost.filter(({ rule }) => rule !== index).map(({ by }) => by))];
  if (index > 0 && lost.length === matches.length && others.length > 0) {
    const message = `${capitalised(label)} never sees a request: ${others.join(', ')} ${others.length === 1 ? 'takes' : 'take'} them all.`;
    return [finding('rule.never-reached', path, message)];
  }
  const isListed = objects(value.matches).length > 0;
  return winners.flatMap((winner, at) => {
    if (winner === null) return [];
    const where: Path = isListed ? [...path, 'matches', at] : path;
    const what = quote(describeMatch(matches[at] ?? {}));
    if (winner.isEqual) return [finding('match.duplicate', where, `${what} is matched by ${winner.by} already.`)];
    return [finding('match.never-reached', where, `${what} never sees a request: ${winner.by} takes them all.`)];
  });
}

/** Only matches of one group can take requests from one another without being more or less specific. */
function groupOf(match: HttpRouteMatch): string {
  const { headers, queryParams, ...rest } = match;
  return JSON.stringify([
    matchKey({ ...rest }),
    [...byName(headers, true).keys()].toSorted(),
    [...byName(queryParams, false).keys()].toSorted(),
  ]);
}

function winnerOver(match: HttpRouteMatch, key: string, earlier: readonly Seen[]): Winner | null {
  const equal = earlier.find((one) => one.key === key);
  if (equal !== undefined) return { by: equal.by, rule: equal.rule, isEqual: true };
  const wider = earlier.find(
    (one) =>
      coversAll(byName(one.match.headers, true), byName(match.headers, true)) &&
      coversAll(byName(one.match.queryParams, false), byName(match.queryParams, false)),
  );
  return wider === undefined ? null : { by: wider.by, rule: wider.rule, isEqual: false };
}

type Condition = { readonly isExpression: boolean; readonly value: string };

/** Of several conditions on one name only the first counts. */
function byName(list: HttpRouteMatch['headers'], ignoresCase: boolean): ReadonlyMap<string, Condition> {
  const conditions = new Map<string, Condition>();
  for (const entry of objects(list)) {
    const written = text(entry.name) ?? '';
    const name = ignoresCase ? written.toLowerCase() : written;
    if (conditions.has(name)) continue;
    conditions.set(name, { isExpression: entry.type === 'RegularExpression', value: text(entry.value) ?? '' });
  }
  return conditions;
}

function coversAll(wide: ReadonlyMap<string, Condition>, narrow: ReadonlyMap<string, Condition>): boolean {
  return [...wide].every(([name, condition]) => {
    const other = narrow.get(name);
    if (other === undefined) return false;
    if (condition.isExpression === other.isExpression) return condition.value === other.value;
    return condition.isExpression && takes(condition.value, other.value);
  });
}

/** Whether an expression takes the whole value, so that it does so for Gateways that search in it, too. */
function takes(expression: string, value: string): boolean {
  try {
    return expression.length <= 256 && RE2JS.compile(expression).matches(value);
  } catch {
    return false;
  }
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
