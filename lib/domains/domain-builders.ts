import type { Observed } from '../signals/observation.ts';
import type { Claim } from './claim.ts';
import type { DomainCode } from './codes.ts';
import { derive } from './derive.ts';
import type { DomainCase } from './domain-case.ts';
import type { Diagnosis } from './domain-row.ts';
import type {
  CaaLook,
  CertificateLook,
  ClusterLook,
  ConditionLook,
  DnsRecord,
  DnssecLook,
  DomainObservations,
  NonceLook,
  ProofLook,
  PublishLook,
  RecordAnswer,
  TlsLook,
  TrafficLook,
  ZoneLook,
} from './observation.ts';
import { type DomainSettings, dayMs, hourMs } from './settings.ts';

/** The moment at which everything that the builders make is judged. */
export const noon = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;

export const token = '0123456789abcdef0123456789abcdef';

export function domainSettings(overrides: Partial<DomainSettings> = {}): DomainSettings {
  return {
    platformZones: ['apps.test'],
    reservedLabels: ['www', 'admin'],
    delegationZone: 'dcv.example.test',
    gatewayNames: ['edge.example.test'],
    gatewayAddresses: ['192.0.2.10', '2001:db8::10'],
    formerGatewayAddresses: ['192.0.2.9'],
    caaIdentities: ['ca.test'],
    acmeAccountUri: 'https://ca.test/acct/1',
    proxyNetworks: [{ network: '198.51.100.0/24', name: 'Cloudflare' }],
    issuerTitle: 'Test CA',
    httpsPort: 443,
    httpPort: 80,
    listenerPorts: { http: 80, https: 443 },
    clusterIssuer: 'test-ca',
    externalDnsOwner: 'signalbox',
    extraProviders: [],
    ...overrides,
  };
}

/** A claim that was made an hour ago and is not proven. */
export function domainClaim(overrides: Partial<Claim> = {}): Claim {
  return {
    id: 'claim-1',
    teamId: 'team-a',
    name: 'shop.acme.test',
    scope: 'exact',
    token,
    origin: 'custom',
    attachment: {
      strategy: 'listener-set',
      gateway: { namespace: 'infra', name: 'external' },
      namespace: 'acme',
    },
    challenge: 'dns-01',
    createdAt: noon - hourMs,
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
    likenessAllowedAt: null,
    ...overrides,
  };
}

/** A claim that was proven half an hour ago. */
export function provenClaim(overrides: Partial<Claim> = {}): Claim {
  return domainClaim({ provenAt: noon - hourMs / 2, proofLookAt: noon - minuteMs, ...overrides });
}

/** A claim whose domain has been live for a day. */
export function liveClaim(overrides: Partial<Claim> = {}): Claim {
  return provenClaim({
    createdAt: noon - 3 * dayMs,
    provenAt: noon - 2 * dayMs,
    liveAt: noon - dayMs,
    trafficLookAt: noon - minuteMs,
    ...overrides,
  });
}

/** A look that succeeded. */
export function seen<T>(look: T, since = noon - minuteMs): Observed<T> {
  return { latest: look, lastKnown: look, since };
}

/** A look that failed after one that succeeded. */
export function lostSight<T>(latest: T, lastKnown: T | null = null, since = noon - minuteMs): Observed<T> {
  return { latest, lastKnown, since };
}

export function record(type: DnsRecord['type'], value: string, name = 'shop.acme.test'): DnsRecord {
  return { name, type, value, ttlSeconds: 300 };
}

type Answered = Extract<RecordAnswer, { state: 'answered' }>;

/** What an authoritative server answers; without records: that there is no such name. */
export function answer(records: readonly DnsRecord[] = [], overrides: Partial<Answered> = {}): Answered {
  return {
    server: 'ns1.acme.test',
    kind: 'authoritative',
    state: 'answered',
    rcode: records.length === 0 ? 'NXDOMAIN' : 'NOERROR',
    authoritative: true,
    records,
    negativeTtlSeconds: records.length === 0 ? 600 : null,
    ...overrides,
  };
}

/** No answer that counts. */
export function silence(overrides: Partial<Extract<RecordAnswer, { state: 'unknown' }>> = {}): RecordAnswer {
  return {
    server: 'ns2.acme.test',
    kind: 'authoritative',
    state: 'unknown',
    error: 'no answer in 2 s',
    rcode: null,
    ede: [],
    ...overrides,
  };
}

