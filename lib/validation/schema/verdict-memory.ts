import type { RuleVerdict } from './cel-rule.ts';
import type { RuleSource } from './schema-node.ts';

/**
 * Remembers what rules said about small values. Between two keystrokes nearly all paths, timeouts and references of a draft stay the
 * same, and writing such a value down is far cheaper than asking eleven rules about it.
 */
export type VerdictMemory = {
  readonly recall: (rule: RuleSource, value: unknown, ask: () => RuleVerdict) => RuleVerdict;
};

const maxValues = 2_000;

export function createVerdictMemory(): VerdictMemory {
  const byRule = new Map<RuleSource, Map<string, RuleVerdict>>();
  return {
    recall: (rule, value, ask) => {
      let known = byRule.get(rule);
      if (known === undefined || known.size >= maxValues) {
        known = new Map();
        byRule.set(rule, known);
      }
      const key = JSON.stringify(value);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const verdict = ask();
      known.set(key, verdict);
      return verdict;
    },
  };
}
