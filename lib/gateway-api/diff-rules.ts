import type { Path } from '../outcome.ts';
import { ruleLabel } from './describe.ts';
import { diffBackends } from './diff-backends.ts';
import { fieldsDiff } from './diff-fields.ts';
import { diffFilters } from './diff-filters.ts';
import { movedPairs, type Pair } from './diff-lists.ts';
import { diffMatches } from './diff-matches.ts';
import { pairInTurns } from './diff-pairs.ts';
import { ruleOptionDiffs } from './diff-rule-options.ts';
import { isSame } from './document.ts';
import { asText, text } from './hostile.ts';
import type { HttpRouteRule } from './objects.ts';
import type { RouteChange } from './route-change.ts';

/**
 * Differences of two lists of rules. A rule is found again by its name, else by its content, else by what it matches, else by
 * its place.
 */
export function diffRules(before: readonly HttpRouteRule[], after: readonly HttpRouteRule[]): readonly RouteChange[] {
  const pairs = pairRules(before, after);
  const pairedOld = new Set(pairs.map((pair) => pair.from));
  const pairedNow = new Set(pairs.map((pair) => pair.to));
  const label = (index: number) => ruleLabel(after[index] ?? {}, index);
  return [
    ...before.flatMap((rule, index): RouteChange[] =>
      pairedOld.has(index)
        ? []
        : [{ path: rulePath(index), kind: 'removed', text: `${ruleLabel(rule, index)} removed`, before: rule }],
    ),
    ...after.flatMap((rule, index): RouteChange[] =>
      pairedNow.has(index)
        ? []
        : [{ path: rulePath(index), kind: 'added', text: `${label(index)} added`, after: rule }],
    ),
    ...movedPairs(pairs).map(({ to }): RouteChange => {
      const where = to + 1 < after.length ? `before ${label(to + 1)}` : 'to the end';
      return { path: rulePath(to), kind: 'moved', text: `${label(to)} moved ${where}` };
    }),
    ...pairs.flatMap(({ from, to }) => diffRule(before[from] ?? {}, after[to] ?? {}, to)),
  ];
}

function rulePath(index: number): Path {
  return ['spec', 'rules', index];
}

function pairRules(before: readonly HttpRouteRule[], after: readonly HttpRouteRule[]): readonly Pair[] {
  const isAlone = (rules: readonly HttpRouteRule[], name: string) =>
    rules.filter((rule) => rule.name === name).length === 1;
  return pairInTurns(before, after, [
    ({ name }) => (text(name) && isAlone(before, name ?? '') && isAlone(after, name ?? '') ? asText(name) : null),
    asText,
    ({ matches }) => asText(matches ?? null),
    (_rule, index) => String(index),
  ]);
}

function diffRule(before: HttpRouteRule, after: HttpRouteRule, index: number): readonly RouteChange[] {
  const label = ruleLabel(after, index);
  const { name: oldName, matches: oldMatches, ...old } = before;
  const { name, matches, ...now } = after;
  const path = rulePath(index);
  const renamed: RouteChange[] = isSame(oldName, name)
    ? []
    : [
        {
          path: [...path, 'name'],
          kind: 'changed',
          text: `${ruleLabel(before, index)} is now called ${text(name) ?? 'nothing'}`,
          before: oldName,
          after: name,
        },
      ];
  const others = fieldsDiff(`${label}:`, {
    ...ruleOptionDiffs(label),
    filters: (sides) => diffFilters(sides, { label, backend: null }),
    backendRefs: (sides) => diffBackends(sides, label),
  });
  return [
    ...renamed,
    ...diffMatches(oldMatches, matches, { label, path: [...path, 'matches'] }),
    ...others({ before: old, after: now, path }),
  ];
}
