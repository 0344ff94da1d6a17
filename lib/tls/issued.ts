import 'server-only';
import { X509Certificate } from 'node:crypto';
import type { CertificateRequest } from '../gateway-api/objects.ts';

export type IssuedCertificate = {
  readonly fingerprint256: string;
  readonly notAfter: number;
  readonly issuedAt: number;
};

/**
 * The newest certificate that was issued for each Certificate, read from its requests: Secrets are never read.
 *
 * @returns by `namespace/name` of the Certificate
 */
export function newestIssued(requests: Iterable<CertificateRequest>): ReadonlyMap<string, IssuedCertificate> {
  const newest = new Map<string, IssuedCertificate>();
  for (const request of requests) {
    const certificate = request.metadata.annotations?.['cert-manager.io/certificate-name'];
    const pem = request.status?.certificate;
    if (!certificate || !pem) continue;
    const leaf = parse(pem);
    const key = `${request.metadata.namespace}/${certificate}`;
    const issuedAt = readyAt(request);
    if (leaf && issuedAt >= (newest.get(key)?.issuedAt ?? 0)) newest.set(key, { ...leaf, issuedAt });
  }
  return newest;
}

/** When the request was fulfilled. The certificate's own start is no measure: authorities date it back. */
function readyAt(request: CertificateRequest): number {
  const ready = request.status?.conditions?.find(
    (condition) => condition.type === 'Ready' && condition.status === 'True',
  );
  return Date.parse(ready?.lastTransitionTime ?? request.metadata.creationTimestamp ?? '') || 0;
}

type Leaf = Omit<IssuedCertificate, 'issuedAt'>;
const parsed = new Map<string, Leaf | null>();

/** @param base64 of a PEM chain whose first certificate is the leaf */
function parse(base64: string): Leaf | null {
  const known = parsed.get(base64);
  if (known !== undefined) return known;
  if (parsed.size > 20_000) parsed.clear();
  const leaf = tryParse(base64);
  parsed.set(base64, leaf);
  return leaf;
}

function tryParse(base64: string): Leaf | null {
  try {
    const leaf = new X509Certificate(Buffer.from(base64, 'base64'));
    return { fingerprint256: leaf.fingerprint256, notAfter: Date.parse(leaf.validTo) };
  } catch {
    return null;
  }
}
