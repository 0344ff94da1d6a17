import 'server-only';
import type {
  DnsObservation,
  HostnameObservations,
  HttpObservation,
  Observed,
  TlsObservation,
} from '../signals/observation.ts';

/** What was seen last of each hostname. */
export type Observations = ReadonlyMap<string, HostnameObservations>;

export function rememberDns(known: Observed<DnsObservation> | null, latest: DnsObservation): Observed<DnsObservation> {
  const isKnown =
    latest.error === null &&
    latest.answers.some((answer) => answer.state === 'answered' && answer.kind === 'authoritative');
  return remember(known, latest, isKnown, dnsSignature);
}

export function rememberTls(known: Observed<TlsObservation> | null, latest: TlsObservation): Observed<TlsObservation> {
  return remember(known, latest, latest.state !== 'unknown', (seen) =>
    seen.state === 'served' ? seen.fingerprint256 : `${seen.state} ${seen.error}`,
  );
}

export function rememberHttp(
  known: readonly Observed<HttpObservation>[],
  latest: HttpObservation,
): Observed<HttpObservation> {
  const before = known.find((one) => one.latest.port === latest.port && one.latest.scheme === latest.scheme) ?? null;
  return remember(before, latest, latest.state !== 'unknown', (seen) =>
    seen.state === 'answered' ? String(seen.status) : `${seen.state} ${seen.error}`,
  );
}

/**
 * Puts a new look beside the last one that could be made.
 *
 * @param signature what a look says: `since` moves only when this changes
 */
export function remember<T extends { readonly at: number }>(
  known: Observed<T> | null,
  latest: T,
  isKnown: boolean,
  signature: (observation: T) => string,
): Observed<T> {
  const saysTheSame = known !== null && signature(known.latest) === signature(latest);
  return {
    latest,
    lastKnown: isKnown ? latest : (known?.lastKnown ?? null),
    since: saysTheSame ? known.since : latest.at,
  };
}

function dnsSignature({ answers, error }: DnsObservation): string {
  const parts = answers.map((answer) =>
    answer.state === 'unknown'
      ? [answer.server, answer.error]
      : [answer.server, answer.rcode, ...answer.addresses.map((address) => address.value).toSorted()],
  );
  return JSON.stringify([error, parts]);
}
