import { expect, test } from 'vitest';
import { domainRow } from './domain-row-builder.ts';
import { findClaim, isWorthClaiming } from './open-names.ts';

const rules = {
  platformZones: ['apps.test'],
  reservedLabels: ['www'],
  gatewayNames: ['ext.apps.test'],
  delegationZone: 'dcv.test',
};
const claims = [domainRow({ hostname: 'shop.acme.test' }), domainRow({ hostname: '*.wild.test' })];

test.each([
  ['new.acme.test', true, true],
  ['shop.acme.test', false, false],
  ['any.wild.test', false, false],
  ['hello.apps.test', true, false], // below the platform's zone only a guard asks for claims
  ['deep.hello.apps.test', true, false],
  ['apps.test', false, false],
  ['*.apps.test', false, false],
  ['www.apps.test', false, false],
  ['ext.apps.test', false, false],
  ['x.dcv.test', false, false],
])('%s is worth claiming with a guard: %s, without: %s', (hostname, withGuard, without) => {
  expect(isWorthClaiming(hostname, claims, { rules, asksForClaims: true })).toBe(withGuard);
  expect(isWorthClaiming(hostname, claims, { rules, asksForClaims: false })).toBe(without);
});

test('nothing is where the platform takes no domains of teams', () => {
  expect(isWorthClaiming('new.acme.test', claims, { rules: null, asksForClaims: true })).toBe(false);
});

test('the claim on the very name comes before the wildcard that covers it', () => {
  const exact = domainRow({ hostname: 'any.wild.test' });
  expect(findClaim('ANY.wild.test', [...claims, exact])).toBe(exact);
  expect(findClaim('other.wild.test', [...claims, exact])?.hostname).toBe('*.wild.test');
});
