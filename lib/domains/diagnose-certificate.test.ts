import { describe, expect, test } from 'vitest';
import { limitedUntil } from './diagnose-certificate.ts';
import {
  certificateLook,
  challenge,
  clusterLook,
  condition,
  finding,
  liveClaim,
  noon,
  observations,
  pendingCertificate,
  provenClaim,
  seen,
  tlsLook,
} from './domain-builders.ts';
import type { CertificateLook, ClusterLook, TlsLook } from './observation.ts';
import { dayMs, hourMs } from './settings.ts';

const minuteMs = 60_000;

function issuing(overrides: Partial<CertificateLook>, more: Partial<ClusterLook> = {}) {
  return { claim: provenClaim(), cluster: clusterLook({ certificate: pendingCertificate(overrides), ...more }) };
}

const right = { claim: provenClaim() };

test('T01 gives the text of the event', () => {
  const badConfig = [{ at: noon - minuteMs, message: 'Skipped a listener block: hostname is empty' }];
  expect(finding('T01', issuing({}, { badConfig }))).toMatchObject({
    severity: 'problem',
    light: 'certificate',
    message: `cert-manager skips the listener: Skipped a listener block: hostname is empty, {time:${noon - minuteMs}}.`,
    found: 'Skipped a listener block: hostname is empty',
    wanted: 'a listener that cert-manager takes',
  });
  // An event outlives what it told of.
  expect(finding('T01', { ...right, cluster: clusterLook({ badConfig }) })).toBeNull();
});

test('T02 waits for a free slot', () => {
  const waiting = challenge({ state: '', isProcessing: false });
  expect(finding('T02', issuing({ challenges: [waiting] }))).toMatchObject({
    severity: 'progress',
    light: 'certificate',
    message: expect.stringContaining('a free slot'),
    found: 'a challenge that is not processed yet',
    wanted: 'its turn',
  });
  expect(finding('T02', issuing({ challenges: [challenge()] }))).toBeNull();
});

test('T03 says what cert-manager does not see, and is a problem after ten minutes', () => {
  const reason = 'Waiting for DNS-01 challenge propagation: DNS record for "shop.acme.test" not yet propagated';
  const since = (ms: number) => issuing({ challenges: [challenge({ reason, since: noon - ms })] });
  expect(finding('T03', since(minuteMs))).toMatchObject({
    severity: 'progress',
    light: 'certificate',
    message: `The proof is written; not every name server shows it yet, since {time:${noon - minuteMs}}.`,
    found: reason,
    wanted: 'a proof that cert-manager can see',
  });
  expect(finding('T03', since(11 * minuteMs))?.severity).toBe('problem');
  expect(finding('T03', issuing({ challenges: [challenge({ state: 'valid' })] }))).toBeNull();
});

describe('T04, refused', () => {
  const reason = 'CAA record for shop.acme.test prevents issuance';

  test('gives the authority’s words, from the challenge or the order', () => {
    expect(finding('T04', issuing({ challenges: [challenge({ state: 'invalid', reason })] }))).toMatchObject({
      severity: 'problem',
      light: 'certificate',
      message: 'The certificate authority refused: A CAA record forbids this certificate authority.',
      found: reason,
      wanted: 'a valid certificate',
    });
    expect(finding('T04', issuing({ order: { state: 'invalid', reason: 'no A records', at: noon } }))?.found).toBe(
      'no A records',
    );
  });

  test('does not say it of what is valid by now', () => {
    const order = { state: 'invalid', reason, at: noon };
    expect(finding('T04', { ...right, cluster: clusterLook({ certificate: certificateLook({ order }) }) })).toBeNull();
    expect(finding('T04', issuing({}))).toBeNull();
  });
});

test('T05 says when the next try is, longer each time', () => {
  const failed = (failedAttempts: number) => issuing({ lastFailureTime: noon - 30 * minuteMs, failedAttempts });
  expect(finding('T05', failed(1))).toMatchObject({
    severity: 'progress',
    message: `Next try {time:${noon + 30 * minuteMs}}.`,
    found: `1 failed, the last {time:${noon - 30 * minuteMs}}`,
    wanted: 'the cause mended before then',
  });
  expect(finding('T05', failed(3))?.message).toBe(`Next try {time:${noon - 30 * minuteMs + 4 * hourMs}}.`);
  expect(finding('T05', issuing({ lastFailureTime: noon - 2 * hourMs, failedAttempts: 1 }))).toBeNull();
});

