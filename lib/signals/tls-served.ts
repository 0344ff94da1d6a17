import { certificateCovers } from './certificates.ts';
import type { Saying } from './make-verdict.ts';
import type { TlsObservation } from './observation.ts';
import { certificateSwitchMs, type IssuedCertificate } from './settings.ts';
import { timeToken } from './verdict.ts';

/** A certificate that a handshake got. */
export type Served = Extract<TlsObservation, { readonly state: 'served' }>;

type ServedCase = {
  readonly served: Served;
  readonly hostname: string;
  /** The newest issued certificates of the listener; empty where nobody parses them. */
  readonly issued: readonly IssuedCertificate[];
  /** When cert-manager wants to renew it; null when there is no Certificate. */
  readonly renewalTime: number | null;
  readonly now: number;
};

const dayMs = 24 * 3_600_000;

/** Judges a served certificate: name, trust, times, and whether it is the newest one. The worst thing comes first. */
export function judgeServed(servedCase: ServedCase): Saying {
  const { served, hostname, now } = servedCase;
  if (served.notAfter <= now) {
    return { state: 'problem', code: 'tls.expired', reason: `The certificate expired ${timeToken(served.notAfter)}.` };
  }
  if (served.notBefore > now) {
    return {
      state: 'problem',
      code: 'tls.not-yet-valid',
      reason: `The certificate is valid from ${timeToken(served.notBefore)} only.`,
    };
  }
  if (!served.coversHostname && !certificateCovers(served.names, hostname)) {
    const names = served.names.length === 0 ? 'no name at all' : served.names.join(', ');
    return { state: 'problem', code: 'tls.wrong-name', reason: `The certificate is for ${names}.` };
  }
  if (!served.trusted) {
    const why = served.trustError === null ? '' : `: ${served.trustError}`;
    return {
      state: 'problem',
      code: 'tls.untrusted',
      reason: `The certificate of ${issuerName(served.issuer)} is not trusted${why}.`,
    };
  }
  return judgeAge(servedCase) ?? good(servedCase);
}

function judgeAge({ served, issued, renewalTime, now }: ServedCase): Saying | null {
  const life = served.notAfter - served.notBefore;
  const left = served.notAfter - now;
  const older =
    issued.length > 0 && !issued.some((one) => isSameFingerprint(one.fingerprint256, served.fingerprint256));
  if (older) {
    const newest = issued.reduce((best, one) => (one.issuedAt > best.issuedAt ? one : best));
    const isLong = now - newest.issuedAt > certificateSwitchMs;
    return {
      state: isLong ? 'problem' : 'progress',
      code: isLong ? 'tls.older-served' : 'tls.switching',
      reason: `A newer certificate was issued ${timeToken(newest.issuedAt)}; the Gateway still serves the one that ends ${timeToken(served.notAfter)}.`,
    };
  }
  if (left < life / 10) {
    return {
      state: 'problem',
      code: 'tls.near-expiry',
      reason: `The certificate ends ${inDays(left)}, ${timeToken(served.notAfter)}.`,
    };
  }
  const isLate = renewalTime === null ? left < life / 6 : now > renewalTime + life / 6;
  if (!isLate) return null;
  return {
    state: 'progress',
    code: 'tls.renewal-late',
    reason: `The certificate ends ${inDays(left)} and should have been renewed by now.`,
  };
}

/** Fingerprints are written with and without colons, in either case. */
function isSameFingerprint(a: string, b: string): boolean {
  const bare = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();
  return bare(a) === bare(b);
}

function good({ served, now, renewalTime }: ServedCase): Saying {
  const left = inDays(served.notAfter - now).replace(/^in /, '');
  const renews = renewalTime === null || renewalTime < now ? '' : ` Renews ${timeToken(renewalTime)}.`;
  return { state: 'ok', code: 'tls.ok', reason: `${issuerName(served.issuer)}, ${left} left.${renews}` };
}

function inDays(ms: number): string {
  const days = Math.floor(ms / dayMs);
  if (days >= 2) return `in ${days} days`;
  const hours = Math.floor(ms / 3_600_000);
  return hours >= 2 ? `in ${hours} hours` : `in ${Math.max(Math.floor(ms / 60_000), 0)} minutes`;
}

/** The organisation of a distinguished name (`CN=R11,O=Let's Encrypt,C=US`), else its common name, else all of it. */
export function issuerName(issuer: string): string {
  const part = (key: string) => new RegExp(`(?:^|[,\\n/+]\\s*)${key}=([^,\\n/+]+)`).exec(issuer)?.[1]?.trim();
  return part('O') ?? part('CN') ?? (issuer || 'an unnamed issuer');
}
