import { expect, test } from 'vitest';
import type { Expectation, SavedTest } from '@/lib/gateway-api/matching/saved-test.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { testAnswer, toBackends } from './answer-builders.ts';
import { countByRule, expectationNow, ruleOfTest, stateOfTest } from './rule-of-test.ts';
import type { Verdict } from './verdict.ts';

const draft = httpRoute(
  {
    rules: [
      { name: 'beta', backendRefs: [{ name: 'canary', port: 80 }] },
      { backendRefs: [{ name: 'checkout', port: 80 }] },
      { matches: [{ path: { value: '/old' } }], backendRefs: [{ name: 'checkout', port: 80 }] },
      { filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'new.test' } }] },
    ],
  },
  { namespace: 'shop' },
);

const facts = { scheme: 'http', host: 'shop.test', port: 80, method: 'GET', path: '/', headers: [] } as const;

function wanting(expectation: Expectation): SavedTest {
  return { id: '1', name: 'one', request: { method: 'GET', url: 'http://shop.test/', headers: '' }, expectation };
}

function answered(overrides: Parameters<typeof testAnswer>[0]): Verdict {
  return { kind: 'answered', facts, answer: testAnswer(overrides), basis: 'everything' };
}

const toBeta = wanting({ kind: 'rule', name: 'beta' });
const toCheckout = wanting({ kind: 'backends', names: ['shop/checkout'] });

test.each([
  ['its rule', answered({ winner: 'rule beta' }), 'met'],
  ['another rule', answered({ winner: 'rule 2 (/)' }), 'missed'],
  ['a rule of that name of another route', answered({ winner: 'rule beta', isDraft: false }), 'missed'],
  ['a route of another team', { kind: 'other-team', facts } as const, 'missed'],
  ['nothing yet', { kind: 'waiting' } as const, 'unknown'],
  ['nothing, as it cannot be read', { kind: 'flawed', flaws: [] } as const, 'unknown'],
] as const)('a request that wants a rule and gets %s', (_, verdict, state) => {
  expect(stateOfTest(toBeta, verdict)).toBe(state);
});

test('a request stands beside the rule it wants, wherever it goes now', () => {
  expect(ruleOfTest(toBeta, answered({ ruleIndex: 1 }), draft)).toBe(0);
  expect(ruleOfTest(wanting({ kind: 'redirect', location: 'http://new.test/' }), answered({}), draft)).toBe(3);
});

test('of several rules with a wanted backend the one that takes it now, else the first', () => {
  expect(ruleOfTest(toCheckout, answered({ ruleIndex: 2 }), draft)).toBe(2);
  expect(ruleOfTest(toCheckout, answered({ ruleIndex: 0 }), draft)).toBe(1);
});

test('a wanted status stands beside the rule that answers, or beside none', () => {
  const wanted = wanting({ kind: 'status', status: 404 });
  expect(ruleOfTest(wanted, answered({ ruleIndex: 1 }), draft)).toBe(1);
  expect(ruleOfTest(wanted, answered({ winner: null }), draft)).toBeNull();
});

test('counts go by rule; what is not judged yet counts nothing', () => {
  const verdicts = [
    answered({ winner: 'rule beta' }),
    answered({ winner: 'rule 2 (/)', ruleIndex: 1, outcome: toBackends({ checkout: 100 }) }),
    answered({ winner: 'rule beta', outcome: toBackends({ canary: 100 }) }),
    { kind: 'waiting' } as const,
  ];
  expect(countByRule([toBeta, toCheckout, toCheckout, toBeta], verdicts, draft)).toEqual({
    0: { met: 1, missed: 0 },
    1: { met: 1, missed: 1 },
  });
});

test('what is expected of a request as it goes now: the rule by name, else where it goes', () => {
  expect(expectationNow(testAnswer({ ruleIndex: 0 }), draft)).toEqual({ kind: 'rule', name: 'beta' });
  expect(expectationNow(testAnswer({ ruleIndex: 1 }), draft)).toEqual({ kind: 'backends', names: ['shop/checkout'] });
  expect(expectationNow(testAnswer({ ruleIndex: 0, isDraft: false }), draft).kind).toBe('backends');
});
