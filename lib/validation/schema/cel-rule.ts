import {
  type CelEnv,
  type CelInput,
  type CelResult,
  CelScalar,
  celEnv,
  celMethod,
  isCelError,
  listType,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { RE2JS } from 're2js';
import type { RuleSource } from './schema-node.ts';

/** What a rule is evaluated with; `oldSelf` only where an update has a value from before. */
export type RuleInput = { readonly self: CelInput; readonly oldSelf?: CelInput };

/** `unjudged`: the rule uses something that this evaluator does not have, so nothing is said about the object. */
export type RuleVerdict =
  | { readonly verdict: 'holds' | 'unjudged' }
  | { readonly verdict: 'broken'; readonly message: string };

/** Judges objects by one rule. */
export type Rule = (input: RuleInput) => RuleVerdict;

/** Null: the expression cannot be read. */
type Evaluate = ((input: RuleInput) => CelResult) | null;

/**
 * Makes rules of a CRD ready to be judged. An expression is read when it is first needed and kept with its rule.
 *
 * @see Kubernetes, CustomResourceDefinitions, "Validation rules"; CEL, cel.dev
 */
export function createRulePlanner(): (source: RuleSource) => Rule {
  const environment = celEnv({ funcs: [...strings, ...optionals], re2: createPatterns() });
  return (source) => {
    const evaluate = lazily(environment, source.rule);
    const { messageExpression } = source;
    const evaluateMessage = messageExpression === null ? null : lazily(environment, messageExpression);
    return (input) => {
      const result = evaluate(input);
      if (result === true) return { verdict: 'holds' };
      if (result === null) return { verdict: 'unjudged' };
      if (!isCelError(result)) {
        return { verdict: 'broken', message: usableMessage(evaluateMessage?.(input)) ?? source.message };
      }
      if (isOurLack(result.message)) return { verdict: 'unjudged' };
      return { verdict: 'broken', message: `${result.message} evaluating rule: ${source.message}` };
    };
  };
}

/** A missing key refuses, as in the API server; a function that is not there says nothing about the object. */
function isOurLack(message: string): boolean {
  return message.startsWith('unbound function') || message.startsWith('found no matching overload');
}

/** What is empty or has line breaks does not count. @see Kubernetes, "The messageExpression field" */
function usableMessage(result: CelResult | undefined): string | null {
  return typeof result === 'string' && result.trim() !== '' && !result.includes('\n') ? result.trim() : null;
}

function lazily(environment: CelEnv, expression: string): (input: RuleInput) => CelResult | null {
  let planned: Evaluate | undefined;
  return (input) => {
    if (planned === undefined) planned = planExpression(environment, expression);
    return planned === null ? null : planned(input);
  };
}

function planExpression(environment: CelEnv, expression: string): Evaluate {
  try {
    const run = plan(environment, parse(expression));
    return (input) => run({ ...input });
  } catch {
    return null;
  }
}

/** `oldSelf` of a rule with `optionalOldSelf` is a list of at most one entry here, with the methods of CEL's optionals. */
const optional = listType(CelScalar.DYN);
const optionals = [
  celMethod('hasValue', optional, [], CelScalar.BOOL, function () {
    return this.size > 0;
  }),
  celMethod('value', optional, [], CelScalar.DYN, function () {
    return this.get(0) ?? null;
  }),
  celMethod('orValue', optional, [CelScalar.DYN], CelScalar.DYN, function (other) {
    return this.get(0) ?? other;
  }),
];

const maxPatterns = 200;

/** Rules match against a few expressions of their own again and again; compiling them takes longer than matching. */
function createPatterns() {
  const known = new Map<string, RE2JS>();
  return {
    compile: (source: string) => {
      let pattern = known.get(source);
      if (pattern === undefined) {
        pattern = RE2JS.compile(source);
        if (known.size >= maxPatterns) known.clear();
        known.set(source, pattern);
      }
      const compiled = pattern;
      return { test: (value: string) => compiled.test(value) };
    },
  };
}
