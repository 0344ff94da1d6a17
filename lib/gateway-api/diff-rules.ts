import type { Path } from '../outcome.ts';
import { sharesOf, weightOf } from './backends.ts';
import { backendLabel, formatShare, ruleLabel } from './describe.ts';
import { movedPairs, type Pair, pairBy } from './diff-lists.ts';
import { diffMatches } from './diff-matches.ts';
import { diffValues } from './diff-values.ts';
import { isSame } from './document.ts';
import { isPlainObject, objects, text } from './hostile.ts';
import type { BackendRef, HttpRouteRule } from './objects.ts';
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
  const content = (rule: HttpRouteRule) => JSON.stringify(rule);
  const matches = (rule: HttpRouteRule) => JSON.stringify(rule.matches ?? null);
  const isAlone = (rules: readonly HttpRouteRule[], name: string) =>
    rules.filter((rule) => rule.name === name).length === 1;
  const found: Pair[] = [];
  const take = (toKey: (rule: HttpRouteRule, index: number) => string | null) => {
    const open = (rules: readonly HttpRouteRule[], side: keyof Pair) =>
      rules.flatMap((rule, index) => {
        const key = found.some((pair) => pair[side] === index) ? null : toKey(rule, index);
        return key === null ? [] : [{ index, key }];
      });
    const [old, now] = [open(before, 'from'), open(after, 'to')];
    for (const { from, to } of pairBy(old, now, ({ key }) => key)) {
      found.push({ from: old[from]?.index ?? 0, to: now[to]?.index ?? 0 });
    }
  };
  take((rule) => {
    const name = text(rule.name);
    return name && isAlone(before, name) && isAlone(after, name) ? name : null;
  });
  take(content);
  take(matches);
  take((_rule, index) => String(index));
  return found.toSorted((a, b) => a.to - b.to);
}

const shownFields = ['name', 'matches', 'backendRefs'];

function diffRule(before: HttpRouteRule, after: HttpRouteRule, index: number): readonly RouteChange[] {
  const path = rulePath(index);
  const label = ruleLabel(after, index);
  const renamed: RouteChange[] = isSame(before.name, after.name)
    ? []
    : [
        {
          path: [...path, 'name'],
          kind: 'changed',
          text: `${ruleLabel(before, index)} is now called ${text(after.name) ?? 'nothing'}`,
          before: before.name,
          after: after.name,
        },
      ];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !shownFields.includes(key),
  );
  const [old, now]: [unknown, unknown] = [before, after];
  const others = fields.flatMap((key) =>
    diffValues(`${label}: ${key}`, fieldOf(old, key), fieldOf(now, key), [...path, key]),
  );
  return [
    ...renamed,
    ...diffMatches(before.matches, after.matches, { label, path: [...path, 'matches'] }),
    ...others,
    ...diffBackends(before.backendRefs, after.backendRefs, { label, path: [...path, 'backendRefs'] }),
  ];
}

function fieldOf(value: unknown, key: string): unknown {
  return isPlainObject(value) ? value[key] : undefined;
}

type Place = { readonly label: string; readonly path: Path };

function diffBackends(
  before: readonly BackendRef[] | undefined,
  after: readonly BackendRef[] | undefined,
  place: Place,
): readonly RouteChange[] {
  if (isSame(before, after)) return [];
  const [old, now] = [objects(before), objects(after)];
  const [oldShares, newShares] = [sharesOf(old), sharesOf(now)];
  const pairs = pairBy(old, now, backendKey);
  const changes = [
    ...old.flatMap((ref, index): RouteChange[] => {
      if (pairs.some((pair) => pair.from === index)) return [];
      const text = `${place.label}: ${backendLabel(ref)} gets nothing any more (it had ${formatShare(oldShares[index] ?? 0)})`;
      return [{ path: [...place.path, index], kind: 'removed', text, before: ref }];
    }),
    ...now.flatMap((ref, index): RouteChange[] => {
      if (pairs.some((pair) => pair.to === index)) return [];
      const text = `${place.label}: ${backendLabel(ref)} added with ${formatShare(newShares[index] ?? 0)}`;
      return [{ path: [...place.path, index], kind: 'added', text, after: ref }];
    }),
    ...movedPairs(pairs).map(({ to }): RouteChange => {
      const text = `${place.label}: ${backendLabel(now[to] ?? {})} stands at another place in the list`;
      return { path: [...place.path, to], kind: 'moved', text };
    }),
    ...pairs.flatMap(({ from, to }) =>
      diffBackend(
        { ref: old[from] ?? {}, share: oldShares[from] ?? 0 },
        { ref: now[to] ?? {}, share: newShares[to] ?? 0 },
        { label: place.label, path: [...place.path, to] },
      ),
    ),
  ];
  if (changes.length > 0) return changes;
  return [{ path: place.path, kind: 'changed', text: `${place.label}: backends changed`, before, after }];
}

type Weighted = { readonly ref: BackendRef; readonly share: number };

function diffBackend(before: Weighted, after: Weighted, place: Place): readonly RouteChange[] {
  const name = backendLabel(after.ref);
  const { weight: oldWeight, ...oldRest } = before.ref;
  const { weight: newWeight, ...newRest } = after.ref;
  const others = diffValues(`${place.label}: ${name}`, oldRest, newRest, place.path);
  if (isSame(oldWeight, newWeight)) return others;
  const gets =
    before.share === after.share
      ? `${name} has weight ${weightOf(after.ref)} instead of ${weightOf(before.ref)}, still ${formatShare(after.share)}`
      : `${name} gets ${formatShare(after.share)} instead of ${formatShare(before.share)}`;
  const change: RouteChange = {
    path: [...place.path, 'weight'],
    kind: 'changed',
    text: `${place.label}: ${gets}`,
    before: oldWeight,
    after: newWeight,
  };
  return [change, ...others];
}

function backendKey(ref: BackendRef): string {
  return JSON.stringify([ref.group, ref.kind ?? 'Service', ref.namespace, ref.name, ref.port]);
}
