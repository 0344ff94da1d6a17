import { findCondition } from '../gateway-api/conditions.ts';
import { epochMs, namespaceOf, objects, strings, text } from '../gateway-api/hostile.ts';
import { normaliseHostname } from '../gateway-api/hostname.ts';
import { type ListenerPoint, objectKey } from '../gateway-api/listeners.ts';
import type { Certificate, CertificateRequest, Challenge, KubeObject, Order } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { nextAttempt, plainReason } from './certificate-words.ts';
import { type Evidence, timeToken } from './verdict.ts';

/** The Certificates that fill a listener's Secrets. */
export function findCertificates(listener: ListenerPoint, snapshot: ClusterSnapshot): readonly Certificate[] {
  if (listener.certificates.length === 0) return [];
  const secrets = new Set(listener.certificates.map(objectKey));
  return [...snapshot.certificates.values()].filter((certificate) =>
    secrets.has(objectKey({ namespace: namespaceOf(certificate), name: text(certificate.spec?.secretName) ?? '' })),
  );
}

/** Whether a certificate's names cover a hostname: unlike a listener's, a certificate's `*` stands for exactly one label. */
export function certificateCovers(names: readonly string[], hostname: string): boolean {
  const wanted = normaliseHostname(hostname);
  return names.map(normaliseHostname).some((name) => {
    if (name === wanted) return true;
    const dot = wanted.indexOf('.');
    return name.startsWith('*.') && dot > 0 && wanted.slice(dot + 1) === name.slice(2);
  });
}

/** Whether a Certificate holds a name, as far as its spec says. */
export function isFor(certificate: Certificate, hostname: string): boolean {
  return certificateCovers(strings(certificate.spec?.dnsNames), hostname);
}

/** Whether a Certificate is valid now by its own word. */
export function isReady(certificate: Certificate): boolean {
  return findCondition(certificate.status?.conditions, 'Ready')?.status === 'True';
}

/** Whether a Certificate is not there yet, but under way and not known to have failed. */
export function isIssuing(certificate: Certificate): boolean {
  return !isReady(certificate) && !hasFailed(certificate);
}

function hasFailed(certificate: Certificate): boolean {
  const issuing = findCondition(certificate.status?.conditions, 'Issuing');
  return (
    issuing?.status !== 'True' &&
    typeof certificate.status?.failedIssuanceAttempts === 'number' &&
    certificate.status.failedIssuanceAttempts > 0
  );
}

/** How far an issuance is: Certificate → CertificateRequest → Order → Challenge as one story. */
export type CertificateStory = {
  readonly state: 'ready' | 'issuing' | 'failed';
  /** One sentence on where it stands. */
  readonly words: string;
  readonly steps: readonly Evidence[];
};

/**
 * Tells where a certificate's issuance stands, in plain words.
 *
 * @see cert-manager, the types of `certmanager/v1` and `acme/v1`
 */
export function tellCertificate(certificate: Certificate, snapshot: ClusterSnapshot): CertificateStory {
  const ready = findCondition(certificate.status?.conditions, 'Ready');
  const request = newest(ownedBy(snapshot.certificateRequests.values(), certificate, 'Certificate'));
  const order = request === null ? null : newest(ownedBy(snapshot.orders.values(), request, 'CertificateRequest'));
  const challenges = order === null ? [] : ownedBy(snapshot.challenges.values(), order, 'Order');
  const steps: Evidence[] = [
    {
      label: `Certificate ${certificate.metadata.name}`,
      found: ready === null ? 'new' : plainReason(text(ready.message) ?? text(ready.reason) ?? ''),
      state: isReady(certificate) ? 'ok' : hasFailed(certificate) ? 'problem' : 'progress',
    },
    ...(request === null ? [] : [requestStep(request)]),
    ...(order === null ? [] : [orderStep(order)]),
    ...challenges.map(challengeStep),
  ];
  if (isReady(certificate)) return { state: 'ready', words: 'The certificate is ready.', steps };
  const words = wordsOf(challenges, order, request);
  if (!hasFailed(certificate)) return { state: 'issuing', words, steps };
  const failedAt = epochMs(certificate.status?.lastFailureTime);
  const attempts = certificate.status?.failedIssuanceAttempts ?? 1;
  const next = failedAt === null ? '' : ` Next try ${timeToken(nextAttempt(failedAt, attempts))}.`;
  return { state: 'failed', words: `The certificate could not be issued: ${words}${next}`, steps };
}

