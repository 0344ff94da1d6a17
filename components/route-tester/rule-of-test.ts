import { redirectOf } from '@/lib/gateway-api/describe.ts';
import { namespaceOf, objects, text } from '@/lib/gateway-api/hostile.ts';
import { expectationOf, meets } from '@/lib/gateway-api/matching/expectation.ts';
import type { Expectation, SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import type { HttpRoute, HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import { isLeftOpen, type Verdict } from './verdict.ts';

export type TestState = 'met' | 'missed' | 'unknown';

/** Whether a saved request goes where it is wanted. Unknown while it waits, cannot be read, or may go to routes that are not known. */
export function stateOfTest({ expectation }: SavedTest, verdict: Verdict): TestState {
  if (verdict.kind === 'other-team') return 'missed';
  if (verdict.kind !== 'answered' || isLeftOpen(verdict)) return 'unknown';
  return meets(expectation, verdict.answer) ? 'met' : 'missed';
}

/** What to expect of a request that stays as it is: its rule where that has a name, else what becomes of it. */
export function expectationNow(answer: TestAnswer, draft: HttpRoute): Expectation {
  const rule = answer.winner?.isDraft ? objects(draft.spec?.rules)[answer.winner.ruleIndex] : undefined;
  const name = text(rule?.name);
  return name ? { kind: 'rule', name } : expectationOf(answer);
}

/**
 * The rule of the draft that a saved request wants: the one it names, else one that sends to a wanted backend or redirects; of several
 * the one that takes the request now. Null where no rule can be told.
 */
export function ruleOfTest({ expectation }: SavedTest, verdict: Verdict, draft: HttpRoute): number | null {
  const rules = objects(draft.spec?.rules);
  const winner = verdict.kind === 'answered' ? verdict.answer.winner : null;
  const now = winner?.isDraft ? winner.ruleIndex : null;
  if (expectation.kind === 'status') return now;
  const wanted = rules.flatMap((rule, index) => (couldBe(rule, expectation, namespaceOf(draft)) ? [index] : []));
  const [first = null] = wanted;
  if (expectation.kind === 'rule') return first;
  return now !== null && wanted.includes(now) ? now : first;
}

function couldBe(
  rule: HttpRouteRule,
  expectation: Exclude<Expectation, { kind: 'status' }>,
  namespace: string,
): boolean {
  switch (expectation.kind) {
    case 'rule':
      return text(rule.name) === expectation.name;
    case 'redirect':
      return redirectOf(rule) !== null;
    case 'backends':
      return backendsOf(rule, namespace).some((name) => expectation.names.includes(name));
  }
}

/** `namespace/name` of the backends of a rule. */
export function backendsOf(rule: HttpRouteRule, namespace: string): readonly string[] {
  return objects(rule.backendRefs).map((ref) => `${text(ref.namespace) ?? namespace}/${text(ref.name) ?? ''}`);
}

export type RuleCount = { readonly met: number; readonly missed: number };

/** How many saved requests want each rule of a draft, and get it, by the rule's index. */
export function countByRule(
  tests: readonly SavedTest[],
  verdicts: readonly Verdict[],
  draft: HttpRoute,
): Readonly<Record<number, RuleCount>> {
  const counts: Record<number, RuleCount> = {};
  tests.forEach((test, index) => {
    const verdict = verdicts[index] ?? { kind: 'waiting' };
    const state = stateOfTest(test, verdict);
    const rule = ruleOfTest(test, verdict, draft);
    if (rule === null || state === 'unknown') return;
    const { met, missed } = counts[rule] ?? { met: 0, missed: 0 };
    counts[rule] = state === 'met' ? { met: met + 1, missed } : { met, missed: missed + 1 };
  });
  return counts;
}
