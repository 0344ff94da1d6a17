import 'server-only';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

const environment = z
  .object({
    SIGNALBOX_URL: z.url({ error: 'must be the address people type, such as https://signalbox.example.com' }),
    SIGNALBOX_SESSION_SECRET: z.string({ error: 'must be set: at least 32 random characters' }).min(32),
    SIGNALBOX_OIDC_ISSUER: z.url({ error: 'must be the address of an OpenID Connect issuer' }),
    SIGNALBOX_OIDC_CLIENT_ID: z.string({ error: 'must be set' }).min(1),
    SIGNALBOX_OIDC_CLIENT_SECRET: z.string({ error: 'must be set' }).min(1),
    SIGNALBOX_OIDC_NAME: z.string().default('single sign-on'),
    SIGNALBOX_STATE: z.string().default('.signalbox'),
    DATABASE_URL: z.string().optional(),
    SIGNALBOX_KUBECONFIG: z.string().optional(),
    SIGNALBOX_TEAMS_FILE: z.string().optional(),
    SIGNALBOX_ZONES: list,
    SIGNALBOX_GATEWAY_NAMES: list,
    SIGNALBOX_RESOLVERS: list,
    SIGNALBOX_NAMESERVERS: list,
    SIGNALBOX_PUBLIC_PORTS: list,
    SIGNALBOX_LINK_SCHEME: z.enum(['http', 'https']).default('https'),
    SIGNALBOX_PROBE_ALLOW: list,
    SIGNALBOX_TRUST_FILE: z.string().optional(),
    SIGNALBOX_PLATFORM_STATUS_FILE: z.string().optional(),
    SIGNALBOX_EXTERNAL_DNS_PREFIX: z.string().default('external-dns.kubernetes.io/'),
    SIGNALBOX_DELEGATION_ZONE: z.string().optional(),
    SIGNALBOX_CLUSTER_RESOLVER: z.string().optional(),
    SIGNALBOX_CLUSTER_ISSUER: z.string().optional(),
    SIGNALBOX_HTTP01_ISSUER: z.string().optional(),
    SIGNALBOX_ISSUER_TITLE: z.string().default('the certificate authority'),
    SIGNALBOX_ACME_DIRECTORY: z.url({ error: 'must be the address of an ACME directory' }).optional(),
    SIGNALBOX_CAA_IDENTITIES: list,
    SIGNALBOX_EXTERNAL_DNS_OWNER: z.string().optional(),
    SIGNALBOX_RESERVED_LABELS: list,
    SIGNALBOX_PROXY_NETWORKS: list,
    SIGNALBOX_DNS_PROVIDERS: list,
    SIGNALBOX_ATTACHMENTS: list,
    SIGNALBOX_SANDBOX: z.string().optional(),
    SIGNALBOX_CLOCK_FILE: z.string().optional(),
  })
  .refine((env) => env.SIGNALBOX_CLOCK_FILE === undefined || isSandbox(env), {
    path: ['SIGNALBOX_CLOCK_FILE'],
    error: 'is for a sandbox on this machine only; a portal that others use keeps the time of its clock',
  });

/** The sandbox says so itself, and runs on loopback. */
function isSandbox(env: { readonly SIGNALBOX_SANDBOX?: string | undefined; readonly SIGNALBOX_URL: string }): boolean {
  return (
    env.SIGNALBOX_SANDBOX === '1' &&
    /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(env.SIGNALBOX_URL).hostname)
  );
}

/** The portal's settings, checked. Each is documented in docs/settings.md under the name of its environment variable. */
export type Config = {
  /** What the browser's Origin must equal, exactly. */
  readonly origin: string;
  readonly sessionSecret: string;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly name: string;
  };
  readonly stateFolder: string;
  readonly databaseUrl: string | null;
  readonly kubeconfig: string | null;
  readonly teamsFile: string | null;
  readonly zones: readonly string[];
  readonly gatewayNames: readonly string[];
  /** Recursive resolvers, `address:port`; empty means those of the machine. */
  readonly resolvers: readonly string[];
  /** Where a nameserver is reached when not at port 53 of its own address: name → `address:port`. */
  readonly nameservers: ReadonlyMap<string, string>;
  /** Listener port → the port under which it is reached from outside, where that differs. */
  readonly publicPorts: ReadonlyMap<number, number>;
  readonly linkScheme: 'http' | 'https';
  /** Networks beside the public unicast ones that probes may connect to, in CIDR notation. */
  readonly probeAllow: readonly string[];
  readonly trustFile: string | null;
  readonly platformStatusFile: string | null;
  readonly externalDnsPrefix: string;
  readonly domains: DomainConfig;
  /** The resolver of the cluster's own parts, `address:port`; null: nobody says. */
  readonly clusterResolver: string | null;
  /** A file with milliseconds to add to the clock; only in a sandbox. */
  readonly clockFile: string | null;
};