function wordsOf(challenges: readonly Challenge[], order: Order | null, request: CertificateRequest | null): string {
  const telling =
    challenges.find((one) => one.status?.state === 'invalid') ??
    challenges.find((one) => text(one.status?.reason)) ??
    challenges[0];
  if (telling !== undefined) return challengeWords(telling);
  const reason = text(order?.status?.reason);
  if (reason) return `${plainReason(reason)}.`;
  if (order !== null) return 'Ordered; the certificate authority is working on it.';
  const condition = findCondition(request?.status?.conditions, 'Ready');
  if (condition !== null && condition.reason === 'Failed')
    return `${plainReason(text(condition.message) ?? 'the request failed')}.`;
  return request === null ? 'The certificate is about to be requested.' : 'Requested; waiting for the issuer.';
}

function requestStep(request: CertificateRequest): Evidence {
  const condition = findCondition(request.status?.conditions, 'Ready');
  const isFailed = condition?.reason === 'Failed' || condition?.reason === 'Denied';
  return {
    label: 'Request',
    found: condition === null ? 'sent' : plainReason(text(condition.message) ?? text(condition.reason) ?? ''),
    state: condition?.status === 'True' ? 'ok' : isFailed ? 'problem' : 'progress',
  };
}

function orderStep(order: Order): Evidence {
  const state = text(order.status?.state) ?? 'new';
  const reason = text(order.status?.reason);
  const isFailed = ['invalid', 'expired', 'errored'].includes(state);
  return {
    label: 'Order',
    found: reason ? `${state}: ${plainReason(reason)}` : state,
    state: state === 'valid' ? 'ok' : isFailed ? 'problem' : 'progress',
  };
}

function challengeStep(challenge: Challenge): Evidence {
  const state = text(challenge.status?.state);
  const isFailed = state === 'invalid' || state === 'expired' || state === 'errored';
  return {
    label: `Challenge ${text(challenge.spec?.type) ?? ''} ${text(challenge.spec?.dnsName) ?? ''}`.trimEnd(),
    found: challengeWords(challenge),
    state: state === 'valid' ? 'ok' : isFailed ? 'problem' : 'progress',
  };
}

function challengeWords({ status }: Challenge): string {
  if (status?.state === 'valid') return 'Proven.';
  const reason = text(status?.reason);
  if (reason) return `${plainReason(reason)}.`;
  if (status?.processing === false) return 'Waiting for a free slot.';
  return status?.presented === true
    ? 'The proof is published; the certificate authority checks it.'
    : 'The proof is being published.';
}

/** Those of one namespace whose owner is the given object. */
export function ownedBy<T extends KubeObject>(candidates: Iterable<T>, owner: KubeObject, kind: string): readonly T[] {
  const found: T[] = [];
  for (const candidate of candidates) {
    if (candidate.metadata.namespace !== owner.metadata.namespace) continue;
    const refs = objects(candidate.metadata.ownerReferences);
    if (refs.some((ref) => ref.kind === kind && ref.name === owner.metadata.name)) found.push(candidate);
  }
  return found;
}

/** The one that was made last, or null. */
export function newest<T extends KubeObject>(list: readonly T[]): T | null {
  return list.reduce<T | null>((best, one) => {
    const at = epochMs(one.metadata.creationTimestamp) ?? 0;
    return best === null || at >= (epochMs(best.metadata.creationTimestamp) ?? 0) ? one : best;
  }, null);
}
