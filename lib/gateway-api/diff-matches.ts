import type { Path } from '../outcome.ts';
import { explainMatch } from './describe.ts';
import { fieldsDiff, insteadOf, scalarDiff } from './diff-fields.ts';
import { pairBy } from './diff-lists.ts';
import { showValue } from './diff-values.ts';
import { isSame } from './document.ts';
import { objects, text } from './hostile.ts';
import type { HttpRouteMatch } from './objects.ts';
import type { RouteChange } from './route-change.ts';

type Place = { readonly label: string; readonly path: Path };

/** Differences in what a rule matches: `rule beta now also needs header x-beta`. */
export function diffMatches(
  before: readonly HttpRouteMatch[] | undefined,
  after: readonly HttpRouteMatch[] | undefined,
  place: Place,
): readonly RouteChange[] {
  if (isSame(before, after)) return [];
  const [old, now] = [objects(before), objects(after)];
  const equal = pairBy(old, now, (match) => JSON.stringify(match));
  const oldLeft = indicesLeft(
    old,
    equal.map((pair) => pair.from),
  );
  const newLeft = indicesLeft(
    now,
    equal.map((pair) => pair.to),
  );
  const changed = oldLeft.slice(0, newLeft.length).map((from, index) => ({ from, to: newLeft[index] ?? 0 }));
  const changes: RouteChange[] = [
    ...changed.flatMap(({ from, to }) =>
      diffMatch(old[from] ?? {}, now[to] ?? {}, { label: place.label, path: [...place.path, to] }),
    ),
    ...oldLeft.slice(newLeft.length).map((index): RouteChange => {
      const match = old[index] ?? {};
      return {
        path: [...place.path, index],
        kind: 'removed',
        text: `${place.label} no longer takes: ${explainMatch(match)}`,
        before: match,
      };
    }),
    ...newLeft.slice(oldLeft.length).map((index): RouteChange => {
      const match = now[index] ?? {};
      return {
        path: [...place.path, index],
        kind: 'added',
        text: `${place.label} also takes: ${explainMatch(match)}`,
        after: match,
      };
    }),
  ];
  if (changes.length > 0) return changes;
  return [
    { path: place.path, kind: 'changed', text: `${place.label}: the order of its matches changed`, before, after },
  ];
}

function indicesLeft(list: readonly unknown[], taken: readonly number[]): readonly number[] {
  return list.map((_, index) => index).filter((index) => !taken.includes(index));
}

function diffMatch(before: HttpRouteMatch, after: HttpRouteMatch, place: Place): readonly RouteChange[] {
  const { path: oldPath, headers: oldHeaders, queryParams: oldParams, ...oldRest } = before;
  const { path: newPath, headers: newHeaders, queryParams: newParams, ...newRest } = after;
  const changes: RouteChange[] = [];
  if (!isSame(oldPath, newPath)) {
    const [was, is] = [explainMatch({ path: oldPath }), explainMatch({ path: newPath })];
    const words =
      was === is ? `${place.label}: path is written differently` : `${place.label}: ${is}, no longer ${was}`;
    changes.push({ path: [...place.path, 'path'], kind: 'changed', text: words, before: oldPath, after: newPath });
  }
  changes.push(
    ...diffNamed(oldHeaders, newHeaders, { word: 'header', label: place.label, path: [...place.path, 'headers'] }),
    ...diffNamed(oldParams, newParams, {
      word: 'query parameter',
      label: place.label,
      path: [...place.path, 'queryParams'],
    }),
    ...fieldsDiff(`${place.label}: match`, {
      method: scalarDiff((was, is) =>
        is === null
          ? `${place.label} now takes every method instead of only ${was}`
          : `${place.label} now takes only ${is}${insteadOf(was ?? 'every method')}`,
      ),
    })({ before: oldRest, after: newRest, path: place.path }),
  );
  return changes;
}

type Named = {
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
};

function verbOf(match: Named | undefined): string {
  return match?.type === 'RegularExpression' ? 'match' : 'be';
}

function comparisonOf(match: Named | undefined): string {
  if (match?.type === undefined || match.type === 'Exact') return 'exactly';
  return match.type === 'RegularExpression' ? 'by a regular expression' : `by ${showValue(match.type)}`;
}

function diffNamed(
  before: readonly Named[] | undefined,
  after: readonly Named[] | undefined,
  place: Place & { readonly word: string },
): readonly RouteChange[] {
  if (isSame(before, after)) return [];
  const [old, now] = [objects(before), objects(after)];
  const pairs = pairBy(old, now, (one) => text(one.name)?.toLowerCase() ?? '');
  const say = (one: Named) => `${place.word} ${text(one.name) ?? '?'}`;
  const changes: RouteChange[] = [
    ...old.flatMap((one, index): RouteChange[] =>
      pairs.some((pair) => pair.from === index)
        ? []
        : [
            {
              path: [...place.path, index],
              kind: 'removed',
              text: `${place.label} no longer needs ${say(one)}`,
              before: one,
            },
          ],
    ),
    ...now.flatMap((one, index): RouteChange[] =>
      pairs.some((pair) => pair.to === index)
        ? []
        : [
            {
              path: [...place.path, index],
              kind: 'added',
              text: `${place.label} now also needs ${say(one)}`,
              after: one,
            },
          ],
    ),
    ...pairs.flatMap(({ from, to }) =>
      fieldsDiff(`${place.label}: ${say(now[to] ?? {})}`, {
        value: scalarDiff(
          (was, is) =>
            `${place.label} now needs ${say(now[to] ?? {})} to ${verbOf(now[to])} ${is ?? '""'}${insteadOf(was)}`,
        ),
        type: scalarDiff(() => `${place.label} now compares ${say(now[to] ?? {})} ${comparisonOf(now[to])}`),
      })({ before: old[from], after: now[to], path: [...place.path, to] }),
    ),
  ];
  if (changes.length > 0) return changes;
  return [
    {
      path: place.path,
      kind: 'changed',
      text: `${place.label}: the order of its ${place.word}s changed`,
      before,
      after,
    },
  ];
}
