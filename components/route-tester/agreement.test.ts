import { expect, test } from 'vitest';
import type { Outcome } from '@/lib/gateway-api/matching/outcome.ts';
import type { SentAnswer } from '@/lib/gateway-api/matching/told-answer.ts';
import { agreementOf } from './agreement.ts';
import { testAnswer, toBackends } from './answer-builders.ts';

function sent(status: number, location?: string): SentAnswer {
  const headers = location === undefined ? [] : ([['Location', location]] as const);
  return { status, headers, body: '', isCut: false, durationMs: 3, address: '127.0.0.1:80' };
}

const notFound: Outcome = { kind: 'status', status: 404, reason: '' };
const redirect: Outcome = {
  kind: 'redirect',
  redirect: { status: 301, location: 'https://a.test/', scheme: 'https', hostname: 'a.test', port: 443, path: '/' },
};

test.each([
  ['the same status', notFound, sent(404), 'agrees'],
  ['another status', notFound, sent(200), 'differs'],
  ['the same Location', redirect, sent(301, 'https://a.test/'), 'agrees'],
  ['another Location', redirect, sent(301, 'https://b.test/'), 'differs'],
  ['no Location', redirect, sent(301), 'differs'],
  ['an answer of the backend', toBackends({ a: 100 }), sent(200), 'agrees'],
  ['an error that may be the backend’s own', toBackends({ a: 100 }), sent(503), 'open'],
  ['a 404 that may be the backend’s own', toBackends({ a: 100 }), sent(404), 'open'],
  ['the predicted error of a backend that cannot', toBackends({ a: 100 }, 500), sent(500), 'agrees'],
  ['an answer where every backend was to fail', toBackends({ a: 100 }, 500), sent(200), 'differs'],
  ['an answer where no connection was predicted', { kind: 'no-connection', reason: '' } as const, sent(200), 'differs'],
] as const)('%s', (_, outcome, answer, state) => {
  expect(agreementOf(testAnswer({ outcome }), answer).state).toBe(state);
});
