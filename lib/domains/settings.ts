import type { DnsProvider } from './providers.ts';

/** What judgements on domains depend on besides the claim and what was seen; all of it is the platform's choice. */
export type DomainSettings = {
  /** Zones of the platform's own, from which teams take hostnames first come. */
  readonly platformZones: readonly string[];
  /** First labels below a platform zone that nobody can claim, such as `www` or `admin`. */
  readonly reservedLabels: readonly string[];
  /** The zone that validation is delegated to, apart from every name of a tenant; null: only HTTP-01. */
  readonly delegationZone: string | null;
  /** DNS names of the Gateway, the one to show first. Never empty where custom domains are on. */
  readonly gatewayNames: readonly string[];
  /** Addresses behind those names, as last seen. */
  readonly gatewayAddresses: readonly string[];
  /** Addresses that were behind them once: a record that still has one was copied, not followed. */
  readonly formerGatewayAddresses: readonly string[];
  /** How certificate authorities name themselves in CAA records: `meta.caaIdentities` of the ACME directory; empty: not known. */
  readonly caaIdentities: readonly string[];
  /** The platform's account there, for CAA records that name accounts; null: not known. */
  readonly acmeAccountUri: string | null;
  /** Networks in CIDR notation whose addresses belong to proxies in front of customers' sites, with the name to show. */
  readonly proxyNetworks: readonly { readonly network: string; readonly name: string }[];
  /** Certificate authority for people, such as `Let’s Encrypt`. */
  readonly issuerTitle: string;
  /** Ports under which Gateways are reached from outside: for links and `curl`. */
  readonly httpsPort: number;
  readonly httpPort: number;
  /** Ports of the listeners themselves, for the objects that are made. */
  readonly listenerPorts: { readonly http: number; readonly https: number };
  /** The ClusterIssuer that certificates of custom domains are requested from. */
  readonly clusterIssuer: string;
  /** The one for claims that are validated over HTTP; absent or null: the same. */
  readonly http01Issuer?: string | null;
  /** What ExternalDNS writes into its TXT records as owner (`--txt-owner-id`); null: not known. */
  readonly externalDnsOwner: string | null;
  /** DNS providers beside the well-known ones, such as a registrar of the platform's own. */
  readonly extraProviders: readonly DnsProvider[];
};

/** A day and an hour in milliseconds. */
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