export function zoneLook(overrides: Partial<ZoneLook> = {}): ZoneLook {
  const servers = ['ns1.acme.test', 'ns2.acme.test'];
  return {
    at: noon - minuteMs,
    error: null,
    zone: 'acme.test',
    delegation: 'present',
    parentServers: servers,
    zoneServers: servers,
    apexHasMail: false,
    apexCname: null,
    ...overrides,
  };
}

/** The record that proves the builders' claim. */
export const proofRecord = record('CNAME', `${token}.dcv.example.test`, '_acme-challenge.shop.acme.test');

/** The record that proves it where the challenge name is taken. */
export const fallbackRecord = record('TXT', `signalbox-proof=${token}`, '_signalbox.shop.acme.test');

/** Every server has the right proof. */
export function proofLook(overrides: Partial<ProofLook> = {}): ProofLook {
  return {
    at: noon - minuteMs,
    error: null,
    challenge: [answer([proofRecord])],
    fallback: [answer()],
    doubled: answer(),
    wildcard: answer(),
    ...overrides,
  };
}

/** No server has a proof. */
export function noProofLook(overrides: Partial<ProofLook> = {}): ProofLook {
  return proofLook({ challenge: [answer()], ...overrides });
}

/** The name leads to the Gateway. */
export function trafficLook(overrides: Partial<TrafficLook> = {}): TrafficLook {
  return {
    at: noon - minuteMs,
    error: null,
    answers: [answer([record('A', '192.0.2.10')])],
    inside: null,
    ...overrides,
  };
}

/** The name leads to these addresses. */
export function trafficTo(...addresses: readonly string[]): TrafficLook {
  const records = addresses.map((address) => record(address.includes(':') ? 'AAAA' : 'A', address));
  return trafficLook({ answers: [answer(records)] });
}

export function caaLook(overrides: Partial<CaaLook> = {}): CaaLook {
  return { at: noon - minuteMs, error: null, state: 'none', foundAt: null, records: [], failure: null, ...overrides };
}

export function dnssecLook(overrides: Partial<DnssecLook> = {}): DnssecLook {
  return { at: noon - minuteMs, state: 'fine', ede: [], error: null, ...overrides };
}

type Served = Extract<TlsLook, { state: 'served' }>;

/** A handshake that got the right certificate. */
export function tlsLook(overrides: Partial<Served> = {}): TlsLook {
  return {
    at: noon - minuteMs,
    state: 'served',
    issuer: 'Test CA',
    serial: '0a',
    fingerprint256: 'AA:BB',
    notAfter: noon + 80 * dayMs,
    isTrusted: true,
    coversName: true,
    ...overrides,
  };
}

export function nonceLook(
  state: 'ours' | 'foreign' = 'ours',
  overrides: { readonly at?: number; readonly address?: string } = {},
): NonceLook {
  return { at: noon - minuteMs, state, address: '192.0.2.10', status: 301, ...overrides };
}

export function publishLook(overrides: Partial<PublishLook> = {}): PublishLook {
  return {
    at: noon - minuteMs,
    error: null,
    owner: 'signalbox',
    resource: 'httproute/acme/shop',
    history: [{ at: noon - dayMs, value: '192.0.2.10' }],
    ...overrides,
  };
}

/** Everything was looked at a minute ago and is right. */
export function observations(overrides: Partial<DomainObservations> = {}): DomainObservations {
  return {
    zone: seen(zoneLook()),
    proof: seen(proofLook()),
    traffic: seen(trafficLook()),
    caa: seen(caaLook()),
    dnssec: seen(dnssecLook()),
    tls: seen(tlsLook()),
    nonce: seen(nonceLook()),
    publish: null,
    ...overrides,
  };
}

/** Nothing was looked at yet. */
export const unseen: DomainObservations = {
  zone: null,
  proof: null,
  traffic: null,
  caa: null,
  dnssec: null,
  tls: null,
  nonce: null,
  publish: null,
};

export function condition(
  status: ConditionLook['status'] = 'True',
  overrides: Partial<ConditionLook> = {},
): ConditionLook {
  return { status, reason: 'Ready', message: '', since: noon - hourMs / 2, isCurrent: true, ...overrides };
}

