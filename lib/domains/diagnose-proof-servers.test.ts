import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  domainCase,
  domainClaim,
  emptyCluster,
  fallbackRecord,
  observations,
  proofLook,
  proofRecord,
  seen,
  silence,
} from './domain-builders.ts';
import type { ProofLook } from './observation.ts';

const ns2 = 'ns2.acme.test';

function ofServers(overrides: Partial<ProofLook>) {
  const looks = observations({ proof: seen(proofLook(overrides)) });
  const { diagnoses } = derive(domainCase({ claim: domainClaim(), observations: looks, cluster: emptyCluster() }));
  return diagnoses.filter(({ light }) => light === 'proof').map(({ code, message, found }) => [code, message, found]);
}

test('a server that gives no answer is not said to have no record, and the claim is not proven by the others', () => {
  const challenge = [answer([proofRecord]), silence({ rcode: 'REFUSED', error: 'REFUSED' })];
  const [[code, message, found] = [], ...more] = ofServers({ challenge });
  expect([code, found, more]).toEqual(['D14', `${ns2}: REFUSED`, []]);
  expect(message).toMatch(/^ns2\.acme\.test gave no answer; all name servers of the zone must give the same one\./);
});

test.each([
  ['no record', [], `${ns2}: no record`],
  ['another record', [{ ...proofRecord, value: 'former.test' }], `${ns2}: CNAME former.test`],
])('a server that says something else is: %s', (_what, records, found) => {
  expect(ofServers({ challenge: [answer([proofRecord]), answer(records, { server: ns2 })] })).toEqual([
    ['D14', 'ns1.acme.test has the record, ns2.acme.test not yet.', found],
  ]);
});

test('of three servers all that have no such record are named, those without an answer too', () => {
  const challenge = [answer([proofRecord]), answer([], { server: ns2 }), silence({ server: 'ns3.acme.test' })];
  expect(ofServers({ challenge })).toEqual([
    [
      'D14',
      'ns1.acme.test has the record, ns2.acme.test and ns3.acme.test not yet.',
      'ns2.acme.test: no record, ns3.acme.test: no answer in 2 s',
    ],
  ]);
});

test('the same of the text that proves a claim where the challenge name is taken', () => {
  const challenge = [answer([]), answer([], { server: ns2 })];
  const fallback = [answer([fallbackRecord]), silence()];
  expect(ofServers({ challenge, fallback })).toMatchObject([
    ['D14', 'ns1.acme.test has the record, ns2.acme.test not yet.', `${ns2}: no answer in 2 s`],
  ]);
});
