import { z } from 'zod';

const nameShape = z.string().min(1).max(253).toLowerCase().nullable().default(null);
const timesShape = z.int().min(1).max(100_000).default(1);

/** What the authority is to do beside its ordinary work. `name: null` means any name; `times` is how often. */
export const ruleShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rate-limit'),
    name: nameShape,
    times: timesShape,
    retryAfterSeconds: z.int().min(1).max(2_592_000).default(3_600),
  }),
  z.object({ kind: z.literal('secondary-validation'), name: nameShape, times: timesShape }),
  z.object({ kind: z.literal('slow'), seconds: z.number().min(0).max(120) }),
]);
export type Rule = z.infer<typeof ruleShape>;
/** A rule as it is sent: what is left out has its usual value. */
export type RuleInput = z.input<typeof ruleShape>;

/** Keeps the rules that are on, in the order in which they came. */
export interface Rules {
  list(): readonly Rule[];
  add(rule: Rule): void;
  clear(): void;
  /** For how many seconds an order for these names is refused; null when it is not. Uses the rule up once. */
  limitOrder(names: readonly string[]): number | null;
  /** Whether a second place is not to see the proof for a name. Uses the rule up once. */
  hidesProof(name: string): boolean;
  /** How long everything that is ordered has to wait. */
  delayMs(): number;
}

/** Opens an empty book of rules; it ends with the process. */
export function openRules(): Rules {
  let rules: readonly Rule[] = [];
  const spend = (rule: CountedRule | undefined): CountedRule | null => {
    if (!rule) return null;
    const left = rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : [];
    rules = rules.flatMap((one) => (one === rule ? left : [one]));
    return rule;
  };
  const find = (kind: CountedRule['kind'], names: readonly string[]) =>
    rules.filter(isCounted).find((rule) => rule.kind === kind && (rule.name === null || names.includes(rule.name)));
  return {
    list: () => rules,
    add(rule) {
      // One delay at a time: the last.
      rules = [...rules.filter(({ kind }) => kind !== 'slow' || rule.kind !== 'slow'), rule];
    },
    clear() {
      rules = [];
    },
    limitOrder(names) {
      const rule = spend(find('rate-limit', names));
      return rule?.kind === 'rate-limit' ? rule.retryAfterSeconds : null;
    },
    hidesProof: (name) => spend(find('secondary-validation', [name])) !== null,
    delayMs: () => rules.reduce((ms, rule) => (rule.kind === 'slow' ? rule.seconds * 1_000 : ms), 0),
  };
}

/** A rule that is used up. */
type CountedRule = Exclude<Rule, { kind: 'slow' }>;

function isCounted(rule: Rule): rule is CountedRule {
  return rule.kind !== 'slow';
}
