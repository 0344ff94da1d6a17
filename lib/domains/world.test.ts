import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  caaLook,
  domainCase,
  domainClaim,
  lostSight,
  nonceLook,
  noProofLook,
  observations,
  proofLook,
  proofRecord,
  record,
  seen,
  silence,
  trafficLook,
  unseen,
} from './domain-builders.ts';
import type { DomainCase } from './domain-case.ts';
import { openRowCase } from './row-case.ts';
import { worldAnswers } from './world.ts';

const world = (overrides: Partial<DomainCase> = {}) => {
  const one = domainCase(overrides);
  return worldAnswers(openRowCase(one, derive(one)));
};
const short = (overrides: Partial<DomainCase> = {}) =>
  world(overrides).map(({ server, question, answer: said, ttlSeconds, state }) => [
    server,
    question,
    said,
    ttlSeconds,
    state,
  ]);

test('shows each server with question, answer and TTL', () => {
  const traffic = seen(
    trafficLook({
      answers: [
        answer([record('CNAME', 'edge.example.test'), record('A', '192.0.2.10', 'edge.example.test')]),
        silence(),
        answer([], { kind: 'recursive', server: 'resolver' }),
      ],
      inside: answer([{ ...record('A', '10.0.0.1'), ttlSeconds: 5 }], { kind: 'recursive', server: '10.0.0.10' }),
    }),
  );
  expect(short({ observations: { ...unseen, proof: seen(proofLook()), traffic } })).toEqual([
    ['ns1.acme.test', 'CNAME _acme-challenge.shop.acme.test', `CNAME ${proofRecord.value}`, 300, 'ok'],
    ['ns1.acme.test', 'A, AAAA shop.acme.test', 'CNAME edge.example.test, edge.example.test A 192.0.2.10', 300, 'ok'],
    ['ns2.acme.test', 'A, AAAA shop.acme.test', 'no answer in 2 s', null, 'unknown'],
    ['resolver', 'A, AAAA shop.acme.test', 'no record (no such name)', 600, 'progress'],
    ['10.0.0.10 (inside the cluster)', 'A, AAAA shop.acme.test', 'A 10.0.0.1', 5, 'progress'],
  ]);
});

test('a wrong record is a problem, a missing one is under way', () => {
  const state = (proof: ReturnType<typeof proofLook>) =>
    world({ claim: domainClaim(), observations: { ...unseen, proof: seen(proof) } }).map((one) => one.state);
  expect(state(noProofLook())).toEqual(['progress']);
  expect(state(proofLook({ challenge: [answer([{ ...proofRecord, value: 'wrong.test' }])] }))).toEqual(['problem']);
  expect(state(proofLook({ challenge: [answer([], { authoritative: false })] }))).toEqual(['unknown']);
  const doubled = noProofLook({ doubled: answer([{ ...proofRecord, name: `${proofRecord.name}.acme.test` }]) });
  expect(state(doubled)).toEqual(['progress', 'problem']);
});

test('shows the last look, not the last one that succeeded', () => {
  const failed = proofLook({ challenge: [silence({ error: 'refused', rcode: 'REFUSED', ede: [22] })] });
  const [first] = world({ observations: { ...unseen, proof: lostSight(failed, proofLook()) } });
  expect(first).toMatchObject({ answer: 'REFUSED (extended error 22)', state: 'unknown' });
});

test('shows CAA where there is a set, the handshake and the request through the name', () => {
  const caa = seen(
    caaLook({
      state: 'found',
      foundAt: 'acme.test',
      records: [{ tag: 'issue', value: 'other.test', isCritical: true }],
    }),
  );
  const found = short({ observations: observations({ caa, nonce: seen(nonceLook('foreign')) }) });
  expect(found).toContainEqual([
    'name servers of the zone',
    'CAA acme.test',
    '128 issue "other.test"',
    null,
    'problem',
  ]);
  expect(found).toContainEqual([
    'edge.example.test',
    'TLS shop.acme.test',
    'certificate for the name, by Test CA',
    null,
    'ok',
  ]);
  const through = found.find(([, question]) => question === 'HTTP shop.acme.test');
  expect(through).toEqual([
    '192.0.2.10',
    'HTTP shop.acme.test',
    'answered by another server, status 301',
    null,
    'progress',
  ]);
  expect(world({ observations: unseen })).toEqual([]);
});
