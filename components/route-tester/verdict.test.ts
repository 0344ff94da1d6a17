import { expect, test } from 'vitest';
import { testAnswer } from './answer-builders.ts';
import { isLeftOpen, joinVerdict } from './verdict.ts';

const facts = { scheme: 'http', host: 'shop.test', port: 80, method: 'GET', path: '/', headers: [] } as const;
const own = testAnswer({ winner: 'rule own' });
const judged = { flaws: [], facts, answer: own } as const;

test('before the worker has spoken nothing is said', () => {
  expect(joinVerdict(undefined, undefined, 'asking')).toEqual({ kind: 'waiting' });
});

test('a request that cannot be read has flaws and no answer', () => {
  const flaws = [{ field: 'url', message: 'Type a URL.' }] as const;
  expect(joinVerdict({ flaws, facts: null, answer: null }, undefined, 'asking')).toEqual({ kind: 'flawed', flaws });
});

test.each([
  ['asking', 'asking'],
  ['offline', 'offline'],
] as const)('while the portal is %s the browser judges, and says so', (state, basis) => {
  expect(joinVerdict(judged, undefined, state)).toEqual({ kind: 'answered', facts, answer: own, basis });
});

test('the portal’s answer counts: it knows more', () => {
  const told = testAnswer({ winner: 'rule told' });
  expect(joinVerdict(judged, { kind: 'told', answer: told, othersCompete: true }, 'answered')).toEqual({
    kind: 'answered',
    facts,
    answer: told,
    basis: 'everything-shared',
  });
});

test('a route of another team takes it, and nothing of that route is known', () => {
  expect(joinVerdict(judged, { kind: 'other-team' }, 'answered')).toEqual({ kind: 'other-team', facts });
});

const nowhere = testAnswer({ winner: null, outcome: { kind: 'status', status: 404, reason: '' } });

test.each([
  ['everything', nowhere, false],
  ['own-hostnames', nowhere, true],
  ['offline', nowhere, true],
  ['own-hostnames', own, false],
  ['own-hostnames', testAnswer({ winner: null, outcome: { kind: 'no-connection', reason: '' } }), false],
] as const)('by %s alone a 404 may be another team’s to answer', (basis, answer, isOpen) => {
  expect(isLeftOpen({ kind: 'answered', facts, answer, basis })).toBe(isOpen);
});
