import { sharesOf, weightOf } from './backends.ts';
import { backendLabel, formatShare } from './describe.ts';
import { fieldsDiff, insteadOf, orElse, type Sides, scalarDiff } from './diff-fields.ts';
import { diffFilters } from './diff-filters.ts';
import { movedPairs } from './diff-lists.ts';
import { pairInTurns } from './diff-pairs.ts';
import { asText, objects, text } from './hostile.ts';
import type { BackendRef } from './objects.ts';
import type { RouteChange } from './route-change.ts';

/**
 * Differences in where a rule sends requests: `rule beta: canary gets 25 % instead of 10 %`. A backend is found again by all that
 * it names, else by its name.
 *
 * @param label what the rule is called
 */
export function diffBackends(sides: Sides, label: string): readonly RouteChange[] {
  const { before, after, path } = sides;
  return orElse(`${label}: backends changed`, sides, () => {
    const [old, now] = [refsIn(before), refsIn(after)];
    const [oldShares, newShares] = [sharesOf(old), sharesOf(now)];
    const pairs = pairInTurns(old, now, [exactKey, nameKey, ({ name }) => text(name) ?? null]);
    return [
      ...old.flatMap((ref, index): RouteChange[] => {
        if (pairs.some((pair) => pair.from === index)) return [];
        const text = `${label}: ${backendLabel(ref)} gets nothing any more (it had ${formatShare(oldShares[index] ?? 0)})`;
        return [{ path: [...path, index], kind: 'removed', text, before: ref }];
      }),
      ...now.flatMap((ref, index): RouteChange[] => {
        if (pairs.some((pair) => pair.to === index)) return [];
        const text = `${label}: ${backendLabel(ref)} added with ${formatShare(newShares[index] ?? 0)}`;
        return [{ path: [...path, index], kind: 'added', text, after: ref }];
      }),
      ...movedPairs(pairs).map(({ to }): RouteChange => {
        const text = `${label}: ${backendLabel(now[to] ?? {})} stands at another place in the list`;
        return { path: [...path, to], kind: 'moved', text };
      }),
      ...pairs.flatMap(({ from, to }) =>
        diffBackend(
          { ref: old[from] ?? {}, share: oldShares[from] ?? 0 },
          { ref: now[to] ?? {}, share: newShares[to] ?? 0 },
          { label, path: [...path, to] },
        ),
      ),
    ];
  });
}

type Weighted = { readonly ref: BackendRef; readonly share: number };
type Place = { readonly label: string; readonly path: Sides['path'] };

function diffBackend(before: Weighted, after: Weighted, { label, path }: Place): readonly RouteChange[] {
  const name = backendLabel(after.ref);
  const oldName = backendLabel(before.ref);
  const renamed: RouteChange[] =
    name === oldName
      ? []
      : [
          {
            path,
            kind: 'changed',
            text: `${label} now sends to ${name} instead of ${oldName}`,
            before: before.ref,
            after: after.ref,
          },
        ];
  // What a label is made of is said with it; where both labels are the same, the fields speak by their paths.
  const said = { name: undefined, namespace: undefined, kind: undefined };
  const [old, now] =
    name === oldName
      ? [before.ref, after.ref]
      : [
          { ...before.ref, ...said },
          { ...after.ref, ...said },
        ];
  const others = fieldsDiff(`${label}: ${name}`, {
    weight: (sides) => diffWeight(sides, before, after, `${label}: ${name}`),
    port: scalarDiff((was, is) =>
      is === null
        ? `${label}: ${name} has no port any more (it was ${was})`
        : `${label} now reaches ${name} at port ${is}${insteadOf(was)}`,
    ),
    filters: (sides) => diffFilters(sides, { label, backend: name }),
  });
  return [...renamed, ...others({ before: old, after: now, path })];
}

function diffWeight(sides: Sides, before: Weighted, after: Weighted, label: string): readonly RouteChange[] {
  const [was, is] = [weightOf(before.ref), weightOf(after.ref)];
  if (was === is) return []; // One is written down and the other is the default, or one of them is no number.
  const text =
    before.share === after.share
      ? `${label} has weight ${is} instead of ${was}, still ${formatShare(after.share)}`
      : `${label} gets ${formatShare(after.share)} instead of ${formatShare(before.share)}`;
  return [{ ...sides, kind: 'changed', text }];
}

function refsIn(value: unknown): readonly BackendRef[] {
  return Array.isArray(value) ? objects<BackendRef>(value) : [];
}

function nameKey(ref: BackendRef): string {
  return asText([ref.group, ref.kind ?? 'Service', ref.namespace, ref.name]);
}

function exactKey(ref: BackendRef): string {
  return asText([nameKey(ref), ref.port]);
}
