import { describe, expect, test } from 'vitest';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import { addableOptions, optionsOf, optionWords } from './rule-options.ts';

// The types are those of the standard channel, in which a rule has no retry.
const full: HttpRouteRule & Readonly<Record<string, unknown>> = {
  timeouts: { request: '10s', backendRequest: '2s' },
  retry: { attempts: 2, codes: [502, 503], backoff: '100ms' },
  sessionPersistence: { sessionName: 'cart' },
};

describe('what a rule may have besides filters', () => {
  test('is shown where the draft has it, whatever the cluster knows', () => {
    expect(optionsOf(full)).toEqual(['timeouts', 'retry', 'sessionPersistence']);
    expect(optionsOf({})).toEqual([]);
  });

  test.each([
    [undefined, ['timeouts']],
    [null, ['timeouts']],
    [[], ['timeouts']],
    [['spec.rules.retry'], ['timeouts', 'retry']],
  ])('with the fields %j of the cluster, %j can be added', (routeFields, options) => {
    expect(addableOptions({}, { routeFields })).toEqual(options);
  });

  test('what is there is not added again', () => {
    expect(addableOptions(full, { routeFields: ['spec.rules.retry'] })).toEqual([]);
  });
});

test.each([
  ['timeouts', full, ['times out after 10s', 'each try times out after 2s']],
  ['retry', full, ['retries 2 ×', 'retries on 502, 503', 'waits between 100ms']],
  ['sessionPersistence', full, ['keeps the session by cart']],
  ['timeouts', { timeouts: {} }, ['timeouts nothing yet']],
  ['timeouts', JSON.parse('{"timeouts": "10s"}'), ['timeouts nothing yet']],
  ['timeouts', JSON.parse('{"timeouts": {"request": 10}}'), ['times out after 10']],
] as const)('%s of %j is said in words', (option, rule, words) => {
  expect(optionWords(option, rule).map(({ verb, detail }) => `${verb} ${detail}`)).toEqual(words);
});