describe('T06, too many requests', () => {
  const reason = 'urn:ietf:params:acme:error:rateLimited: too many certificates, retry after 2026-11-24 15:10:00 UTC';
  const order = { state: 'errored', reason, at: noon - minuteMs };
  const until = Date.UTC(2026, 10, 24, 15, 10);

  test('says when the authority accepts again, and calls it no refusal', () => {
    const limited = issuing({ order });
    expect(finding('T06', limited)).toMatchObject({
      severity: 'problem',
      message: `The certificate authority limits orders and accepts again {time:${until}}.`,
      found: reason,
      wanted: 'an order that the certificate authority takes',
    });
    expect(finding('T04', limited)).toBeNull();
    expect(finding('T06', issuing({}))).toBeNull();
  });

  test('ends when its time has come; without a time it is cert-manager’s next try', () => {
    expect(limitedUntil(pendingCertificate({ order }), until)).toBeNull();
    const untold = { state: 'errored', reason: 'rateLimited', at: noon };
    expect(limitedUntil(pendingCertificate({ order: untold, lastFailureTime: noon, failedAttempts: 2 }), noon)).toBe(
      noon + 2 * hourMs,
    );
    expect(limitedUntil(pendingCertificate({ order: untold }), noon)).toBe(noon + hourMs);
    expect(limitedUntil(null, noon)).toBeNull();
  });
});

test('T07 names the issuer and its own words', () => {
  const issuer = { name: 'test-ca', ready: condition('False', { message: 'account is not registered' }) };
  expect(finding('T07', issuing({}, { issuer }))).toMatchObject({
    severity: 'problem',
    message: 'The platform’s issuer test-ca cannot be used: account is not registered.',
    found: 'account is not registered',
    wanted: 'issuer test-ca ready',
    who: 'platform',
  });
  expect(finding('T07', issuing({}))).toBeNull();
});

describe('T08, renewal', () => {
  const life = 90 * dayMs;
  const certificate = (left: number): Partial<CertificateLook> => ({
    notBefore: noon + left - life,
    notAfter: noon + left,
    renewalTime: noon + left - life / 3,
  });
  const renewal = (left: number, more: Partial<CertificateLook> = {}) => ({
    claim: liveClaim(),
    cluster: clusterLook({ certificate: certificateLook({ ...certificate(left), ...more }) }),
  });

  test('warns when it is late, and is a problem with a tenth of the life left', () => {
    expect(finding('T08', renewal(14 * dayMs))).toMatchObject({
      severity: 'warning',
      light: 'certificate',
      message: `Expires in 14 days, {time:${noon + 14 * dayMs}}.`,
      found: `renewal was due {time:${noon - 16 * dayMs}}`,
      wanted: 'a renewed certificate',
    });
    expect(finding('T08', renewal(8 * dayMs))?.severity).toBe('problem');
    expect(finding('T08', renewal(20 * dayMs))).toBeNull();
  });

  test('gives the cause where one is known, and says when it has expired', () => {
    const order = { state: 'invalid', reason: 'During secondary validation: no answer', at: noon };
    expect(finding('T08', renewal(8 * dayMs, { order }))?.message).toContain('seen from one place of the internet');
    expect(finding('T08', renewal(-dayMs))?.message).toBe(`Expired {time:${noon - dayMs}}.`);
  });

  test('is said of a live domain whose certificate is made anew', () => {
    const ready = condition('False', { reason: 'SecretMismatch', message: 'Secret was deleted' });
    expect(finding('T08', renewal(80 * dayMs, { ready }))).toMatchObject({
      severity: 'warning',
      found: 'Secret was deleted',
      wanted: 'a certificate that is ready',
    });
    expect(finding('T08', issuing({}))).toBeNull();
  });
});

describe('T09, what is served', () => {
  const served = (tls: TlsLook, since = noon - minuteMs) => ({
    ...right,
    observations: observations({ tls: seen(tls, since) }),
  });

  test('tells an older certificate from the one that was issued', () => {
    expect(finding('T09', served(tlsLook({ fingerprint256: 'CC:DD' })))).toMatchObject({
      severity: 'warning',
      light: 'serving',
      message: `A certificate was issued {time:${noon - 15 * minuteMs}}; the Gateway still serves the one that ends {time:${noon + 80 * dayMs}}.`,
      found: 'serial 0a of Test CA',
      wanted: 'fingerprint aabb',
    });
    expect(finding('T09', served(tlsLook()))).toBeNull();
  });

  test('is a problem after five minutes of it', () => {
    expect(finding('T09', served(tlsLook({ fingerprint256: 'CC:DD' }), noon - 6 * minuteMs))?.severity).toBe('problem');
  });

  test('waits for a handshake that came after the certificate', () => {
    expect(finding('T09', served(tlsLook({ fingerprint256: 'CC:DD', at: noon - 20 * minuteMs })))).toBeNull();
  });

  test.each<[string, TlsLook]>([
    ['serves a certificate that is not for shop.acme.test', tlsLook({ coversName: false, fingerprint256: 'EE' })],
    ['serves a certificate that browsers do not trust', tlsLook({ isTrusted: false })],
    ['refuses connections for the name', { at: noon - minuteMs, state: 'refused', error: 'connection reset' }],
  ])('says that the Gateway %s', (words, tls) => {
    expect(finding('T09', served(tls))?.message).toContain(words);
  });

  test('is also said where the Secret is filled by somebody else', () => {
    const covered = { ...served(tlsLook({ coversName: false })), cluster: clusterLook({ certificate: null }) };
    expect(finding('T09', covered)).toMatchObject({ wanted: 'a certificate for shop.acme.test' });
    expect(finding('T09', { ...covered, ...served(tlsLook()) })).toBeNull();
  });
});
