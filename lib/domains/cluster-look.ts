import { epochMs, namespaceOf, objects, text } from '../gateway-api/hostile.ts';
import { coversHostname } from '../gateway-api/hostname.ts';
import { type ListenerPoint, listenersOfSet, objectKey } from '../gateway-api/listeners.ts';
import type { Certificate, Condition, Gateway, KubeEvent, KubeObject, ListenerSet } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { listenerConditions } from '../signals/listener-health.ts';
import { type Claim, hostnameOfClaim } from './claim.ts';
import { type ClusterIndex, createClusterIndex } from './cluster-index.ts';
import { type IssuedCertificates, lookAtCertificate, toConditionLook } from './cluster-look-certificate.ts';
import { carriersOf, hasFormerPrefix, namesToLose } from './cluster-look-routes.ts';
import type { ClusterLook, ConditionLook } from './observation.ts';
import type { DomainSettings } from './settings.ts';
import { issuerOf, wantedNames } from './wanted-objects.ts';

/** A ClusterIssuer, as far as it is read. */
export type Issuer = KubeObject<unknown, { conditions: Condition[] }>;

/** What a look needs beside the claim and the index. */
export type LookContext = {
  /** False while the API server cannot be heard. */
  readonly isHeard: boolean;
  /** All namespaces of the claim's team. */
  readonly ownNamespaces: readonly string[];
  readonly guard: ClusterLook['guard'];
  readonly now: number;
  readonly settings: DomainSettings;
  /** ClusterIssuers by name; null: they are not read here, and nothing is said of them. */
  readonly issuers: ReadonlyMap<string, Issuer> | null;
  readonly issued: IssuedCertificates;
  /** The prefix of annotations that the running ExternalDNS reads. */
  readonly externalDnsPrefix: string;
};

/** What the cluster says about a claim. For more than one claim make the index once and ask `lookInto`. */
export function clusterLook(
  claim: Claim,
  snapshot: ClusterSnapshot,
  { events, ...context }: LookContext & { readonly events: Iterable<KubeEvent> },
): ClusterLook {
  return lookInto(createClusterIndex(snapshot, events), claim, context);
}

/** What the cluster says about a claim, by an index of it: takes as long for one claim of ten thousand as for one of ten. */
export function lookInto(index: ClusterIndex, claim: Claim, context: LookContext): ClusterLook {
  const { ownNamespaces, settings, externalDnsPrefix, now } = context;
  const seat = seatOf(claim, index);
  const certificate = certificateOf(claim, seat, index);
  const carriers = carriersOf(claim, index, ownNamespaces);
  return {
    at: now,
    isHeard: context.isHeard,
    listener: lookAtListener(seat, index),
    certificate: certificate === null ? null : lookAtCertificate(certificate, index, context.issued),
    routes: carriers.looks,
    hasWaitingRoute: carriers.hasWaiting,
    issuer: lookAtIssuer(claim, certificate, context.issuers, settings),
    badConfig: badConfigOf(seat, certificate, index),
    guard: context.guard,
    annotations: {
      hasFormerPrefix: carriers.own.some((route) => hasFormerPrefix(route, externalDnsPrefix)),
      readPrefix: externalDnsPrefix,
    },
    wouldLose: namesToLose(claim, carriers.own, index, externalDnsPrefix),
  };
}

/** Where a claim's listener is, or would be. */
type Seat = {
  readonly owner: Gateway | ListenerSet | null;
  readonly listener: ListenerPoint | null;
  /** The entry for HTTP in the same place, which can be in conflict by itself. */
  readonly plain: ListenerPoint | null;
};

function seatOf(claim: Claim, index: ClusterIndex): Seat {
  const { strategy } = claim.attachment;
  if (strategy === 'listener-set') return seatInSet(claim, index);
  return strategy === 'covered' ? seatOnCovering(claim, index) : seatOnShared(claim, index);
}

/** By the claim's label first: a set may have been made by a version that named it otherwise. */
function seatInSet(claim: Claim, { snapshot, setsOfClaim }: ClusterIndex): Seat {
  const { namespace } = claim.attachment;
  const hostname = hostnameOfClaim(claim);
  const labelled = (setsOfClaim.get(claim.id) ?? []).filter((set) => namespaceOf(set) === namespace);
  const named = snapshot.listenerSets.get(objectKey({ namespace, name: wantedNames(claim).listenerSet }));
  for (const owner of [...labelled, ...(named === undefined ? [] : [named])]) {
    const entries = listenersOfSet(owner).filter((entry) => entry.hostname === hostname);
    const listener = entries.find(({ protocol }) => protocol === 'HTTPS') ?? null;
    const plain = entries.find(({ protocol }) => protocol === 'HTTP') ?? null;
    if (listener !== null) return { owner, listener, plain };
  }
  return { owner: labelled[0] ?? named ?? null, listener: null, plain: null };
}

