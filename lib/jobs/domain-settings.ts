import 'server-only';
import { clockNow } from '../clock.ts';
import { config } from '../config.ts';
import { listGatewayAddresses, rememberGatewayAddresses } from '../db/domains.ts';
import { exchange } from '../dns/exchange.ts';
import { recursiveServers } from '../dns/servers.ts';
import type { Attachment, Claim } from '../domains/claim.ts';
import type { DnsProvider } from '../domains/providers.ts';
import type { DomainSettings } from '../domains/settings.ts';
import { listenersOfGateway, objectKey } from '../gateway-api/listeners.ts';
import type { ClusterIssuer, Gateway } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { log } from '../log.ts';
import { followDirectories } from './acme-directories.ts';
import type { ProbeContext } from './domain-probes.ts';

/** What judgements depend on besides a claim: read from the platform's settings, its Gateways and its issuers. */
export type DomainPlatform = {
  /** False until the addresses of the Gateway are known: before that nothing can be said about where a name leads. */
  readonly isKnown: () => boolean;
  /** The same object as long as nothing has changed. */
  readonly settingsFor: (claim: Pick<Claim, 'attachment' | 'challenge'>) => DomainSettings;
  /** Where handshakes and requests reach the Gateway; null while it has no address. */
  readonly gatewayOf: (gateway: Attachment['gateway']) => GatewayReach | null;
  readonly close: () => void;
};

/** The first address of a Gateway and its ports as they are reached from here. */
export type GatewayReach = NonNullable<ProbeContext['gateway']>;

type Cluster = {
  readonly snapshot: Pick<ClusterSnapshot, 'gateways'>;
  readonly clusterIssuers: ReadonlyMap<string, ClusterIssuer>;
};

const resolveMs = 30_000;
const retryMs = 2_000;

