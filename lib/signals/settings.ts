import type { PlatformStatus } from './observation.ts';

/** A certificate as the newest CertificateRequest of a Certificate holds it; Secrets are never read. */
export type IssuedCertificate = {
  readonly fingerprint256: string;
  readonly notAfter: number;
  /** When the request was fulfilled, in epoch milliseconds. */
  readonly issuedAt: number;
};

/** What verdicts depend on besides cluster and observations. */
export type SignalSettings = {
  /** Zones that ExternalDNS writes; empty: it is taken to write every zone. */
  readonly zones: readonly string[];
  readonly platform: PlatformStatus;
  readonly externalDns: { readonly annotationPrefix: string };
  /** DNS names whose addresses are the Gateway's: a CNAME to one of them is right. */
  readonly gatewayNames: readonly string[];
  /** An observation older than this no longer supports a verdict. */
  readonly staleAfterMs: number;
  /** Where a listener's port is reached from outside, when that is another one; a port that is not here is reached as it is. */
  readonly publicPorts?: ReadonlyMap<number, number>;
  /** Which scheme links prefer where a name is served over both; `https` when absent. */
  readonly linkScheme?: 'http' | 'https';
  /** By `namespace/name` of the Certificate; absent where nobody parses certificates. */
  readonly issuedFingerprints?: ReadonlyMap<string, IssuedCertificate>;
};

/** How long a new or changed route may wait for a controller, ExternalDNS or a first probe before waiting becomes "unknown". */
export const settlingMs = 2 * 60_000;
/** How long a Gateway may go on serving the former certificate. */
export const certificateSwitchMs = 5 * 60_000;
/** How long name servers of one zone may disagree. */
export const zoneTransferMs = 60 * 60_000;
/** How long a Gateway may answer 502, 503 or 504 with ready endpoints behind it. */
export const errorAnswersMs = 60_000;
