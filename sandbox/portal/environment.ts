import { caaIdentity } from '../acme/authority-identity.ts';
import { cdnName, cdnNetwork } from '../cdn/addresses.ts';
import { nameserverAddresses } from '../dns/nameservers.ts';
import { customerZones, externalDnsOwner, platformZone, reservedLabels, validationZone } from '../dns/zones.ts';
import { clientId } from '../oidc/client.ts';
import type { Ports } from '../settings/ports.ts';
import { writePrivateFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';

/** Names of the platform's own below its zone, and those that people would take for the platform's. */

/** The portal's settings for this sandbox: the same variables that any installation has. */
export function portalEnvironment({ settings, folders, secrets }: Sandbox): Readonly<Record<string, string>> {
  const { ports } = settings;
  const nameservers = Object.entries(nameserverAddresses(ports)).map(([name, address]) => `${name}=${address}`);
  return {
    PORT: String(ports.portal),
    HOSTNAME: '127.0.0.1',
    SIGNALBOX_URL: settings.portalOrigin,
    SIGNALBOX_STATE: folders.state,
    SIGNALBOX_KUBECONFIG: folders.portalKubeconfig,
    SIGNALBOX_SESSION_SECRET: secrets.sessionSecret,
    SIGNALBOX_OIDC_ISSUER: `http://localhost:${ports.oidc}`,
    SIGNALBOX_OIDC_CLIENT_ID: clientId,
    SIGNALBOX_OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    SIGNALBOX_OIDC_NAME: 'Sandbox accounts',
    SIGNALBOX_TEAMS_FILE: folders.teamsFile,
    SIGNALBOX_ZONES: platformZone,
    SIGNALBOX_RESOLVERS: `127.0.0.1:${ports.unbound}`,
    SIGNALBOX_NAMESERVERS: nameservers.join(','),
    SIGNALBOX_PROBE_ALLOW: '127.0.0.0/8,::1/128',
    SIGNALBOX_TRUST_FILE: folders.trustFile,
    SIGNALBOX_PLATFORM_STATUS_FILE: folders.statusFile,
    SIGNALBOX_EXTERNAL_DNS_PREFIX: 'external-dns.alpha.kubernetes.io/',
    SIGNALBOX_GATEWAY_NAMES: `ext.${platformZone}`,
    ...domainEnvironment(ports),
    SIGNALBOX_SANDBOX: '1',
    SIGNALBOX_CLOCK_FILE: folders.clockFile,
    // Links for people carry the port that a browser accepts.
    SIGNALBOX_PUBLIC_PORTS: `${ports.gatewayHttp}=${ports.gatewayWeb}`,
    // Nobody's browser trusts the authority that a sandbox makes for itself.
    SIGNALBOX_LINK_SCHEME: 'http',
  };
}

/** What the platform decides about domains that teams bring along. */
function domainEnvironment(ports: Ports): Readonly<Record<string, string>> {
  const zonePages = customerZones.map(
    (zone) => `.${zone}=Sandbox registrar|http://localhost:${ports.registrar}/zones/${zone}`,
  );
  return {
    SIGNALBOX_DELEGATION_ZONE: validationZone,
    SIGNALBOX_CLUSTER_ISSUER: 'letsencrypt',
    SIGNALBOX_HTTP01_ISSUER: 'letsencrypt-http',
    SIGNALBOX_ISSUER_TITLE: 'Pebble',
    SIGNALBOX_CAA_IDENTITIES: caaIdentity,
    SIGNALBOX_EXTERNAL_DNS_OWNER: externalDnsOwner,
    SIGNALBOX_RESERVED_LABELS: reservedLabels.join(','),
    SIGNALBOX_ATTACHMENTS: 'infra/external=listener-set',
    SIGNALBOX_PROXY_NETWORKS: `${cdnNetwork}=${cdnName}`,
    SIGNALBOX_DNS_PROVIDERS: zonePages.join(','),
    SIGNALBOX_CLUSTER_RESOLVER: `127.0.0.1:${ports.clusterResolver}`,
  };
}

/** Writes the portal's settings as a file that a shell can source, for a portal that is started by hand. */
export function writePortalEnvironment(sandbox: Sandbox): void {
  const quote = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`;
  const lines = Object.entries(portalEnvironment(sandbox)).map(([name, value]) => `${name}=${quote(value)}`);
  writePrivateFile(sandbox.folders.portalEnvironment, `${lines.join('\n')}\n`);
}
