import { isRateLimit, nextAttempt, plainReason, retryAfter } from '../signals/certificate-words.ts';
import { timeToken } from '../signals/verdict.ts';
import { diagnosis, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { known } from './facts.ts';
import type { CertificateLook, ClusterLook, TlsLook } from './observation.ts';
import { dayMs } from './settings.ts';

const selfCheckMs = 10 * 60_000;
const switchMs = 5 * 60_000;
/** How long cert-manager may take to see to a listener, or to order for a Certificate. */
const silentMs = 2 * 60_000;

/** How the certificate's issuance or renewal goes. */
export function diagnoseCertificate(patient: Patient): readonly Diagnosis[] {
  const { cluster } = patient;
  if (cluster === null) return [];
  const { certificate } = cluster;
  return [
    skipped(patient, cluster),
    issuerDown(cluster) ?? nobodyIssues(patient, cluster),
    ...(certificate === null
      ? []
      : [
          rateLimited(patient, certificate) ?? refused(certificate),
          backoff(patient, certificate),
          queued(certificate),
          selfCheck(patient, certificate),
          renewalLate(patient, certificate),
        ]),
    wrongServed(patient, cluster),
  ].filter((one) => one !== null);
}

/** When the certificate authority accepts orders again; null when it limits none. */
export function limitedUntil(certificate: CertificateLook | null, now: number): number | null {
  if (certificate === null) return null;
  const reasons = [certificate.order?.reason ?? '', ...certificate.challenges.map(({ reason }) => reason)];
  const limits = reasons.filter(isRateLimit).map((reason) => retryAfter(reason) ?? fallbackRetry(certificate));
  const until = limits.reduce<number | null>((latest, at) => (at !== null && at > (latest ?? 0) ? at : latest), null);
  return until !== null && until > now ? until : null;
}

function fallbackRetry(certificate: CertificateLook): number | null {
  if (certificate.lastFailureTime === null) return certificate.order === null ? null : certificate.order.at + 3_600_000;
  return nextAttempt(certificate.lastFailureTime, certificate.failedAttempts);
}

function skipped({ facts }: Patient, { badConfig, certificate }: ClusterLook): Diagnosis | null {
  const event = badConfig[0];
  if (event === undefined || (facts.isCertificateReady && certificate !== null)) return null;
  return diagnosis('T01', {
    severity: 'problem',
    light: 'certificate',
    message: `cert-manager skips the listener: ${event.message.replace(/\.$/, '')}, ${timeToken(event.at)}.`,
    found: event.message,
    wanted: 'a listener that cert-manager takes',
    fix: 'Show this text to the platform team.',
  });
}

function issuerDown({ issuer }: ClusterLook): Diagnosis | null {
  if (issuer === null || issuer.ready === null || issuer.ready.status !== 'False') return null;
  return diagnosis('T07', {
    severity: 'problem',
    light: 'certificate',
    message: `The platform’s issuer ${issuer.name} cannot be used: ${plainReason(issuer.ready.message || issuer.ready.reason)}.`,
    found: issuer.ready.message || issuer.ready.reason,
    wanted: `issuer ${issuer.name} ready`,
    fix: 'The platform team has to mend it; nothing for you to do.',
  });
}

/** Nothing says whether cert-manager runs: what it has not done for a while does. */
function nobodyIssues(
  { claim, facts, now }: Patient,
  { listener, certificate, badConfig }: ClusterLook,
): Diagnosis | null {
  if (claim.attachment.strategy === 'covered' || facts.isCertificateReady || badConfig.length > 0) return null;
  const isOrdered =
    certificate !== null &&
    (certificate.order !== null || certificate.lastFailureTime !== null || certificate.notAfter !== null);
  const since = certificate === null ? listener.createdAt : certificate.createdAt;
  if (isOrdered || !listener.exists || since === null || now - since <= silentMs) return null;
  return diagnosis('T07', {
    severity: 'unknown',
    light: 'certificate',
    message: `cert-manager has not seen to the ${certificate === null ? 'listener' : 'Certificate'} of ${facts.hostname} since ${timeToken(since)}.`,
    found: certificate === null ? 'no Certificate' : `Certificate ${certificate.name} without an order`,
    wanted: 'an order for a certificate',
    fix: 'If it lasts, ask the platform team whether cert-manager runs; nothing for you to do.',
  });
}

function rateLimited({ now }: Patient, certificate: CertificateLook): Diagnosis | null {
  const until = limitedUntil(certificate, now);
  if (until === null) return null;
  return diagnosis('T06', {
    severity: 'problem',
    light: 'certificate',
    message: `The certificate authority limits orders and accepts again ${timeToken(until)}.`,
    found:
      certificate.order?.reason || (certificate.challenges.find(({ reason }) => isRateLimit(reason))?.reason ?? null),
    wanted: 'an order that the certificate authority takes',
    fix: 'Wait; nothing is ordered before.',
  });
}

/** A renewal that failed leaves the former order behind: what is valid by now was not refused. */
function refused(certificate: CertificateLook): Diagnosis | null {
  if (certificate.ready?.status === 'True') return null;
  const challenge = certificate.challenges.find(({ state }) => failedStates.includes(state));
  const isOrderFailed = certificate.order !== null && failedStates.includes(certificate.order.state);
  if (challenge === undefined && !isOrderFailed) return null;
  const text = challenge?.reason || certificate.order?.reason || 'no reason given';
  if (isRateLimit(text)) return null;
  return diagnosis('T04', {
    severity: 'problem',
    light: 'certificate',
    message: `The certificate authority refused: ${plainReason(text)}.`,
    found: text,
    wanted: 'a valid certificate',
    fix: 'Mend what it says and what the other findings here say; the next try follows by itself.',
  });
}

const failedStates: readonly string[] = ['invalid', 'expired', 'errored'];

function backoff({ now }: Patient, certificate: CertificateLook): Diagnosis | null {
  if (certificate.lastFailureTime === null || certificate.failedAttempts === 0) return null;
  const next = nextAttempt(certificate.lastFailureTime, certificate.failedAttempts);
  if (next <= now) return null;
  return diagnosis('T05', {
    severity: 'progress',
    light: 'certificate',
    message: `Next try ${timeToken(next)}.`,
    found: `${certificate.failedAttempts} failed, the last ${timeToken(certificate.lastFailureTime)}`,
    wanted: 'the cause mended before then',
    fix: 'Mend the cause before then.',
  });
}

function queued(certificate: CertificateLook): Diagnosis | null {
  const isQueued = certificate.challenges.some(({ isProcessing, state }) => !isProcessing && isOpen(state));
  if (!isQueued) return null;
  return diagnosis('T02', {
    severity: 'progress',
    light: 'certificate',
    message: 'Waiting for a free slot: cert-manager validates a limited number of names at a time.',
    found: 'a challenge that is not processed yet',
    wanted: 'its turn',
  });
}

function selfCheck({ now }: Patient, certificate: CertificateLook): Diagnosis | null {
  const challenge = certificate.challenges.find(
    ({ isProcessing, state, reason }) => isProcessing && isOpen(state) && reason !== '' && !isRateLimit(reason),
  );
  if (challenge === undefined) return null;
  return diagnosis('T03', {
    severity: now - challenge.since > selfCheckMs ? 'problem' : 'progress',
    light: 'certificate',
    message: `${plainReason(challenge.reason)}, since ${timeToken(challenge.since)}.`,
    found: challenge.reason,
    wanted: 'a proof that cert-manager can see',
    fix: 'If it lasts, look at the findings about name servers and proxies here.',
  });
}

function isOpen(state: string): boolean {
  return state === '' || state === 'pending' || state === 'processing';
}

/** @see https://cert-manager.io/docs/usage/certificate/, renewalTime */
function renewalLate({ claim, now }: Patient, certificate: CertificateLook): Diagnosis | null {
  const { notBefore, notAfter, renewalTime, ready } = certificate;
  if (claim.liveAt !== null && ready?.status === 'False' && (notAfter === null || notAfter > now)) {
    return diagnosis('T08', {
      severity: 'warning',
      light: 'certificate',
      message: `The certificate is not ready since ${timeToken(ready.since)}: ${plainReason(ready.message || ready.reason)}.`,
      found: ready.message || ready.reason,
      wanted: 'a certificate that is ready',
      fix: 'It is made by itself; mend what the other findings say.',
    });
  }
  if (notBefore === null || notAfter === null || renewalTime === null) return null;
  const life = notAfter - notBefore;
  const left = notAfter - now;
  const isShort = left < life / 10;
  if (now <= renewalTime || (now <= renewalTime + life / 6 && !isShort)) return null;
  const cause = certificate.order?.reason ? `: ${plainReason(certificate.order.reason)}` : '';
  const end = left <= 0 ? `Expired ${timeToken(notAfter)}` : `Expires ${inTime(left)}, ${timeToken(notAfter)}`;
  return diagnosis('T08', {
    severity: isShort ? 'problem' : 'warning',
    light: 'certificate',
    message: `${end}${cause}.`,
    found: `renewal was due ${timeToken(renewalTime)}`,
    wanted: 'a renewed certificate',
    fix: 'Mend what the other findings say; if there is none, ask the platform team.',
  });
}

/** The certificate is there and the listener works, and a handshake at the Gateway still gets something else. */
function wrongServed(
  { claim, facts, observations, now }: Patient,
  { certificate, listener }: ClusterLook,
): Diagnosis | null {
  const tls = known(observations.tls);
  const readyAt = certificate === null ? (listener.programmed?.since ?? null) : certificate.issuedAt;
  if (tls === null || readyAt === null || tls.at <= readyAt || !facts.isCertificateReady || !facts.isProgrammed)
    return null;
  const issued = certificate?.issuedFingerprint ?? null;
  const served = servedInstead(tls, issued, facts.hostname);
  if (served === null) return null;
  const since = Math.max(readyAt, observations.tls?.since ?? readyAt);
  const what = certificate === null ? `The listener works since` : 'A certificate was issued';
  return diagnosis('T09', {
    severity: now - since > switchMs ? 'problem' : 'warning',
    light: 'serving',
    message: `${what} ${timeToken(readyAt)}; the Gateway ${served.words}.`,
    found: served.found,
    wanted: issued === null ? `a certificate for ${facts.hostname}` : `fingerprint ${issued}`,
    fix: `Ask the platform team to look at Gateway ${claim.attachment.gateway.name}.`,
  });
}

function servedInstead(
  tls: TlsLook,
  issued: string | null,
  hostname: string,
): { readonly words: string; readonly found: string } | null {
  if (tls.state !== 'served') return { words: 'refuses connections for the name', found: tls.error };
  const found = `serial ${tls.serial} of ${tls.issuer}`;
  if (!tls.coversName) return { words: `serves a certificate that is not for ${hostname}`, found };
  if (issued !== null && plainHex(tls.fingerprint256) !== plainHex(issued)) {
    return { words: `still serves the one that ends ${timeToken(tls.notAfter)}`, found };
  }
  return tls.isTrusted ? null : { words: 'serves a certificate that browsers do not trust', found };
}

function plainHex(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}

function inTime(ms: number): string {
  const days = Math.floor(ms / dayMs);
  if (days >= 2) return `in ${days} days`;
  const hours = Math.max(Math.floor(ms / 3_600_000), 1);
  return hours === 1 ? 'in an hour' : `in ${hours} hours`;
}
