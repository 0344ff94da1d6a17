import { describe, expect, test } from 'vitest';
import {
  challenge,
  clusterLook,
  condition,
  domainClaim,
  emptyCluster,
  finding,
  listenerLook,
  liveClaim,
  noListener,
  noon,
  pendingCertificate,
  platformCase,
  provenClaim,
} from './domain-builders.ts';
import type { ClusterLook } from './observation.ts';
import { hourMs } from './settings.ts';

function listener(overrides: Partial<ClusterLook['listener']>) {
  return { claim: provenClaim(), cluster: clusterLook({ listener: listenerLook(overrides) }) };
}

const right = { claim: provenClaim() };

describe('C01, not admitted', () => {
  test('names the Gateway and the namespace, with the Gateway’s words', () => {
    const accepted = condition('False', { reason: 'NotAllowed', message: 'namespace is not selected' });
    expect(finding('C01', listener({ accepted }))).toMatchObject({
      severity: 'problem',
      light: 'certificate',
      message: 'Gateway external does not admit listeners from your namespace acme.',
      found: 'namespace is not selected',
      wanted: 'Gateway external admits ListenerSets from acme',
      who: 'platform',
    });
    expect(finding('C01', right)).toBeNull();
  });

  test('is also what the cluster’s policy says; a grant may take a minute', () => {
    const guard = { state: 'refused', message: 'hostname is not granted' } as const;
    const cluster = emptyCluster({ guard });
    expect(finding('C01', { ...right, cluster })).toMatchObject({
      severity: 'problem',
      message: 'The cluster does not let namespace acme use shop.acme.test.',
      found: 'hostname is not granted',
      wanted: 'a grant of shop.acme.test to acme',
    });
    expect(finding('C01', { claim: provenClaim({ provenAt: noon - 30_000 }), cluster })?.severity).toBe('progress');
    expect(finding('C01', { ...right, cluster: emptyCluster({ guard: null }) })).toBeNull();
    expect(finding('C01', { claim: domainClaim(), cluster })).toBeNull();
  });
});

describe('C02, another listener has the name', () => {
  test('gives the Gateway’s words', () => {
    const conflicted = condition('True', { reason: 'HostnameConflict', message: 'used by infra/external' });
    expect(finding('C02', listener({ conflicted }))).toMatchObject({
      severity: 'problem',
      message: 'An older listener has shop.acme.test.',
      found: 'HostnameConflict: used by infra/external',
      wanted: 'one listener for shop.acme.test',
    });
    expect(finding('C02', right)).toBeNull();
  });

  test('says that there is no room, before a listener is made and after', () => {
    const refused = condition('False', { reason: 'TooManyListeners' });
    expect(finding('C02', listener({ entryAccepted: refused }))?.message).toBe(
      'Gateway external has no room for another listener.',
    );
    const having = (listenerCount: number) => ({
      ...right,
      cluster: emptyCluster({ listener: { ...noListener, listenerCount } }),
    });
    // HTTP and HTTPS take one each.
    expect(finding('C02', having(63))).toMatchObject({
      found: '63 listeners',
      wanted: 'at most 62, for a domain takes 2',
    });
    expect(finding('C02', having(62))).toBeNull();
    // Its own listener is one of the 64.
    expect(finding('C02', listener({ listenerCount: 64 }))).toBeNull();
  });
});

describe('C03, no answer', () => {
  const programmed = (since: number) =>
    listener({ programmed: condition('Unknown', { reason: 'Pending', since }), createdAt: since });

  test('is under way for two minutes, then unknown', () => {
    expect(finding('C03', programmed(noon - 60_000))).toMatchObject({
      severity: 'progress',
      light: 'certificate',
      message: `Gateway external has not answered yet, since {time:${noon - 60_000}}.`,
      found: 'Pending',
      wanted: 'Programmed',
    });
    expect(finding('C03', programmed(noon - hourMs))?.severity).toBe('unknown');
    expect(finding('C03', right)).toBeNull();
  });

  test('takes the word about an older version for none', () => {
    const old = condition('True', { isCurrent: false });
    expect(finding('C03', listener({ programmed: old, createdAt: noon - 1_000 }))?.severity).toBe('progress');
  });

  test('is a problem where the Gateway says no although there is a certificate', () => {
    const invalid = listener({ programmed: condition('False', { reason: 'Invalid', message: 'port is taken' }) });
    expect(finding('C03', invalid)).toMatchObject({ severity: 'problem', found: 'Invalid: port is taken' });
    const waits = { ...invalid, cluster: { ...invalid.cluster, certificate: pendingCertificate() } };
    expect(finding('C03', waits)).toBeNull();
  });

  test('is said of a live domain whose listener is gone, and of a covering one that nobody made', () => {
    const gone = {
      message: 'Gateway external has no listener for shop.acme.test.',
      found: 'no listener',
      severity: 'problem',
    };
    expect(finding('C03', { claim: liveClaim(), cluster: emptyCluster() })).toMatchObject(gone);
    expect(finding('C03', platformCase({ cluster: emptyCluster() }))).toMatchObject({ found: 'no listener' });
    // The first listener of a claim is simply being made.
    expect(finding('C03', { ...right, cluster: emptyCluster() })).toBeNull();
  });
});

test('C04 says that nothing is behind the name, or what is not accepted', () => {
  const routes = (...all: ClusterLook['routes']) => ({ cluster: clusterLook({ routes: all }) });
  expect(finding('C04', routes())).toMatchObject({
    severity: 'problem',
    light: 'serving',
    message: 'Nothing is behind shop.acme.test: no accepted route carries it.',
    found: 'no route',
    wanted: 'a route with shop.acme.test in acme',
  });
  const route = { namespace: 'acme', name: 'shop', isAccepted: false, isForeign: false };
  expect(finding('C04', routes(route))?.found).toBe('not accepted: acme/shop');
  // What another team has is not told, and does not count.
  expect(finding('C04', routes({ ...route, namespace: 'rival', isForeign: true, isAccepted: true }))?.found).toBe(
    'no route',
  );
  expect(finding('C04', routes({ ...route, isAccepted: true }))).toBeNull();
});

test('C05 sees certificate and route wait for each other', () => {
  const cluster = clusterLook({
    listener: listenerLook({
      resolvedRefs: condition('False', { reason: 'InvalidCertificateRef' }),
      programmed: condition('False', { reason: 'Invalid' }),
    }),
    certificate: pendingCertificate({ challenges: [challenge({ type: 'HTTP-01' })] }),
    hasWaitingRoute: true,
  });
  expect(finding('C05', { ...right, cluster })).toMatchObject({
    severity: 'problem',
    found: 'InvalidCertificateRef, NoReadyListeners',
    wanted: 'validation over DNS',
  });
  const dns = { ...cluster, certificate: pendingCertificate({ challenges: [challenge()] }) };
  expect(finding('C05', { ...right, cluster: dns })).toBeNull();
  // A route that is accepted without a certificate lets the challenge through.
  expect(finding('C05', { ...right, cluster: { ...cluster, hasWaitingRoute: false } })).toBeNull();
  expect(finding('C05', right)).toBeNull();
});
