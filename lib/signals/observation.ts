/** What one DNS server said about the addresses of a name; `unknown` says nothing about the record. */
export type DnsServerAnswer = {
  /** Name of the server where it has one (`ns1.apps.localhost`), else its address. */
  readonly server: string;
  readonly kind: 'authoritative' | 'recursive';
} & (
  | { readonly state: 'unknown'; readonly error: string }
  | {
      readonly state: 'answered';
      readonly rcode: string;
      readonly authoritative: boolean;
      /** The CNAME chain that was followed, without the asked name. */
      readonly cnames: readonly string[];
      readonly addresses: readonly {
        readonly type: 'A' | 'AAAA';
        readonly value: string;
        readonly ttlSeconds: number;
      }[];
      /** How long a resolver goes on remembering that nothing was here: from the authority section, else null. */
      readonly negativeTtlSeconds: number | null;
    }
);

/** One look at a hostname in DNS: every authoritative server of its zone, then the recursives. */
export type DnsObservation = {
  readonly hostname: string;
  readonly at: number;
  /** The zone that holds the name, found by walking the delegation; null when none answers. */
  readonly zone: string | null;
  readonly answers: readonly DnsServerAnswer[];
  /** Who ExternalDNS's ownership TXT says wrote the record; null when there is none. */
  readonly writtenBy: { readonly owner: string; readonly resource: string | null } | null;
  /** Why nobody could be asked at all, for example no resolver configured. */
  readonly error: string | null;
};

/** One TLS handshake with SNI at the address where the hostname is served. */
export type TlsObservation = {
  readonly hostname: string;
  readonly port: number;
  readonly at: number;
} & (
  | { readonly state: 'unknown'; readonly error: string }
  | { readonly state: 'refused'; readonly error: string }
  | {
      readonly state: 'served';
      readonly subject: string;
      readonly issuer: string;
      readonly names: readonly string[];
      readonly serial: string;
      readonly fingerprint256: string;
      readonly notBefore: number;
      readonly notAfter: number;
      /** Whether the chain leads to a root that is trusted (the system's or the platform's). */
      readonly trusted: boolean;
      readonly trustError: string | null;
      readonly coversHostname: boolean;
    }
);

/** One HTTP request through the Gateway's address and port with the hostname as Host. */
export type HttpObservation = {
  readonly hostname: string;
  readonly scheme: 'http' | 'https';
  readonly port: number;
  readonly path: string;
  readonly at: number;
} & (
  | { readonly state: 'unknown'; readonly error: string }
  | { readonly state: 'refused'; readonly error: string }
  | { readonly state: 'answered'; readonly status: number; readonly durationMs: number; readonly server: string | null }
);

/** An observation with the last one that could be made, and since when the current result has been the same. */
export type Observed<T> = {
  readonly latest: T;
  /** The last observation that was not `unknown`; equal to `latest` when that is known. */
  readonly lastKnown: T | null;
  /** Since when `latest` has said the same, in epoch milliseconds. */
  readonly since: number;
};

/** All that was seen of one hostname. Null: not looked at yet. */
export type HostnameObservations = {
  readonly dns: Observed<DnsObservation> | null;
  readonly tls: Observed<TlsObservation> | null;
  readonly http: readonly Observed<HttpObservation>[];
};

/** How a part of the platform is doing, where somebody tells (the sandbox does; a cluster says nothing). */
export type PlatformPart = {
  readonly title: string;
  readonly state: 'waiting' | 'building' | 'starting' | 'ready' | 'down' | 'failed';
  readonly detail: string;
  readonly since: number;
};

/** Parts by name: `envoy-gateway`, `envoy`, `knot`, `unbound`, `external-dns`, `cert-manager`, `pebble`, ... Empty where nobody tells. */
export type PlatformStatus = Readonly<Record<string, PlatformPart>>;
