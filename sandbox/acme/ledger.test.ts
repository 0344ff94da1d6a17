import { expect, test } from 'vitest';
import { openLedger } from './ledger.ts';
import { caaForbids } from './problem.ts';

const origin = 'https://127.0.0.1:14001';
const challenge = { type: 'dns-01', url: `${origin}/chalZ/c1`, token: 't', status: 'pending' };
const authorization = {
  status: 'pending',
  identifier: { type: 'dns', value: 'shop.acme.test' },
  challenges: [challenge, { type: 'http-01', url: `${origin}/chalZ/c2`, token: 'u', status: 'pending' }],
  expires: '2026-12-01T00:00:00Z',
};
const order = { status: 'pending', authorizations: [`${origin}/authZ/a1`], finalize: `${origin}/finalize-order/o1` };
const problem = caaForbids('shop.acme.test', 'acme.test');

function say(ledger: ReturnType<typeof openLedger>, path: string, content: object): unknown {
  return JSON.parse(ledger.retell(path, JSON.stringify(content)));
}

test('what was not refused is told as Pebble told it', () => {
  const ledger = openLedger();
  expect(say(ledger, '/authZ/a1', authorization)).toEqual(authorization);
  expect(say(ledger, '/my-order/o1', order)).toEqual(order);
  expect(ledger.retell('/dir', 'no JSON')).toBe('no JSON');
});

test('a challenge is known by its path once its authorization was read', () => {
  const ledger = openLedger();
  expect(ledger.challengeAt('/chalZ/c1')).toBeNull();
  say(ledger, '/authZ/a1', { ...authorization, wildcard: true });
  expect(ledger.challengeAt('/chalZ/c1')).toMatchObject({ name: 'shop.acme.test', isWildcard: true });
});

test('a refused challenge makes its authorization and its order invalid, with the problem', () => {
  const ledger = openLedger();
  say(ledger, '/authZ/a1', authorization);
  ledger.refuse('/chalZ/c1', problem);
  const refused = { ...challenge, status: 'invalid', error: problem };
  expect(say(ledger, '/chalZ/c1', challenge)).toEqual(refused);
  expect(say(ledger, '/authZ/a1', authorization)).toEqual({
    ...authorization,
    status: 'invalid',
    challenges: [refused, authorization.challenges[1]],
  });
  expect(say(ledger, '/my-order/o1', order)).toEqual({ ...order, status: 'invalid', error: problem });
});
