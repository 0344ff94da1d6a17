import { getAt } from '@/lib/gateway-api/document.ts';
import type { FilterWords } from '@/lib/gateway-api/filter-words.ts';
import { asText, isPlainObject } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { EditorFacts } from './editor-facts.ts';

/** What a rule may have besides filters, each a field of its own. */
export const ruleOptions = {
  timeouts: {
    label: 'Timeouts',
    does: 'Gives up when an answer takes too long.',
    initial: { request: '10s' },
    isStandard: true,
  },
  retry: {
    label: 'Retry',
    does: 'Asks again when a backend answers with an error.',
    initial: { attempts: 2 },
    isStandard: false,
  },
  sessionPersistence: {
    label: 'Session persistence',
    does: 'Keeps a client with the same backend.',
    initial: { type: 'Cookie', sessionName: 'session' },
    isStandard: false,
  },
} as const;

export type RuleOption = keyof typeof ruleOptions;

const order: readonly RuleOption[] = ['timeouts', 'retry', 'sessionPersistence'];

/** The options that a rule has, in the order of the form. */
export function optionsOf(rule: HttpRouteRule): readonly RuleOption[] {
  return order.filter((option) => getAt(rule, [option]) !== undefined);
}

/** The options that can be added to a rule: those of every release, the others where the cluster's own CRD has them. */
export function addableOptions(rule: HttpRouteRule, { routeFields }: Pick<EditorFacts, 'routeFields'>) {
  return order.filter(
    (option) =>
      getAt(rule, [option]) === undefined &&
      (ruleOptions[option].isStandard || routeFields?.includes(`spec.rules.${option}`) === true),
  );
}

/** What an option does, in words. */
export function optionWords(option: RuleOption, rule: HttpRouteRule): readonly FilterWords[] {
  const found = getAt(rule, [option]);
  const fields = isPlainObject(found) ? found : {};
  const shown = (field: string) => (fields[field] === undefined ? null : asText(fields[field]));
  const words = [...wordsOf(option, shown)].flatMap(([verb, detail]) => (detail === null ? [] : [{ verb, detail }]));
  return words.length > 0 ? words : [{ verb: ruleOptions[option].label.toLowerCase(), detail: 'nothing yet' }];
}

type Words = readonly (readonly [string, string | null])[];

function wordsOf(option: RuleOption, shown: (field: string) => string | null): Words {
  switch (option) {
    case 'timeouts':
      return [
        ['times out after', shown('request')],
        ['each try times out after', shown('backendRequest')],
      ];
    case 'retry':
      return [
        ['retries', shown('attempts') === null ? null : `${shown('attempts')} ×`],
        ['retries on', shown('codes')?.replace(/[[\]]/g, '').replaceAll(',', ', ') ?? null],
        ['waits between', shown('backoff')],
      ];
    case 'sessionPersistence':
      return [['keeps the session by', shown('sessionName') ?? (shown('type') === 'Header' ? 'header' : 'cookie')]];
  }
}
