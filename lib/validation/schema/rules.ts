import { type CelInput, isCelList, isCelMap } from '@bufbuild/cel';
import { isSame } from '../../gateway-api/document.ts';
import { parseFieldPath } from '../../gateway-api/field-path.ts';
import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { Path } from '../../outcome.ts';
import type { Rule } from './cel-rule.ts';
import { celName, toCelValue } from './cel-values.ts';
import type { Flaw, FlawList } from './flaw.ts';
import { correlate } from './old-value.ts';
import { plainRule } from './rule-words.ts';
import type { RuleSource } from './schema-node.ts';
import type { Place } from './structure.ts';
import type { VerdictMemory } from './verdict-memory.ts';

/** What the judgement of rules needs beside the place. */
export type RuleContext = {
  readonly found: FlawList;
  readonly ruleOf: (source: RuleSource) => Rule;
  readonly memory: VerdictMemory;
  /** Places that the structural check refuses so that no rule around them can be asked. */
  readonly blocked: readonly Path[];
  readonly onUnjudged: (source: RuleSource) => void;
};

/** The rules of a value and of everything below it. */
export function checkRules(place: Place, context: RuleContext): void {
  if (!place.node.hasRules) return;
  const self = toCelValue(place.node, place.value);
  if (self !== undefined) descend(place, self, context);
}

function descend(start: Place, self: CelInput, context: RuleContext): void {
  const { node, value, path } = start;
  if (!node.hasRules || context.found.isFull()) return;
  const place: Place = { ...start, isKept: start.isKept === true || isUnchanged(start) };
  if (node.rules.length > 0 && !context.blocked.some((blocked) => startsWith(blocked, path))) {
    const written = node.isSmall ? JSON.stringify(value) : null;
    const judged: JudgedPlace = { ...place, self, written };
    for (const source of node.rules) judge(judged, source, context);
  }
  if (Array.isArray(value)) descendList(place, value, self, context);
  else if (isPlainObject(value) && isCelMap(self)) {
    for (const [key, child] of Object.entries(value)) {
      const property = node.properties.get(key);
      const schema = property ?? node.additional;
      if (schema === null || !schema.hasRules) continue;
      const converted = self.get(property === undefined ? key : celName(key));
      const next = { ...place, node: schema, value: child, path: [...path, key], old: correlate(place, key, child) };
      if (converted !== undefined) descend(next, converted, context);
    }
  }
}

function descendList(place: Place, list: readonly unknown[], self: CelInput, context: RuleContext): void {
  const { items } = place.node;
  // An entry of a wrong type is not in the converted list: from there on indices would lie.
  if (items === null || !items.hasRules || !isCelList(self) || self.size !== list.length) return;
  list.forEach((value, index) => {
    const converted = self.get(index);
    const next = { ...place, node: items, value, path: [...place.path, index], old: correlate(place, index, value) };
    if (converted !== undefined) descend(next, converted, context);
  });
}

/** `written` is a small value as JSON, by which verdicts are remembered. */
type JudgedPlace = Place & { readonly self: CelInput; readonly written: string | null };

function judge(place: JudgedPlace, source: RuleSource, context: RuleContext): void {
  const { node, old, self, written } = place;
  const previous = old === undefined ? undefined : toCelValue(node, old);
  if (source.usesOldSelf && previous === undefined && !source.optionalOldSelf) return;
  // What an update leaves as it was is not judged again, except by rules about the change itself.
  if (!source.usesOldSelf && place.isKept === true) return;
  const oldSelf = source.optionalOldSelf ? (previous === undefined ? [] : [previous]) : previous;
  const ask = () => context.ruleOf(source)(oldSelf === undefined ? { self } : { self, oldSelf });
  const isPlain = written !== null && !source.usesOldSelf;
  const verdict = isPlain ? context.memory.recall(source, written, ask) : ask();
  if (verdict.verdict === 'unjudged') context.onUnjudged(source);
  if (verdict.verdict === 'broken') context.found.add(toFlaw(place, source, verdict.message));
}

function toFlaw({ path: here }: Place, source: RuleSource, message: string): Flaw {
  const path = [...here, ...parseFieldPath(source.fieldPath)];
  const { plain, fix } = plainRule(source.message);
  return {
    code: 'schema.rule',
    path,
    plain,
    server: `${openingFor(source.reason)}: ${message}`,
    blocks: false,
    ...(fix === undefined ? {} : { fix }),
  };
}

/** @see k8s.io/apimachinery, field.Error: how each reason begins; rules tell no value */
function openingFor(reason: string): string {
  switch (reason) {
    case 'FieldValueForbidden':
      return 'Forbidden';
    case 'FieldValueRequired':
      return 'Required value';
    case 'FieldValueDuplicate':
      return 'Duplicate value';
    default:
      return 'Invalid value';
  }
}

function isUnchanged({ value, old }: Place): boolean {
  return old !== undefined && isSame(value, old);
}

function startsWith(path: Path, start: Path): boolean {
  return path.length >= start.length && start.every((step, index) => path[index] === step);
}
