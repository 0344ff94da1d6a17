import { epochMs } from '../gateway-api/hostile.ts';
import { timeToken } from './verdict.ts';

/** What cert-manager or a certificate authority wrote, in plain words, without the final stop. */
export function plainReason(message: string): string {
  const known = plainWords.find(([pattern]) => pattern.test(message));
  const at = retryAfter(message);
  const words = known?.[1] ?? message.replace(/\.$/, '');
  return at === null ? words : `${words} until ${timeToken(at)}`;
}

/**
 * When a certificate authority that limits orders accepts again, in epoch milliseconds; null when a message names no time. Let’s Encrypt
 * writes `2026-11-24 15:10:00 UTC`; a time that names no zone is taken as UTC too, wherever the portal runs.
 *
 * @see https://letsencrypt.org/docs/rate-limits/
 */
export function retryAfter(message: string): number | null {
  const [, day, time, offset] = retryTime.exec(message) ?? [];
  return day === undefined ? null : epochMs(`${day}T${time}${offset ?? 'Z'}`);
}

const retryTime = /retry after (\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: ?([+-]\d\d:\d\d))?/i;

/** Whether a message says that the certificate authority limits orders. */
export function isRateLimit(message: string): boolean {
  return rateLimit.test(message);
}

/** cert-manager waits an hour after the first failure, twice as long after each further one, and never over 32 hours. */
export function nextAttempt(failedAt: number, attempts: number): number {
  return failedAt + Math.min(2 ** Math.max(attempts - 1, 0), 32) * 3_600_000;
}

const rateLimit = /rateLimited|too many certificates|retry after/i;

/** What cert-manager and certificate authorities write, and how to say it. The first that fits counts. */
const plainWords: readonly (readonly [RegExp, string])[] = [
  [
    /DNS record for .* not yet propagated|Waiting for DNS-01 challenge propagation/i,
    'The proof is written; not every name server shows it yet',
  ],
  [/Could not find the SOA record/i, 'The zone of the proof could not be found'],
  [/recursive CNAME/i, 'CNAME records of the proof lead in a circle'],
  [/returned SERVFAIL|SERVFAIL looking up/i, 'A name server answers with an error'],
  [/CAA record .* prevents issuance/i, 'A CAA record forbids this certificate authority'],
  [/failed to perform self check GET/i, 'The cluster cannot reach the name to check the proof'],
  [/wrong status code/i, 'Something else answers where the proof should be'],
  [/did not get expected response/i, 'Something else answers where the proof should be'],
  [/during secondary validation/i, 'The proof is seen from one place of the internet and not from another'],
  // cert-manager asks once more when it could not note the first refusal, and then has only what is said the second time.
  [
    /authorization must be pending|Cannot update challenge with status invalid/i,
    'The proof had been refused a moment before, and why was not kept',
  ],
  [rateLimit, 'The certificate authority limits how often it may be asked'],
  [/does not advertise a profile/i, 'The issuer asks for a profile that the certificate authority does not have'],
];