/** Follows what the platform is made of; `onChange` comes when claims have to be judged anew. */
export function followDomainPlatform({ snapshot, clusterIssuers }: Cluster, onChange: () => void): DomainPlatform {
  const directories = followDirectories(onChange);
  let resolved: readonly string[] | null = config().gatewayNames.length === 0 ? [] : null;
  let everSeen: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const made = new Map<string, { text: string; settings: DomainSettings }>();

  async function resolve(): Promise<void> {
    if (everSeen.length === 0) {
      const stored = await listGatewayAddresses();
      everSeen = stored.map(({ address }) => address);
      const newest = Math.max(...stored.map(({ lastSeenAt }) => lastSeenAt));
      // What was there last is there still, until a resolver says otherwise.
      if (stored.length > 0) {
        resolved ??= stored.filter(({ lastSeenAt }) => lastSeenAt === newest).map(({ address }) => address);
      }
    }
    const found = await addressesOf(config().gatewayNames);
    if (found === null) return;
    const isNew = found.join() !== resolved?.join();
    resolved = found;
    if (found.length > 0) await rememberGatewayAddresses(found, clockNow());
    everSeen = [...new Set([...everSeen, ...found])].toSorted();
    if (isNew) onChange();
  }

  async function follow(): Promise<void> {
    await resolve().catch((error: unknown) => log.error({ err: error }, 'the addresses of the Gateway are not known'));
    if (!isClosed) timer = setTimeout(() => void follow(), resolved === null ? retryMs : resolveMs);
  }

  function settingsFor({ attachment, challenge }: Pick<Claim, 'attachment' | 'challenge'>): DomainSettings {
    const gateway = snapshot.gateways.get(objectKey(attachment.gateway));
    const issuerName = issuerFor(challenge);
    const issuer = clusterIssuers.get(issuerName);
    const { domains } = config();
    const directory = domains.acmeDirectory ?? issuer?.spec?.acme?.server ?? null;
    const identities =
      domains.caaIdentities.length > 0 || directory === null
        ? domains.caaIdentities
        : directories.identitiesAt(directory);
    const now = [...new Set([...(resolved ?? []), ...statusAddresses(gateway)])];
    const settings = toSettings(gateway, {
      caaIdentities: identities,
      acmeAccountUri: issuer?.status?.acme?.uri ?? null,
      gatewayAddresses: now,
      formerGatewayAddresses: everSeen.filter((address) => !now.includes(address)),
    });
    const key = `${objectKey(attachment.gateway)} ${challenge}`;
    const text = JSON.stringify(settings);
    const known = made.get(key);
    // Parsed networks and the like hang on the identity of the settings.
    if (known?.text === text) return known.settings;
    made.set(key, { text, settings });
    return settings;
  }

  void follow();
  return {
    isKnown: () => resolved !== null,
    settingsFor,
    gatewayOf: (name) => {
      const gateway = snapshot.gateways.get(objectKey(name));
      const address = statusAddresses(gateway)[0] ?? gateway?.status?.addresses?.[0]?.value ?? resolved?.[0];
      if (gateway === undefined || address === undefined) return null;
      const { http, https } = portsOf(gateway);
      // Proxies in front of a customer's site call at the port that the world sees.
      const httpPorts = [...new Set([config().publicPorts.get(http) ?? http, http])];
      return { address, httpPorts, httpsPort: https };
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** The ClusterIssuer for a way of validating; empty where the platform has none. */
export function issuerFor(challenge: Claim['challenge']): string {
  const { issuers } = config().domains;
  return issuers[challenge] ?? issuers['dns-01'] ?? issuers['http-01'] ?? '';
}

type Found = Pick<DomainSettings, 'caaIdentities' | 'acmeAccountUri' | 'gatewayAddresses' | 'formerGatewayAddresses'>;

function toSettings(gateway: Gateway | undefined, found: Found): DomainSettings {
  const { zones, gatewayNames, publicPorts, domains } = config();
  const ports = portsOf(gateway);
  return {
    ...found,
    platformZones: zones,
    reservedLabels: domains.reservedLabels,
    delegationZone: domains.issuers['dns-01'] === null ? null : domains.delegationZone,
    gatewayNames,
    proxyNetworks: domains.proxyNetworks,
    issuerTitle: domains.issuerTitle,
    httpsPort: publicPorts.get(ports.https) ?? ports.https,
    httpPort: publicPorts.get(ports.http) ?? ports.http,
    listenerPorts: ports,
    clusterIssuer: domains.issuers['dns-01'] ?? domains.issuers['http-01'] ?? '',
    http01Issuer: domains.issuers['http-01'],
    externalDnsOwner: domains.externalDnsOwner,
    extraProviders: domains.extraProviders.map(toProvider),
  };
}

/** A listener for every hostname is the Gateway's own; one for some names may stand at another port. */
function portsOf(gateway: Gateway | undefined): DomainSettings['listenerPorts'] {
  const listeners = gateway === undefined ? [] : listenersOfGateway(gateway);
  const portFor = (protocol: string) => {
    const fitting = listeners.filter((listener) => listener.protocol === protocol);
    return (fitting.find(({ hostname }) => hostname === null) ?? fitting[0])?.port;
  };
  return { http: portFor('HTTP') ?? 80, https: portFor('HTTPS') ?? 443 };
}

function statusAddresses(gateway: Gateway | undefined): readonly string[] {
  const addresses = gateway?.status?.addresses ?? [];
  return addresses.flatMap(({ type, value }) => (type !== 'Hostname' && value ? [value] : []));
}

function toProvider({ suffix, name, url }: { suffix: string; name: string; url: string | null }): DnsProvider {
  return {
    name,
    url,
    nameServers: [suffix.toLowerCase()],
    path: 'ZONE → Records',
    root: '@',
    apex: 'none',
    appendsZone: true,
    proxySwitch: null,
  };
}

/** The addresses behind names; null when a resolver could not be asked for one of them. */
async function addressesOf(names: readonly string[]): Promise<readonly string[] | null> {
  const found: string[] = [];
  for (const name of names) {
    for (const type of ['A', 'AAAA'] as const) {
      const answers = await firstAnswer(name, type);
      if (answers === null) return null;
      found.push(...answers);
    }
  }
  return [...new Set(found)].toSorted();
}

async function firstAnswer(name: string, type: 'A' | 'AAAA'): Promise<readonly string[] | null> {
  for (const server of recursiveServers()) {
    if (!('address' in server)) continue;
    const reply = await exchange({ name, type, recursionDesired: true }, server);
    if (reply.state === 'unknown') continue;
    return reply.answers.flatMap((record) => (record.type === type ? [String(record.data).toLowerCase()] : []));
  }
  return null;
}
