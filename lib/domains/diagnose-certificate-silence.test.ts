import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import {
  clusterLook,
  condition,
  domainCase,
  listenerLook,
  liveClaim,
  noListener,
  noon,
  pendingCertificate,
  provenClaim,
} from './domain-builders.ts';
import type { ClusterLook } from './observation.ts';
import { toDomainRow } from './to-domain-row.ts';

const minuteMs = 60_000;
const unready = condition('False', { reason: 'Invalid' });
const listener = listenerLook({ createdAt: noon - 3 * minuteMs, resolvedRefs: unready, programmed: unready });

function silence(cluster: Partial<ClusterLook>, claim = provenClaim()) {
  const { diagnoses, lights } = derive(domainCase({ claim, cluster: clusterLook({ listener, ...cluster }) }));
  const found = diagnoses.find(({ code }) => code === 'T07');
  return found === undefined ? null : { ...found, lamp: lights.certificate };
}

test('what cert-manager has not seen to for two minutes is unknown, and keeps nothing from being made', () => {
  expect(silence({ certificate: null })).toMatchObject({
    severity: 'unknown',
    who: 'platform',
    lamp: 'unknown',
    message: `cert-manager has not seen to the listener of shop.acme.test since {time:${noon - 3 * minuteMs}}.`,
    found: 'no Certificate',
  });
  const { wantObjects } = derive(
    domainCase({ claim: provenClaim(), cluster: clusterLook({ listener, certificate: null }) }),
  );
  expect(wantObjects).toEqual({ kind: 'listener', placesOrder: false });
});

test('a Certificate without an order is told the same way', () => {
  const certificate = pendingCertificate({ order: null, issuing: null, ready: null });
  expect(silence({ certificate })).toMatchObject({
    lamp: 'unknown',
    found: 'Certificate signalbox-shop without an order',
  });
});

test.each<[string, Partial<ClusterLook>]>([
  ['a moment ago', { certificate: null, listener: { ...listener, createdAt: noon - minuteMs } }],
  ['no listener yet', { certificate: null, listener: noListener }],
  ['an order is placed', { certificate: pendingCertificate() }],
  [
    'it waits after a failure',
    { certificate: pendingCertificate({ order: null, lastFailureTime: noon - 9 * minuteMs }) },
  ],
  ['it said why not', { certificate: null, badConfig: [{ at: noon - minuteMs, message: 'Skipped a listener block' }] }],
])('says nothing of cert-manager: %s', (_what, cluster) => {
  expect(silence(cluster)).toBeNull();
});

test('an issuer that says that it is not ready is told instead', () => {
  const ready = condition('False', { reason: 'ErrRegisterACMEAccount' });
  expect(silence({ certificate: null, issuer: { name: 'test-ca', ready } }, liveClaim())).toMatchObject({
    severity: 'problem',
  });
});

test('the headline of a domain whose certificate nobody sees to says so', () => {
  const cluster = clusterLook({ listener, certificate: null });
  const unheard = domainCase({ claim: provenClaim(), cluster });
  const { headline } = toDomainRow({ domainCase: unheard, judgement: derive(unheard), team: 'a' });
  expect(headline).toContain('cert-manager has not seen to the listener');
});
