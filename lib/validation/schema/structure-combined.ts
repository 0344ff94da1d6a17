import { createFlawList, type Flaw, type FlawList } from './flaw.ts';
import type { SchemaNode } from './schema-node.ts';
import type { Place } from './structure.ts';
import { combinationFlaw } from './structure-words.ts';

type Judge = (place: Place, found?: FlawList) => FlawList;

/** `allOf`, `anyOf`, `oneOf` and `not`; where none of several schemas fits, the flaws of the one that comes closest are told. */
export function checkCombinations(place: Place, found: FlawList, judge: Judge): void {
  const { allOf, anyOf, oneOf, not } = place.node;
  for (const node of allOf) judge({ ...place, node }, found);
  if (anyOf.length > 0) checkSeveral(place, anyOf, found, judge);
  if (oneOf.length > 0 && checkSeveral(place, oneOf, found, judge) > 1) {
    found.add(combinationFlaw(place.path, 'must validate one and only one schema (oneOf)'));
  }
  if (not !== null && judge({ ...place, node: not }, createFlawList()).flaws.length === 0) {
    found.add(combinationFlaw(place.path, 'must not validate the schema (not)'));
  }
}

/** Adds the flaws of the closest schema when none fits; gives how many fit. */
function checkSeveral(place: Place, nodes: readonly SchemaNode[], found: FlawList, judge: Judge): number {
  const results = nodes.map((node) => judge({ ...place, node }, createFlawList()).flaws);
  const fitting = results.filter((flaws) => flaws.length === 0).length;
  if (fitting === 0) for (const flaw of closest(results)) found.add(flaw);
  return fitting;
}

/** Flaws that lie deeper come from a schema that fitted further. */
function closest(results: readonly (readonly Flaw[])[]): readonly Flaw[] {
  const depth = (flaws: readonly Flaw[]) => Math.max(...flaws.map((flaw) => flaw.path.length));
  return results.reduce((best, one) => (depth(one) > depth(best) ? one : best));
}
