import type { RuleVerdict } from './cel-rule.ts';
import type { RuleSource } from './schema-node.ts';

/**
 * Remembers what rules said about small values. Between two keystrokes nearly all paths, timeouts and references of a draft stay the
 * same, and writing such a value down is far cheaper than asking eleven rules about it.
 */
export type VerdictMemory = {
  /** @param written the value as JSON */
  readonly recall: (rule: RuleSource, written: string, ask: () => RuleVerdict) => RuleVerdict;
};

const maxValues = 2_000;

export function createVerdictMemory(): VerdictMemory {
  const byRule = new Map<RuleSource, Map<string, RuleVerdict>>();
  return {
    recall: (rule, written, ask) => {
      let known = byRule.get(rule);
      if (known === undefined || known.size >= maxValues) {
        known = new Map();
        byRule.set(rule, known);
      }
      const remembered = known.get(written);
      if (remembered !== undefined) return remembered;
      const verdict = ask();
      known.set(written, verdict);
      return verdict;
    },
  };
}
