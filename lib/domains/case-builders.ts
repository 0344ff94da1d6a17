import type { Claim } from './claim.ts';
import type { DomainSettings } from './settings.ts';

/** Noon of a day in November: the moment at which tests play. */
export const noon = Date.UTC(2026, 10, 20, 12);

/** A claim of team `storefront` on `shop.acme.test`, made an hour before noon and not proven: for tests. */
export function claim(overrides: Partial<Claim> = {}): Claim {
  return {
    id: 'claim-1',
    teamId: 'team-1',
    name: 'shop.acme.test',
    scope: 'exact',
    token: '0123456789abcdef0123456789abcdef',
    origin: 'custom',
    attachment: {
      strategy: 'listener-set',
      gateway: { namespace: 'infra', name: 'external' },
      namespace: 'storefront',
    },
    challenge: 'dns-01',
    createdAt: noon - 3_600_000,
    provenAt: null,
    liveAt: null,
    proofBadSince: null,
    proofBadCount: 0,
    trafficBadSince: null,
    trafficBadCount: 0,
    proofLookAt: null,
    trafficLookAt: null,
    recheckAt: null,
    noticeAt: null,
    releasedAt: null,
    lostAt: null,
    ...overrides,
  };
}

/** A platform with the zone `apps.test`, a zone for validation, and a Gateway `ext.apps.test` at two addresses: for tests. */
export function domainSettings(overrides: Partial<DomainSettings> = {}): DomainSettings {
  return {
    platformZones: ['apps.test'],
    reservedLabels: ['www', 'admin', 'ext'],
    delegationZone: 'dcv.test',
    gatewayNames: ['ext.apps.test'],
    gatewayAddresses: ['192.0.2.10', '2001:db8::10'],
    formerGatewayAddresses: ['192.0.2.9'],
    caaIdentities: ['ca.test'],
    acmeAccountUri: null,
    proxyNetworks: [{ network: '203.0.113.0/24', name: 'Cloudflare' }],
    issuerTitle: 'Let’s Encrypt',
    httpsPort: 443,
    httpPort: 80,
    listenerPorts: { http: 10080, https: 10443 },
    clusterIssuer: 'letsencrypt',
    externalDnsOwner: 'signalbox',
    extraProviders: [],
    ...overrides,
  };
}
