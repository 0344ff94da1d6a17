import { epochMs, namespaceOf, objects, text } from '../gateway-api/hostile.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { Certificate } from '../gateway-api/objects.ts';
import { type CertificateStory, findCertificates, isFor, isReady, tellCertificate } from './certificates.ts';
import { type HostnameCase, isSettling } from './hostname-case.ts';
import { makeVerdict, missingPart, type Saying } from './make-verdict.ts';
import type { TlsObservation } from './observation.ts';
import { judgeServed } from './tls-served.ts';
import { type Evidence, timeToken, type Verdict } from './verdict.ts';

/**
 * The TLS light: what a handshake with the name gets, and how the certificate that it should get is doing.
 *
 * @param dns the verdict on DNS: a name that leads elsewhere shows another server's certificate
 */
export function judgeTls(hostnameCase: HostnameCase, dns: Verdict): Verdict {
  const certificates = certificatesOf(hostnameCase);
  const story = certificates[0] === undefined ? null : tellCertificate(certificates[0], hostnameCase.snapshot);
  const observed = hostnameCase.observed.tls;
  const shown = observed?.lastKnown ?? observed?.latest ?? null;
  const saying =
    sayingWithoutHandshake(hostnameCase, dns) ??
    sayingOfStory(hostnameCase, story) ??
    sayingOfObservation(hostnameCase) ??
    sayingOfHandshake(hostnameCase, certificates, story);
  const isRelevant = saying.state !== 'not-needed';
  const verdict = makeVerdict(saying, {
    light: 'tls',
    source: shown === null ? 'cluster' : 'tls probe',
    at: shown?.at ?? hostnameCase.now,
    evidence: isRelevant
      ? [...servedEvidence(shown), ...renewalEvidence(certificates[0]), ...(story?.steps ?? [])]
      : [],
  });
  if (!isRelevant || shown?.state !== 'served') return verdict;
  return { ...verdict, validity: { notBefore: shown.notBefore, notAfter: shown.notAfter } };
}

/** The Certificates behind the HTTPS listeners that serve the name: those that hold it first. */
function certificatesOf({ listeners, snapshot, hostname }: HostnameCase): readonly Certificate[] {
  const secure = listeners.filter((listener) => listener.protocol === 'HTTPS');
  const found = [...new Set(secure.flatMap((listener) => findCertificates(listener, snapshot)))];
  const holding = found.filter((certificate) => isFor(certificate, hostname));
  return holding.length > 0 ? holding : found;
}

function sayingWithoutHandshake({ listeners, hostname }: HostnameCase, dns: Verdict): Saying | null {
  if (listeners.length === 0) {
    return { state: 'unknown', code: 'tls.not-attached', reason: 'Not checked: no Gateway serves this name.' };
  }
  if (!listeners.some((listener) => listener.protocol === 'HTTPS')) {
    return { state: 'not-needed', code: 'tls.not-needed', reason: 'Served over plain HTTP only.' };
  }
  if (hostname === '*') {
    return { state: 'unknown', code: 'tls.no-name', reason: 'The route takes every name; a handshake needs one.' };
  }
  if (dns.code === 'dns.elsewhere') {
    return { state: 'unknown', code: 'tls.leads-elsewhere', reason: 'Not checked: the name leads elsewhere.' };
  }
  return null;
}

/** A first certificate that is not there yet tells more than a handshake that cannot succeed. */
function sayingOfStory({ observed, settings }: HostnameCase, story: CertificateStory | null): Saying | null {
  const isServed = (observed.tls?.lastKnown ?? observed.tls?.latest)?.state === 'served';
  if (story === null || story.state === 'ready' || isServed) return null;
  const part = missingPart(settings.platform, 'cert-manager');
  if (part !== null)
    return { state: 'unknown', code: 'tls.issuer-preparing', reason: `No certificate yet: ${part.words}.` };
  if (story.state === 'failed') return { state: 'problem', code: 'tls.issuance-failed', reason: story.words };
  return { state: 'progress', code: 'tls.issuing', reason: `Certificate is being issued. ${story.words}` };
}

function sayingOfObservation(hostnameCase: HostnameCase): Saying | null {
  const { now, settings } = hostnameCase;
  const observed = hostnameCase.observed.tls;
  if (observed === null) {
    const state = isSettling(hostnameCase) ? 'progress' : 'unknown';
    return { state, code: 'tls.not-checked', reason: 'No handshake has been made yet.' };
  }
  const { latest, lastKnown, since } = observed;
  if (latest.state === 'unknown') {
    const last = lastKnown === null ? 'It was never seen.' : `Last seen ${timeToken(lastKnown.at)}.`;
    const reason = `No handshake possible since ${timeToken(since)} (${latest.error}). ${last}`;
    return { state: 'unknown', code: 'tls.unreachable', reason };
  }
  if (now - latest.at > settings.staleAfterMs) {
    const reason = `The last handshake was ${timeToken(latest.at)}, too long ago to tell.`;
    return { state: 'unknown', code: 'tls.stale', reason };
  }
  if (latest.state === 'served') return null;
  return {
    state: 'problem',
    code: 'tls.refused',
    reason: `The handshake fails since ${timeToken(since)}: ${latest.error}.`,
  };
}

function sayingOfHandshake(
  { observed, now, settings, hostname }: HostnameCase,
  certificates: readonly Certificate[],
  story: CertificateStory | null,
): Saying {
  const latest = observed.tls?.latest;
  if (latest?.state !== 'served')
    return { state: 'unknown', code: 'tls.not-checked', reason: 'No handshake has been made yet.' };
  const keys = certificates.map((one) => objectKey({ namespace: namespaceOf(one), name: one.metadata.name }));
  const issued = keys.flatMap((key) => settings.issuedFingerprints?.get(key) ?? []);
  const renewalTime = certificates.map((one) => epochMs(one.status?.renewalTime)).find((time) => time !== null) ?? null;
  const saying = judgeServed({ served: latest, hostname, issued, renewalTime, now });
  // A certificate that does not fit yet is no surprise while the right one is on its way.
  if (saying.code === 'tls.wrong-name' && story?.state === 'issuing') {
    return { state: 'progress', code: 'tls.issuing', reason: `Certificate is being issued. ${story.words}` };
  }
  if (saying.state === 'ok' && story?.state === 'failed') {
    return { state: 'progress', code: 'tls.renewal-late', reason: `${saying.reason} ${story.words}` };
  }
  return saying;
}

function servedEvidence(shown: TlsObservation | null): readonly Evidence[] {
  if (shown === null) return [];
  if (shown.state !== 'served')
    return [{ label: 'handshake', found: shown.error, state: shown.state === 'refused' ? 'problem' : 'unknown' }];
  return [
    { label: 'issuer', found: shown.issuer, state: shown.trusted ? 'ok' : 'problem' },
    {
      label: 'names',
      found: shown.names.join(', '),
      wanted: shown.hostname,
      state: shown.coversHostname ? 'ok' : 'problem',
    },
    { label: 'valid', found: `${timeToken(shown.notBefore)} to ${timeToken(shown.notAfter)}` },
    { label: 'serial', found: shown.serial },
  ];
}

function renewalEvidence(certificate: Certificate | undefined): readonly Evidence[] {
  const renewal = epochMs(certificate?.status?.renewalTime);
  if (certificate === undefined || renewal === null || !isReady(certificate)) return [];
  const failed = text(objects(certificate.status?.conditions).find((one) => one.type === 'Issuing')?.message);
  return [{ label: 'renewal', found: failed ? `${timeToken(renewal)}; ${failed}` : timeToken(renewal) }];
}
