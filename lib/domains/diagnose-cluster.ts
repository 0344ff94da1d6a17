import { timeToken } from '../signals/verdict.ts';
import { diagnosis, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { isTrue } from './facts.ts';
import type { ClusterLook, ConditionLook } from './observation.ts';

const answerMs = 2 * 60_000;
/** How long a grant may take from the proof to the API server. */
const grantMs = 60_000;
/** As many entries as a Gateway or a ListenerSet can have. @see Gateway API v1, GatewaySpec.listeners */
export const mostListeners = 64;
/** One for HTTP, one for HTTPS. */
const listenersOfClaim = 2;

/** What the Gateway makes of the listener, and what is behind it. */
export function diagnoseCluster(patient: Patient): readonly Diagnosis[] {
  const { cluster } = patient;
  if (cluster === null) return [];
  const refused = notAllowed(patient, cluster) ?? conflict(patient, cluster);
  if (refused !== null) return [refused];
  const noRoom = full(patient, cluster);
  if (noRoom !== null) return [noRoom];
  const waiting = deadlock(cluster) ?? pending(patient, cluster);
  return [waiting, detached(patient, cluster)].filter((one) => one !== null);
}

function notAllowed({ claim, facts, now }: Patient, cluster: ClusterLook): Diagnosis | null {
  const { namespace, gateway } = claim.attachment;
  const { accepted } = cluster.listener;
  if (accepted?.status === 'False' && accepted.reason === 'NotAllowed') {
    return diagnosis('C01', {
      severity: 'problem',
      light: 'certificate',
      message: `Gateway ${gateway.name} does not admit listeners from your namespace ${namespace}.`,
      found: accepted.message || accepted.reason,
      wanted: `Gateway ${gateway.name} admits ListenerSets from ${namespace}`,
      fix: 'Ask the platform team to admit the namespace.',
    });
  }
  if (cluster.guard?.state !== 'refused') return null;
  return diagnosis('C01', {
    severity: now - (claim.provenAt ?? now) > grantMs ? 'problem' : 'progress',
    light: 'certificate',
    message: `The cluster does not let namespace ${namespace} use ${facts.hostname}.`,
    found: cluster.guard.message,
    wanted: `a grant of ${facts.hostname} to ${namespace}`,
    fix: 'It is granted within a minute of the proof; if not, ask the platform team.',
  });
}

function conflict({ facts, claim }: Patient, { listener }: ClusterLook): Diagnosis | null {
  const isConflict = listener.conflicted?.status === 'True';
  const isRefused = listener.entryAccepted?.status === 'False' && listener.entryAccepted.isCurrent;
  const isTooMany = [listener.accepted, listener.entryAccepted].some((one) => one?.reason === 'TooManyListeners');
  if (!isConflict && !isRefused && !isTooMany) return null;
  const condition = isConflict ? listener.conflicted : (listener.entryAccepted ?? listener.accepted);
  const why = isTooMany
    ? `Gateway ${claim.attachment.gateway.name} has no room for another listener`
    : `An older listener has ${facts.hostname}`;
  return diagnosis('C02', {
    severity: 'problem',
    light: 'certificate',
    message: `${why}.`,
    found: conditionWords(condition),
    wanted: `one listener for ${facts.hostname}`,
    fix: 'Release the name there, or ask the platform team.',
  });
}

/** Before a listener is made: whether there is room for it. */
function full({ claim }: Patient, { listener }: ClusterLook): Diagnosis | null {
  const isCounted = claim.attachment.strategy !== 'covered' && !listener.exists;
  if (!isCounted || listener.listenerCount + listenersOfClaim <= mostListeners) return null;
  return diagnosis('C02', {
    severity: 'problem',
    light: 'certificate',
    message: `Gateway ${claim.attachment.gateway.name} has no room for another listener.`,
    found: `${listener.listenerCount} listeners`,
    wanted: `at most ${mostListeners - listenersOfClaim}, for a domain takes ${listenersOfClaim}`,
    fix: 'Ask the platform team for another Gateway.',
  });
}

function deadlock(cluster: ClusterLook): Diagnosis | null {
  const { listener, certificate } = cluster;
  const hasNoCertificate = listener.resolvedRefs?.reason === 'InvalidCertificateRef';
  const isPending = certificate?.challenges.some(({ type, state }) => type === 'HTTP-01' && state !== 'valid');
  if (!hasNoCertificate || isPending !== true || cluster.hasWaitingRoute !== true) return null;
  return diagnosis('C05', {
    severity: 'problem',
    light: 'certificate',
    message:
      'Certificate and route wait for each other: validation over HTTP needs a listener, and the listener a certificate.',
    found: 'InvalidCertificateRef, NoReadyListeners',
    wanted: 'validation over DNS',
    fix: 'Ask the platform team for validation over DNS.',
  });
}

function pending(patient: Patient, { listener }: ClusterLook): Diagnosis | null {
  const { claim, facts, now } = patient;
  if (facts.isProgrammed) return null;
  if (!listener.exists) return missing(patient);
  const conditions = [listener.accepted, listener.programmed];
  const isOpen = conditions.some((one) => one === null || one.status === 'Unknown' || !one.isCurrent);
  // Without its first certificate a listener cannot work yet.
  if (!isOpen && !facts.isCertificateReady && claim.liveAt === null) return null;
  const since = Math.max(listener.createdAt ?? 0, ...conditions.map((one) => (one?.isCurrent ? one.since : 0))) || now;
  const isLate = now - since > answerMs;
  const { name } = claim.attachment.gateway;
  return diagnosis('C03', {
    severity: !isLate ? 'progress' : isOpen ? 'unknown' : 'problem',
    light: 'certificate',
    message: `Gateway ${name} ${isOpen ? 'has not answered yet' : 'does not serve the listener'}, since ${timeToken(since)}.`,
    found: conditionWords(listener.programmed ?? listener.accepted),
    wanted: 'Programmed',
    fix: 'If it lasts, ask the platform team.',
  });
}

/** A listener that somebody else has to make, or that was there already; the first one of the claim's own is simply being made. */
function missing({ claim, facts, now }: Patient): Diagnosis | null {
  const since = claim.provenAt ?? now;
  if (claim.attachment.strategy !== 'covered' && claim.liveAt === null) return null;
  return diagnosis('C03', {
    severity: now - since > answerMs ? 'problem' : 'progress',
    light: 'certificate',
    message: `Gateway ${claim.attachment.gateway.name} has no listener for ${facts.hostname}.`,
    found: 'no listener',
    wanted: `a listener for ${facts.hostname}`,
    fix:
      claim.attachment.strategy === 'covered'
        ? 'Ask the platform team for a listener that covers the name.'
        : 'It is made again by itself; if not, see the other findings.',
  });
}

function detached({ facts, claim }: Patient, cluster: ClusterLook): Diagnosis | null {
  const own = cluster.routes.filter(({ isForeign }) => !isForeign);
  if (own.some(({ isAccepted }) => isAccepted) || !isTrue(cluster.listener.accepted)) return null;
  const names = own.map(({ namespace, name }) => `${namespace}/${name}`);
  return diagnosis('C04', {
    severity: 'problem',
    light: 'serving',
    message: `Nothing is behind ${facts.hostname}: no accepted route carries it.`,
    found: names.length === 0 ? 'no route' : `not accepted: ${names.join(', ')}`,
    wanted: `a route with ${facts.hostname} in ${claim.attachment.namespace}`,
    fix: names.length === 0 ? 'Make a route with this hostname.' : 'See why the Gateway does not accept the route.',
  });
}

function conditionWords(condition: ConditionLook | null): string {
  if (condition === null) return 'no word yet';
  return condition.message === '' ? condition.reason : `${condition.reason}: ${condition.message}`;
}
