import { expect, test } from 'vitest';
import { guardAddress } from './guard.ts';

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.1', 'not an address'],
  ['0.0.0.0', 'unspecified'],
  ['10.0.0.1', 'private'],
  ['172.16.5.4', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'linkLocal'],
  ['100.64.0.1', 'carrierGradeNat'],
  ['224.0.0.1', 'multicast'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['::7f00:1', 'reserved'],
  ['fe80::1', 'linkLocal'],
  ['fd00::1', 'uniqueLocal'],
  ['64:ff9b::7f00:1', 'rfc6052'],
  ['2002:7f00:1::', '6to4'],
  ['ext.apps.localhost', 'not an address'],
])('refuses %s, because it is %s', (text, why) => {
  const answer = guardAddress(text, []);
  expect(answer).toMatchObject({ state: 'refused', reason: expect.stringContaining(why) });
});

test('allows public addresses', () => {
  expect(guardAddress('1.1.1.1', []).state).toBe('allowed');
  expect(guardAddress('2606:4700::1111', []).state).toBe('allowed');
});

test('allows a network that the platform named, and nothing beside it', () => {
  expect(guardAddress('127.0.0.1', ['127.0.0.0/8'])).toMatchObject({ state: 'allowed', address: { ip: '127.0.0.1' } });
  expect(guardAddress('::ffff:127.0.0.1', ['127.0.0.0/8'])).toMatchObject({
    state: 'allowed',
    address: { ip: '127.0.0.1' },
  });
  expect(guardAddress('10.0.0.1', ['127.0.0.0/8']).state).toBe('refused');
});
