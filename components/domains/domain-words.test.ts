import { expect, test } from 'vitest';
import type { Diagnosis } from '@/lib/domains/domain-row.ts';
import { domainRow } from './domain-row-builder.ts';
import { deadlineText, needsSomebody } from './domain-words.ts';

const finding: Diagnosis = {
  code: 'D10',
  severity: 'problem',
  who: 'you',
  light: 'certificate',
  message: 'CAA forbids it.',
  found: null,
  wanted: null,
  fix: null,
};

test('a problem that somebody of the team can mend needs somebody, one of the platform does not', () => {
  const blocked = domainRow({ hostname: 'a.test', state: 'blocked', diagnoses: [finding] });
  expect(needsSomebody(blocked)).toBe(true);
  expect(needsSomebody({ ...blocked, diagnoses: [{ ...finding, who: 'platform' }] })).toBe(false);
  expect(needsSomebody({ ...blocked, diagnoses: [{ ...finding, severity: 'warning' }] })).toBe(false);
});

test('a notice that runs needs nobody, although the finding is somebody’s', () => {
  const next = { title: '', text: '', records: [], found: null, instructions: '', isYours: false };
  const contested = domainRow({ hostname: 'a.test', state: 'contested', diagnoses: [finding], next });
  expect(needsSomebody(contested)).toBe(false);
  expect(needsSomebody({ ...contested, next: { ...next, isYours: true } })).toBe(true);
});

test('a released claim needs nobody, whatever its records still say', () => {
  expect(needsSomebody(domainRow({ hostname: 'a.test', state: 'released', diagnoses: [finding] }))).toBe(false);
});

const yours = { title: '', text: '', records: [], found: null, instructions: '', isYours: true };

test.each([
  ['awaiting-proof', 'The record is not there yet', null, 'without proof the claim lapses on {time:7}'],
  ['drifted', 'Missing; served until {time:7}', null, null], // the headline says it
  ['degraded', 'Served', null, 'the proof must be back by {time:7}'],
  ['contested', 'In use by another claim', yours, 'without the name the claim lapses on {time:7}'],
  ['contested', 'The notice runs until {time:7}', null, null],
  ['contested', 'Being handed over', null, null], // what has run out already is not told
  ['lapsed', 'Not proven in time', null, null],
] as const)('%s, “%s”: what runs out is told once', (state, headline, next, words) => {
  expect(deadlineText({ state, headline, next, deadlineAt: 7 })).toBe(words);
  expect(deadlineText({ state, headline, next, deadlineAt: null })).toBeNull();
});