/** What the platform decides about domains that teams bring along. */
export type DomainConfig = {
  /** The zone that certificate validation is delegated to; null: no DNS-01. */
  readonly delegationZone: string | null;
  /** ClusterIssuers by challenge; null where the platform has none. */
  readonly issuers: { readonly 'dns-01': string | null; readonly 'http-01': string | null };
  readonly issuerTitle: string;
  /** Where the authority says how it names itself; null: where its ClusterIssuer says. */
  readonly acmeDirectory: string | null;
  /** How the certificate authority names itself in CAA records; empty: as its ACME directory says. */
  readonly caaIdentities: readonly string[];
  /** What ExternalDNS writes into its TXT records as owner; null: nobody says. */
  readonly externalDnsOwner: string | null;
  readonly reservedLabels: readonly string[];
  readonly proxyNetworks: readonly { readonly network: string; readonly name: string }[];
  /** DNS providers beside the known ones, recognised by the end of their nameservers' names. */
  readonly extraProviders: readonly { readonly suffix: string; readonly name: string; readonly url: string | null }[];
  /** How teams attach domains, by `namespace/name` of the Gateway. A Gateway that is not here takes listener sets if it allows them. */
  readonly strategies: ReadonlyMap<string, 'covered' | 'listener-set' | 'shared-listener'>;
};

let cached: Config | undefined;

/**
 * The settings from the environment.
 *
 * @throws Error naming every variable that is missing or malformed, never its value
 */
export function config(): Config {
  cached ??= parseConfig(process.env);
  return cached;
}

/** @throws Error naming every variable that is missing or malformed */
export function parseConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Signalbox cannot start. Settings to mend:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    origin: new URL(env.SIGNALBOX_URL).origin,
    sessionSecret: env.SIGNALBOX_SESSION_SECRET,
    oidc: {
      issuer: env.SIGNALBOX_OIDC_ISSUER,
      clientId: env.SIGNALBOX_OIDC_CLIENT_ID,
      clientSecret: env.SIGNALBOX_OIDC_CLIENT_SECRET,
      name: env.SIGNALBOX_OIDC_NAME,
    },
    stateFolder: env.SIGNALBOX_STATE,
    databaseUrl: env.DATABASE_URL ?? null,
    kubeconfig: env.SIGNALBOX_KUBECONFIG ?? null,
    teamsFile: env.SIGNALBOX_TEAMS_FILE ?? null,
    zones: env.SIGNALBOX_ZONES.map((zone) => zone.toLowerCase()),
    gatewayNames: env.SIGNALBOX_GATEWAY_NAMES,
    resolvers: env.SIGNALBOX_RESOLVERS,
    nameservers: new Map(env.SIGNALBOX_NAMESERVERS.map((entry) => splitOnce(entry, '='))),
    publicPorts: new Map(
      env.SIGNALBOX_PUBLIC_PORTS.map((entry) => splitOnce(entry, '=')).map(([from, to]) => [Number(from), Number(to)]),
    ),
    linkScheme: env.SIGNALBOX_LINK_SCHEME,
    probeAllow: env.SIGNALBOX_PROBE_ALLOW,
    trustFile: env.SIGNALBOX_TRUST_FILE ?? null,
    platformStatusFile: env.SIGNALBOX_PLATFORM_STATUS_FILE ?? null,
    externalDnsPrefix: env.SIGNALBOX_EXTERNAL_DNS_PREFIX,
    domains: toDomainConfig(env),
    clusterResolver: env.SIGNALBOX_CLUSTER_RESOLVER ?? null,
    clockFile: env.SIGNALBOX_CLOCK_FILE ?? null,
  };
}

function toDomainConfig(env: z.output<typeof environment>): DomainConfig {
  return {
    delegationZone: env.SIGNALBOX_DELEGATION_ZONE?.toLowerCase() ?? null,
    issuers: { 'dns-01': env.SIGNALBOX_CLUSTER_ISSUER ?? null, 'http-01': env.SIGNALBOX_HTTP01_ISSUER ?? null },
    issuerTitle: env.SIGNALBOX_ISSUER_TITLE,
    acmeDirectory: env.SIGNALBOX_ACME_DIRECTORY ?? null,
    externalDnsOwner: env.SIGNALBOX_EXTERNAL_DNS_OWNER ?? null,
    caaIdentities: env.SIGNALBOX_CAA_IDENTITIES.map((name) => name.toLowerCase()),
    reservedLabels: env.SIGNALBOX_RESERVED_LABELS.map((label) => label.toLowerCase()),
    proxyNetworks: env.SIGNALBOX_PROXY_NETWORKS.map((entry) => splitOnce(entry, '=')).map(([network, name]) => ({
      network,
      name,
    })),
    extraProviders: env.SIGNALBOX_DNS_PROVIDERS.map((entry) => splitOnce(entry, '=')).map(([suffix, rest]) => {
      const [name, url] = splitOnce(rest, '|');
      return { suffix, name, url: url || null };
    }),
    strategies: new Map(env.SIGNALBOX_ATTACHMENTS.map((entry) => splitOnce(entry, '=')).map(toStrategy)),
  };
}

const strategies = ['covered', 'listener-set', 'shared-listener'] as const;

function toStrategy([gateway, name]: [string, string]): [string, (typeof strategies)[number]] {
  const strategy = strategies.find((one) => one === name);
  if (!strategy) {
    throw new Error(
      `Signalbox cannot start. SIGNALBOX_ATTACHMENTS: ${gateway} must be one of ${strategies.join(', ')}.`,
    );
  }
  return [gateway, strategy];
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