function seatOnShared(claim: Claim, { snapshot, gatewayListeners }: ClusterIndex): Seat {
  const key = objectKey(claim.attachment.gateway);
  const { sharedHttps } = wantedNames(claim);
  const listener = gatewayListeners.get(key)?.find(({ name }) => name === sharedHttps) ?? null;
  return { owner: snapshot.gateways.get(key) ?? null, listener, plain: null };
}

/** The narrowest listener of the Gateway that takes the name. */
function seatOnCovering(claim: Claim, { snapshot, gatewayListeners }: ClusterIndex): Seat {
  const key = objectKey(claim.attachment.gateway);
  const hostname = hostnameOfClaim(claim);
  const covering = (gatewayListeners.get(key) ?? []).filter((one) => coversHostname(one.hostname ?? '', hostname));
  const listener = covering.reduce<ListenerPoint | null>(
    (best, one) => (best === null || (one.hostname ?? '').length > (best.hostname ?? '').length ? one : best),
    null,
  );
  return { owner: snapshot.gateways.get(key) ?? null, listener, plain: null };
}

function lookAtListener({ owner, listener, plain }: Seat, { snapshot }: ClusterIndex): ClusterLook['listener'] {
  const status = listener === null ? null : listenerConditions(listener, snapshot);
  const ofPlain = plain === null ? null : listenerConditions(plain, snapshot);
  const condition = (type: string) => toConditionLook(status?.conditions ?? [], type, status?.generation);
  const conflictOfPlain = toConditionLook(ofPlain?.conditions ?? [], 'Conflicted', ofPlain?.generation);
  const conflicted = condition('Conflicted');
  return {
    exists: listener !== null,
    // A Gateway is older than the entries that were added to it.
    createdAt: listener?.owner.kind === 'ListenerSet' ? epochMs(owner?.metadata.creationTimestamp) : null,
    accepted: toConditionLook(owner?.status?.conditions, 'Accepted', owner?.metadata.generation),
    entryAccepted: condition('Accepted'),
    conflicted: conflictOfPlain?.status === 'True' && conflicted?.status !== 'True' ? conflictOfPlain : conflicted,
    resolvedRefs: condition('ResolvedRefs'),
    programmed: condition('Programmed'),
    listenerCount: objects<object>(owner?.spec?.listeners).length,
  };
}

function certificateOf(claim: Claim, { listener }: Seat, { certificates }: ClusterIndex): Certificate | null {
  const { strategy, namespace, gateway } = claim.attachment;
  const { secret } = wantedNames(claim);
  const own =
    strategy === 'covered'
      ? []
      : [{ namespace: strategy === 'listener-set' ? namespace : gateway.namespace, name: secret }];
  for (const ref of [...(listener?.certificates ?? []), ...own]) {
    const found = certificates.get(objectKey(ref));
    if (found !== undefined) return found;
  }
  return null;
}

function lookAtIssuer(
  claim: Claim,
  certificate: Certificate | null,
  issuers: LookContext['issuers'],
  settings: DomainSettings,
): ClusterLook['issuer'] {
  const isCovered = claim.attachment.strategy === 'covered';
  const ref = certificate?.spec?.issuerRef;
  const ofCertificate = text(ref?.kind) === 'ClusterIssuer' ? (text(ref?.name) ?? null) : null;
  const name = isCovered ? ofCertificate : issuerOf(claim, settings);
  if (issuers === null || name === null || name === '') return null;
  const issuer = issuers.get(name);
  if (issuer === undefined) return { name, ready: missing(name) };
  return { name, ready: toConditionLook(issuer.status?.conditions, 'Ready', issuer.metadata.generation) };
}

function missing(name: string): ConditionLook {
  const message = `there is no ClusterIssuer ${name}`;
  return { status: 'False', reason: 'NotFound', message, since: 0, isCurrent: true };
}

/** What was said before there was a Certificate is settled by it. */
function badConfigOf(
  { owner, listener }: Seat,
  certificate: Certificate | null,
  { badConfig }: ClusterIndex,
): ClusterLook['badConfig'] {
  if (owner === null || listener?.owner.kind !== 'ListenerSet') return [];
  const events = badConfig.get(objectKey({ namespace: namespaceOf(owner), name: owner.metadata.name })) ?? [];
  const settledAt = epochMs(certificate?.metadata.creationTimestamp) ?? 0;
  return events.filter(({ at }) => at > settledAt);
}
