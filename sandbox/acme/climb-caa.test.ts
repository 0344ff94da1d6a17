import { expect, test } from 'vitest';
import { type CaaAnswer, climbCaa } from './climb-caa.ts';

const none: CaaAnswer = { state: 'answered', records: [] };
const set: CaaAnswer = { state: 'answered', records: [{ tag: 'issue', value: 'ca.test', isCritical: false }] };
const failed: CaaAnswer = { state: 'failed', cause: 'SERVFAIL' };

function world(answers: Readonly<Record<string, CaaAnswer>>) {
  const asked: string[] = [];
  const lookUp = async (name: string) => {
    asked.push(name);
    return answers[name] ?? none;
  };
  return { asked, lookUp };
}

test('the nearest set decides, and nothing above it is asked for', async () => {
  const { asked, lookUp } = world({ 'acme.test': set, test: set });
  expect(await climbCaa('www.acme.test', lookUp)).toMatchObject({ state: 'found', at: 'acme.test' });
  expect(asked).toEqual(['www.acme.test', 'acme.test']);
});

test('without any set up to the last label all is free', async () => {
  const { asked, lookUp } = world({});
  expect(await climbCaa('www.acme.test', lookUp)).toEqual({ state: 'free' });
  expect(asked).toEqual(['www.acme.test', 'acme.test', 'test']);
});

test('a question that fails below the set ends the climb', async () => {
  const { lookUp } = world({ 'www.acme.test': failed, 'acme.test': set });
  expect(await climbCaa('www.acme.test', lookUp)).toEqual({ state: 'failed', at: 'www.acme.test', cause: 'SERVFAIL' });
});
