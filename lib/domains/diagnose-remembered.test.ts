import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  answer,
  domainCase,
  emptyCluster,
  noon,
  observations,
  proofLook,
  proofRecord,
  provenClaim,
  record,
  seen,
  silence,
  trafficLook,
} from './domain-builders.ts';
import type { DomainObservations, RecordAnswer } from './observation.ts';

const lookAt = noon - 60_000;
const resolver = { kind: 'recursive', server: '192.0.2.53' } as const;
const notFound = answer([], { ...resolver, negativeTtlSeconds: 600 });

function remembered(looks: Partial<DomainObservations>, now = noon) {
  const cases = { claim: provenClaim(), observations: observations(looks), cluster: emptyCluster(), now };
  return derive(domainCase(cases)).diagnoses.filter(({ code }) => code === 'D13');
}

function traffic(...answers: readonly RecordAnswer[]) {
  return { traffic: seen(trafficLook({ answers: [answer([record('A', '192.0.2.10')]), ...answers] })) };
}

test('what a resolver was told before the record was right is told until the very moment at which it forgets', () => {
  expect(remembered(traffic(notFound))).toMatchObject([
    {
      light: 'traffic',
      severity: 'progress',
      message: `Saved. Some resolvers remember the old “not found” until {time:${lookAt + 600_000}}.`,
      found: '192.0.2.53: no such name',
    },
  ]);
  expect(remembered(traffic(notFound), lookAt + 600_000)).toEqual([]);
});

test('an old value lasts as long as its TTL', () => {
  const [found] = remembered(traffic(answer([record('A', '203.0.113.7')], resolver)));
  expect(found?.message).toBe(`Saved. Some resolvers remember the old value until {time:${lookAt + 300_000}}.`);
});

test('the same of the challenge name, as long as there is no certificate', () => {
  const proof = seen(proofLook({ challenge: [answer([proofRecord]), notFound] }));
  expect(remembered({ proof })).toMatchObject([{ light: 'certificate', found: '192.0.2.53: no such name' }]);
  const { diagnoses } = derive(domainCase({ observations: observations({ proof }) }));
  expect(diagnoses).toEqual([]);
});

test('a resolver that gives no answer remembers nothing', () => {
  expect(remembered(traffic(silence(resolver)))).toEqual([]);
});
