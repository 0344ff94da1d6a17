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

test('a released claim needs nobody, whatever its records still say', () => {
  expect(needsSomebody(domainRow({ hostname: 'a.test', state: 'released', diagnoses: [finding] }))).toBe(false);
});

test('a deadline is told with a moment, and silent where nothing runs out', () => {
  expect(deadlineText({ state: 'contested', deadlineAt: 7 })).toBe('the notice runs until {time:7}');
  expect(deadlineText({ state: 'live', deadlineAt: 7 })).toBeNull();
  expect(deadlineText({ state: 'contested', deadlineAt: null })).toBeNull();
});
