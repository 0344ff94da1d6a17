import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  clusterLook,
  domainCase,
  domainClaim,
  emptyCluster,
  finding,
  lostSight,
  noon,
  observations,
  proofLook,
  seen,
  tlsLook,
  trafficLook,
} from './domain-builders.ts';
import { dayMs, hourMs } from './settings.ts';

test('D24 says what could not be checked, since when and why, and that the last result is kept', () => {
  const failed = lostSight(
    proofLook({ error: 'no answer in 2 s', challenge: [] }),
    proofLook({ at: noon - hourMs }),
    noon - 2 * 60_000,
  );
  expect(finding('D24', { observations: observations({ proof: failed }) })).toMatchObject({
    severity: 'unknown',
    light: 'proof',
    message: `Could not check the proof since {time:${noon - 2 * 60_000}}; the last result is kept.`,
    found: 'no answer in 2 s',
    wanted: 'an answer',
    who: 'platform',
  });
  expect(finding('D24', { observations: observations() })).toBeNull();
});

test('D24 keeps no result where there never was one', () => {
  const never = lostSight(trafficLook({ error: 'no resolver is configured', answers: [] }));
  expect(finding('D24', { observations: observations({ traffic: never }) })?.message).toBe(
    `Could not check where the name leads since {time:${noon - 60_000}}.`,
  );
});

test('D24 says that a look is too old', () => {
  const old = observations({ tls: seen(tlsLook({ at: noon - 2 * hourMs })) });
  expect(finding('D24', { observations: old })).toMatchObject({ light: 'serving', found: 'the last look is too old' });
});

test('D24 is said once for each light, and not of what nobody looks at', () => {
  const blind = lostSight({ ...proofLook({ error: 'x' }), at: noon });
  const all = derive(
    domainCase({
      observations: observations({ zone: lostSight({ ...zoneOf(), error: 'x', at: noon }), proof: blind }),
    }),
  );
  expect(all.diagnoses.map(({ code, light }) => `${code} ${light}`)).toEqual(['D24 proof']);
  const unproven = { claim: domainClaim(), cluster: emptyCluster({ isHeard: false }) };
  const old = observations({ tls: seen(tlsLook({ at: noon - 9 * dayMs })) });
  expect(finding('D24', { ...unproven, observations: old })).toBeNull();
});

test('D24 is said of a cluster that does not answer, and of one that has not been read', () => {
  expect(finding('D24', { cluster: clusterLook({ isHeard: false }) })).toMatchObject({
    light: 'certificate',
    found: 'the cluster does not answer',
  });
  expect(finding('D24', { cluster: null })).toMatchObject({ found: 'the cluster has not been read yet' });
});

function zoneOf() {
  const { zone } = observations();
  if (zone === null) throw new Error('the builders look at the zone');
  return zone.latest;
}
