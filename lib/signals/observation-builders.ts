import type {
  DnsObservation,
  DnsServerAnswer,
  HostnameObservations,
  HttpObservation,
  Observed,
  TlsObservation,
} from './observation.ts';
import type { SignalSettings } from './settings.ts';

/** The moment of all observations made here unless another is given: for tests. */
export const observedAt = Date.parse('2026-11-23T14:00:00Z');

const day = 24 * 3_600_000;

/** An authoritative answer with addresses: for tests. */
export function answer(
  server: string,
  addresses: readonly string[],
  overrides: Partial<DnsServerAnswer> = {},
): DnsServerAnswer {
  // The overrides of a test stay within one variant of the union.
  return {
    server,
    kind: 'authoritative',
    state: 'answered',
    rcode: 'NOERROR',
    authoritative: true,
    cnames: [],
    addresses: addresses.map((value) => ({ type: value.includes(':') ? 'AAAA' : 'A', value, ttlSeconds: 60 })),
    negativeTtlSeconds: addresses.length === 0 ? 30 : null,
    ...overrides,
  } as DnsServerAnswer;
}

/** A resolver's answer: for tests. */
export function resolved(
  server: string,
  addresses: readonly string[],
  overrides: Partial<DnsServerAnswer> = {},
): DnsServerAnswer {
  return answer(server, addresses, { kind: 'recursive', ...overrides });
}

/** A server that could not be asked: for tests. */
export function silent(server: string, kind: 'authoritative' | 'recursive'): DnsServerAnswer {
  return { server, kind, state: 'unknown', error: 'timeout' };
}

/** One look at a name: for tests. */
export function dnsLook(answers: readonly DnsServerAnswer[], overrides: Partial<DnsObservation> = {}): DnsObservation {
  return {
    hostname: 'shop.apps.test',
    at: observedAt,
    zone: 'apps.test',
    answers,
    writtenBy: null,
    error: null,
    ...overrides,
  };
}

/** A look that found the Gateway everywhere: for tests. */
export const rightDns: DnsObservation = dnsLook([answer('ns1', ['127.0.0.1']), resolved('unbound', ['127.0.0.1'])]);

/** A good certificate, 90 days from `observedAt` minus 10: for tests. */
export function served(overrides: Partial<Extract<TlsObservation, { state: 'served' }>> = {}): TlsObservation {
  return {
    hostname: 'shop.apps.test',
    port: 10443,
    at: observedAt,
    state: 'served',
    subject: 'CN=shop.apps.test',
    issuer: "CN=R11,O=Let's Encrypt,C=US",
    names: ['*.apps.test'],
    serial: '01',
    fingerprint256: 'AA:BB',
    notBefore: observedAt - 10 * day,
    notAfter: observedAt + 80 * day,
    trusted: true,
    trustError: null,
    coversHostname: true,
    ...overrides,
  };
}

/** A request that was answered: for tests. */
export function httpAnswer(status = 200, port = 10080, at = observedAt): HttpObservation {
  return {
    hostname: 'shop.apps.test',
    scheme: 'http',
    port,
    path: '/',
    at,
    state: 'answered',
    status,
    durationMs: 12,
    server: null,
  };
}

/** A request that was refused: for tests. */
export function httpRefused(port = 10080, at = observedAt): HttpObservation {
  return {
    hostname: 'shop.apps.test',
    scheme: 'http',
    port,
    path: '/',
    at,
    state: 'refused',
    error: 'connection refused',
  };
}

/** The same result since `since`: for tests. */
export function observed<T extends { readonly at: number }>(
  latest: T,
  since = latest.at,
  lastKnown: T | null = latest,
): Observed<T> {
  return { latest, lastKnown, since };
}

/** Observations of one name by which everything is well: for tests. */
export function allWell(overrides: Partial<HostnameObservations> = {}): HostnameObservations {
  return { dns: observed(rightDns), tls: null, http: [observed(httpAnswer())], ...overrides };
}

/** Settings of a platform whose parts all run: for tests. */
export function settings(overrides: Partial<SignalSettings> = {}): SignalSettings {
  return {
    zones: ['apps.test'],
    platform: {},
    externalDns: { annotationPrefix: 'external-dns.alpha.kubernetes.io/' },
    gatewayNames: [],
    staleAfterMs: 10 * 60_000,
    ...overrides,
  };
}
