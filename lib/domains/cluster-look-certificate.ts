import { findCondition, isCurrent } from '../gateway-api/conditions.ts';
import { epochMs, namespaceOf, number, text } from '../gateway-api/hostile.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { Certificate, CertificateRequest, Challenge, Condition, Order } from '../gateway-api/objects.ts';
import type { ClusterIndex } from './cluster-index.ts';
import type { CertificateLook, ConditionLook } from './observation.ts';

/** What is read from the certificate of a fulfilled request, by `namespace/name` of the Certificate. */
export type IssuedCertificates = ReadonlyMap<string, { readonly fingerprint256: string; readonly issuedAt: number }>;

/** Certificate → newest CertificateRequest → newest Order → Challenges. */
export function lookAtCertificate(
  certificate: Certificate,
  { requests, orders, challenges }: ClusterIndex,
  issued: IssuedCertificates,
): CertificateLook {
  const key = keyOf(certificate);
  const request = requests.get(key);
  const order = request === undefined ? undefined : orders.get(keyOf(request));
  const { status, metadata } = certificate;
  const condition = (type: string) => toConditionLook(status?.conditions, type, metadata.generation);
  return {
    name: metadata.name,
    createdAt: epochMs(metadata.creationTimestamp) ?? 0,
    ready: condition('Ready'),
    issuing: condition('Issuing'),
    notBefore: epochMs(status?.notBefore),
    notAfter: epochMs(status?.notAfter),
    renewalTime: epochMs(status?.renewalTime),
    lastFailureTime: epochMs(status?.lastFailureTime),
    failedAttempts: number(status?.failedIssuanceAttempts) ?? 0,
    issuedFingerprint: issued.get(key)?.fingerprint256 ?? null,
    issuedAt: issued.get(key)?.issuedAt ?? null,
    order: order === undefined ? failedRequest(request) : toOrderLook(order),
    challenges: order === undefined ? [] : (challenges.get(keyOf(order)) ?? []).map(toChallengeLook),
  };
}

/** A condition of an object as it is now, or null. */
export function toConditionLook(
  conditions: readonly Condition[] | undefined,
  type: string,
  generation: number | undefined,
): ConditionLook | null {
  const condition = findCondition(conditions, type);
  if (condition === null) return null;
  return {
    status: condition.status === 'True' || condition.status === 'False' ? condition.status : 'Unknown',
    reason: text(condition.reason) ?? '',
    message: text(condition.message) ?? '',
    since: epochMs(condition.lastTransitionTime) ?? 0,
    isCurrent: isCurrent(condition, generation),
  };
}

/** A request that failed before anything was ordered is told like an order that failed. */
function failedRequest(request: CertificateRequest | undefined): CertificateLook['order'] {
  const ready = findCondition(request?.status?.conditions, 'Ready');
  if (request === undefined || (ready?.reason !== 'Failed' && ready?.reason !== 'Denied')) return null;
  const at = epochMs(request.status?.failureTime) ?? epochMs(ready.lastTransitionTime) ?? 0;
  return { state: 'errored', reason: text(ready.message) ?? ready.reason, at };
}

function toOrderLook({ metadata, status }: Order): NonNullable<CertificateLook['order']> {
  return {
    state: text(status?.state) ?? '',
    reason: text(status?.reason) ?? '',
    at: epochMs(status?.failureTime) ?? epochMs(metadata.creationTimestamp) ?? 0,
  };
}

function toChallengeLook({ metadata, spec, status }: Challenge): CertificateLook['challenges'][number] {
  return {
    type: text(spec?.type) ?? '',
    state: text(status?.state) ?? '',
    reason: text(status?.reason) ?? '',
    isProcessing: status?.processing === true,
    isPresented: status?.presented === true,
    since: epochMs(metadata.creationTimestamp) ?? 0,
  };
}

function keyOf(object: {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}): string {
  return objectKey({ namespace: namespaceOf(object), name: object.metadata.name });
}
