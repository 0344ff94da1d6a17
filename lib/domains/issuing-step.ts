import { timeToken } from '../signals/verdict.ts';
import type { RowCase } from './row-case.ts';

/** Where the first certificate of a domain stands, as one sentence: the finding that tells most, else the step that is under way. */
export function issuingStep(row: RowCase): string {
  const { cluster, judgement, settings } = row;
  const telling = judgement.diagnoses.find(
    ({ code, light, severity }) =>
      light === 'certificate' && severity !== 'warning' && (severity !== 'unknown' || code === 'T07'),
  );
  if (telling !== undefined) return telling.message;
  const certificate = cluster?.certificate ?? null;
  if (certificate === null && !judgement.budget.mayOrder) {
    const { renewsAt } = judgement.budget;
    return `All tries for now are used up${renewsAt === null ? '' : `; the next one is possible ${timeToken(renewsAt)}`}.`;
  }
  if (cluster === null) return 'The cluster has not been read yet.';
  if (!cluster.listener.exists) return 'The listener is about to be made.';
  if (certificate === null) return 'cert-manager is about to request the certificate.';
  if (certificate.ready?.status === 'True') return 'The certificate is there; the Gateway is taking it up.';
  const challenge = certificate.challenges.find(({ state }) => state !== 'valid');
  if (challenge === undefined) {
    return certificate.order === null ? 'The certificate is requested.' : `Ordered from ${settings.issuerTitle}.`;
  }
  return challenge.isPresented
    ? `The proof is published; ${settings.issuerTitle} checks it.`
    : 'The proof is being published.';
}
