import type { Observed } from '../signals/observation.ts';
import { hostnameOfClaim } from './claim.ts';
import type { DomainCase } from './domain-case.ts';
import type { ClusterLook, ConditionLook, TlsLook } from './observation.ts';
import { type ProofReading, readProof } from './proof.ts';
import { isProofBad, isTrafficBad } from './standing.ts';
import { isTrafficOurs, readTraffic, type TrafficReading } from './traffic.ts';

/** What a case comes to before anybody judges it; where the latest look says nothing, the one before counts. */
export type Facts = {
  readonly hostname: string;
  readonly proof: ProofReading;
  readonly traffic: TrafficReading;
  readonly isProofBad: boolean;
  readonly isTrafficBad: boolean;
  /** Whether visitors come to us, as far as is known. */
  readonly isTrafficOurs: boolean;
  readonly isCertificateReady: boolean;
  readonly isProgrammed: boolean;
  /** Definitely without a usable certificate, or without a listener that works; not knowing is neither ready nor broken. */
  readonly isBroken: boolean;
  /** Whether a handshake with the name got a trusted certificate for it. */
  readonly isServed: boolean;
};

/** Reads a case. */
export function readFacts({ claim, observations, cluster, settings, now }: DomainCase): Facts {
  const traffic = readTraffic(known(observations.traffic), known(observations.nonce), settings);
  return {
    hostname: hostnameOfClaim(claim),
    proof: readProof(claim, known(observations.proof), settings),
    traffic,
    isProofBad: claim.origin === 'custom' && isProofBad(claim),
    isTrafficBad: isTrafficBad(claim),
    isTrafficOurs: isTrafficOurs(traffic),
    isCertificateReady: isCertificateReady(cluster, now),
    isProgrammed: isProgrammed(cluster),
    isBroken: isBroken(cluster, now),
    isServed: isServed(known(observations.tls), now),
  };
}

/** The latest look that says something, or null. */
export function known<T>(observed: Observed<T> | null): T | null {
  return observed === null ? null : observed.lastKnown;
}

/** Whether a condition is True of the object as it is now. */
export function isTrue(condition: ConditionLook | null): boolean {
  return condition?.status === 'True' && condition.isCurrent;
}

/** Whether a handshake got a certificate that people's browsers take for this name. */
export function isServed(tls: TlsLook | null, now: number): boolean {
  return tls?.state === 'served' && tls.isTrusted && tls.coversName && tls.notAfter > now;
}

/** A listener that works without a Certificate has a Secret that somebody else fills. */
function isCertificateReady(cluster: ClusterLook | null, now: number): boolean {
  if (cluster === null) return false;
  const { certificate, listener } = cluster;
  if (certificate === null) return listener.exists && isTrue(listener.resolvedRefs) && isTrue(listener.programmed);
  // A renewal that fails does not take away a certificate that is still valid.
  return isTrue(certificate.ready) && (certificate.notAfter === null || certificate.notAfter > now);
}

function isProgrammed(cluster: ClusterLook | null): boolean {
  return cluster?.listener.exists === true && isTrue(cluster.listener.programmed);
}

function isBroken(cluster: ClusterLook | null, now: number): boolean {
  if (cluster === null) return false;
  const { certificate, listener } = cluster;
  if (!listener.exists || isFalse(listener.programmed) || isFalse(listener.resolvedRefs)) return true;
  if (certificate === null) return false;
  return isFalse(certificate.ready) || (certificate.notAfter !== null && certificate.notAfter <= now);
}

function isFalse(condition: ConditionLook | null): boolean {
  return condition?.status === 'False' && condition.isCurrent;
}