/** A certificate that was issued a quarter of an hour ago. */
export function certificateLook(overrides: Partial<CertificateLook> = {}): CertificateLook {
  const issuedAt = noon - 15 * minuteMs;
  return {
    name: 'signalbox-shop',
    createdAt: noon - hourMs / 2,
    ready: condition(),
    issuing: null,
    notBefore: issuedAt,
    notAfter: issuedAt + 90 * dayMs,
    renewalTime: issuedAt + 60 * dayMs,
    lastFailureTime: null,
    failedAttempts: 0,
    issuedFingerprint: 'aabb',
    issuedAt,
    order: { state: 'valid', reason: '', at: issuedAt },
    challenges: [],
    ...overrides,
  };
}

/** A certificate that was asked for and is not there yet. */
export function pendingCertificate(overrides: Partial<CertificateLook> = {}): CertificateLook {
  return certificateLook({
    ready: condition('False', { reason: 'DoesNotExist', message: 'Issuing certificate as Secret does not exist' }),
    issuing: condition('True'),
    notBefore: null,
    notAfter: null,
    renewalTime: null,
    issuedFingerprint: null,
    issuedAt: null,
    order: { state: 'pending', reason: '', at: noon - 5 * minuteMs },
    ...overrides,
  });
}

export function challenge(
  overrides: Partial<CertificateLook['challenges'][number]> = {},
): CertificateLook['challenges'][number] {
  return {
    type: 'DNS-01',
    state: 'pending',
    reason: '',
    isProcessing: true,
    isPresented: true,
    since: noon - minuteMs,
    ...overrides,
  };
}

/** The listener works, with a certificate and a route. */
export function listenerLook(overrides: Partial<ClusterLook['listener']> = {}): ClusterLook['listener'] {
  return {
    exists: true,
    createdAt: noon - hourMs / 2,
    accepted: condition(),
    entryAccepted: condition(),
    conflicted: condition('False', { reason: 'NoConflicts' }),
    resolvedRefs: condition(),
    programmed: condition(),
    listenerCount: 4,
    ...overrides,
  };
}

/** Nothing of the claim is in the cluster. */
export const noListener: ClusterLook['listener'] = {
  exists: false,
  createdAt: null,
  accepted: null,
  entryAccepted: null,
  conflicted: null,
  resolvedRefs: null,
  programmed: null,
  listenerCount: 4,
};

export function clusterLook(overrides: Partial<ClusterLook> = {}): ClusterLook {
  return {
    at: noon,
    isHeard: true,
    listener: listenerLook(),
    certificate: certificateLook(),
    routes: [{ namespace: 'acme', name: 'shop', isAccepted: true, isForeign: false }],
    issuer: { name: 'test-ca', ready: condition() },
    badConfig: [],
    guard: { state: 'allowed', message: '' },
    annotations: { hasFormerPrefix: false, readPrefix: 'external-dns.kubernetes.io/' },
    wouldLose: [],
    ...overrides,
  };
}

/** The cluster before anything of the claim is made. */
export function emptyCluster(overrides: Partial<ClusterLook> = {}): ClusterLook {
  return clusterLook({ listener: noListener, certificate: null, routes: [], ...overrides });
}

/** A live domain with which nothing is wrong. */
export function domainCase(overrides: Partial<DomainCase> = {}): DomainCase {
  return {
    claim: liveClaim(),
    observations: observations(),
    cluster: clusterLook(),
    others: [],
    orders: [],
    settings: domainSettings(),
    jitter: 0,
    now: noon,
    ...overrides,
  };
}

/** The same of a name below a zone of the platform's own, which a listener of the platform's covers. */
export function platformCase(overrides: Partial<DomainCase> = {}): DomainCase {
  const record = { name: 'shop.apps.test', origin: 'platform' } as const;
  const attachment = { ...domainClaim().attachment, strategy: 'covered' } as const;
  return domainCase({
    claim: liveClaim({ ...record, attachment }),
    observations: { ...unseen, traffic: seen(trafficLook()), tls: seen(tlsLook()), publish: seen(publishLook()) },
    cluster: clusterLook({ certificate: null }),
    ...overrides,
  });
}

/** What is said of a case under a code, of a live domain unless told otherwise; null when nothing is. */
export function finding(code: DomainCode, overrides: Partial<DomainCase> = {}): Diagnosis | null {
  return derive(domainCase(overrides)).diagnoses.find((one) => one.code === code) ?? null;
}
