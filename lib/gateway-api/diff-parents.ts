import { orElse, type Sides } from './diff-fields.ts';
import { movedPairs } from './diff-lists.ts';
import { pairInTurns } from './diff-pairs.ts';
import { diffValues, showValue } from './diff-values.ts';
import { asText, objects, text } from './hostile.ts';
import type { ParentRef } from './objects.ts';
import type { RouteChange } from './route-change.ts';

/**
 * Differences in the Gateways and listeners that a route asks for: `listener https of Gateway external instead of listener http`.
 * A reference is found again by all that it names, else by its Gateway or ListenerSet.
 */
export function diffParents(sides: Sides): readonly RouteChange[] {
  return orElse('The Gateways changed', sides, () => {
    const [old, now] = [refsIn(sides.before), refsIn(sides.after)];
    const pairs = pairInTurns(old, now, [asText, placeKey, ownerKey]);
    const at = (index: number) => [...sides.path, index];
    return [
      ...old.flatMap((ref, index): RouteChange[] =>
        pairs.some(({ from }) => from === index)
          ? []
          : [{ path: at(index), kind: 'removed', text: `${placeLabel(ref)} removed`, before: ref }],
      ),
      ...now.flatMap((ref, index): RouteChange[] =>
        pairs.some(({ to }) => to === index)
          ? []
          : [{ path: at(index), kind: 'added', text: `${placeLabel(ref)} added`, after: ref }],
      ),
      ...movedPairs(pairs).map(({ to }): RouteChange => {
        const [ref, next] = [now[to] ?? {}, now[to + 1]];
        const where = next === undefined ? 'to the end' : `before ${placeLabel(next)}`;
        return { path: at(to), kind: 'moved', text: `${placeLabel(ref)} moved ${where}` };
      }),
      ...pairs.flatMap(({ from, to }) => diffParent(old[from] ?? {}, now[to] ?? {}, at(to))),
    ];
  });
}

function diffParent(before: ParentRef, after: ParentRef, path: Sides['path']): readonly RouteChange[] {
  if (placeKey(before) === placeKey(after)) return diffValues(placeLabel(after), before, after, path);
  const words = `${listenerLabel(after)} of ${ownerLabel(after)} instead of ${listenerLabel(before)}`;
  return [{ path, kind: 'changed', text: words, before, after }];
}

function refsIn(value: unknown): readonly ParentRef[] {
  return Array.isArray(value) ? objects<ParentRef>(value) : [];
}

function ownerKey(ref: ParentRef): string {
  return asText([ref.group, ref.kind ?? 'Gateway', ref.namespace, ref.name]);
}

function placeKey(ref: ParentRef): string {
  return asText([ownerKey(ref), ref.sectionName, ref.port]);
}

/** `listener https of Gateway infra/external`, or the Gateway alone where every listener is meant. */
function placeLabel(ref: ParentRef): string {
  const isWhole = ref.sectionName === undefined && ref.port === undefined;
  return isWhole ? ownerLabel(ref) : `${listenerLabel(ref)} of ${ownerLabel(ref)}`;
}

function ownerLabel(ref: ParentRef): string {
  const namespace = text(ref.namespace);
  const name = text(ref.name) ?? '?';
  return `${text(ref.kind) ?? 'Gateway'} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function listenerLabel({ sectionName, port }: ParentRef): string {
  const name = sectionName === undefined ? '' : `listener ${showValue(sectionName)}`;
  if (port === undefined) return name || 'every listener';
  return name === '' ? `every listener on port ${showValue(port)}` : `${name} on port ${showValue(port)}`;
}
