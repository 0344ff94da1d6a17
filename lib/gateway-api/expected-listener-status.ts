import { gatewayGroup } from './attachment.ts';
import { mayKnowValue } from './controller-group.ts';
import {
  type ExpectedCondition,
  type Judgement,
  met,
  refused,
  toCondition,
  unjudged,
  worstOf,
} from './expected-condition.ts';
import { asText, objects, text } from './hostile.ts';
import { conflictText, type ListenerConflict, listenerKey } from './listener-conflicts.ts';
import { judgeCertificates, judgeClientCas, type Referrer } from './listener-references.ts';
import type { ListenerPoint } from './listeners.ts';
import type { Gateway, Listener } from './objects.ts';

export type ListenerConditionType = 'Accepted' | 'Programmed' | 'ResolvedRefs' | 'Conflicted' | 'OverlappingTLSConfig';

/** A kind of route that a listener takes. */
export type RouteKind = { readonly group: string; readonly kind: string };

/** What a conformant controller will write about one listener. */
export type ExpectedListenerStatus = {
  readonly name: string;
  readonly supportedKinds: readonly RouteKind[];
  /** HTTPRoutes only: no other kind of route is in a snapshot. */
  readonly attachedRoutes: number;
  readonly conditions: readonly ExpectedCondition<ListenerConditionType>[];
};

/** One listener as it stands in its object, and as a point that routes attach to. */
export type ListenerEntry = { readonly spec: Listener; readonly point: ListenerPoint };

/** What a listener's status depends on beside itself. */
export type ListenerSurroundings = {
  readonly gateway: Gateway;
  readonly referrer: Referrer;
  /** Names of `GatewayClass.status.supportedFeatures`; empty when the class reports none. */
  readonly features: ReadonlySet<string>;
  readonly conflicts: ReadonlyMap<string, ListenerConflict>;
  readonly overlaps: ReadonlyMap<string, ListenerPoint>;
  /** By `listenerKey`. */
  readonly attachedRoutes: ReadonlyMap<string, number>;
};

/**
 * What a conformant controller will write about one listener of a Gateway or ListenerSet.
 *
 * @see Gateway API v1, ListenerStatus, ListenerConditionType, ListenerConditionReason
 */
export function expectedListenerStatus(entry: ListenerEntry, around: ListenerSurroundings): ExpectedListenerStatus {
  const key = listenerKey(entry.point);
  const conflict = around.conflicts.get(key) ?? null;
  const overlap = around.overlaps.get(key);
  const certificates = judgeCertificates(entry.spec, around.referrer);
  const clientCas = judgeClientCas(entry.spec, around.gateway, around.referrer);
  const kinds = judgeKinds(entry.spec, around.features);
  const accepted = judgeAccepted(entry.point, { conflict, clientCas, around });
  const programmed = judgeProgrammed({ accepted, conflict, certificates, clientCas, supported: kinds.supported });
  return {
    name: entry.point.name,
    supportedKinds: kinds.supported,
    attachedRoutes: around.attachedRoutes.get(key) ?? 0,
    conditions: [
      toCondition('Accepted', accepted),
      toCondition('Programmed', programmed),
      toCondition('ResolvedRefs', worstOf([kinds.judgement, ...certificates, ...clientCas], met('ResolvedRefs'))),
      toCondition(
        'Conflicted',
        conflict === null ? refused('NoConflicts', '') : met(conflict.reason, conflictText(entry.point, conflict)),
      ),
      ...(overlap === undefined ? [] : [toCondition('OverlappingTLSConfig', overlapOf(entry.point, overlap))]),
    ],
  };
}

function judgeAccepted(
  point: ListenerPoint,
  facts: {
    readonly conflict: ListenerConflict | null;
    readonly clientCas: readonly Judgement[];
    readonly around: ListenerSurroundings;
  },
): Judgement {
  const { conflict, clientCas, around } = facts;
  if (conflict !== null) return refused(conflict.reason, conflictText(point, conflict));
  if (routeKindsOf(point.protocol).length === 0) {
    if (mayKnowValue(around.referrer.controllerName, point.protocol)) {
      return unjudged(`Protocol ${point.protocol} is the controller's own.`);
    }
    return refused(
      'UnsupportedProtocol',
      `Listener ${point.name} asks for an unknown protocol: ${point.protocol || 'none'}.`,
    );
  }
  if (clientCas.length > 0 && clientCas.every((one) => one.status === 'False')) {
    return refused('NoValidCACertificate', 'No reference to a CA for client certificates can be resolved.');
  }
  if (clientCas.length > 0 && clientCas.every((one) => one.status !== 'True')) {
    return unjudged('Whether a CA for client certificates exists cannot be seen from here.');
  }
  return met('Accepted');
}

function judgeProgrammed(facts: {
  readonly accepted: Judgement;
  readonly conflict: ListenerConflict | null;
  readonly certificates: readonly Judgement[];
  readonly clientCas: readonly Judgement[];
  readonly supported: readonly RouteKind[];
}): Judgement {
  const { accepted, conflict, certificates, clientCas, supported } = facts;
  if (accepted.status === 'Unknown') return accepted;
  if (accepted.status === 'False') return refused(conflict?.reason ?? 'Invalid', accepted.message);
  if (supported.length === 0) return refused('Invalid', 'The listener takes no kind of route that is supported.');
  if (certificates.length > 0 && certificates.every((one) => one.status === 'False')) {
    return refused('Invalid', worstOf(certificates, met('')).message);
  }
  const open = [...certificates, ...clientCas];
  if (open.some((one) => one.status === 'Unknown'))
    return worstOf(
      open.filter((one) => one.status === 'Unknown'),
      met(''),
    );
  if (open.some((one) => one.status === 'False')) {
    return unjudged('Some of its references resolve, some do not: whether it then serves is up to the controller.');
  }
  return met('Programmed');
}

function overlapOf(point: ListenerPoint, other: ListenerPoint): Judgement {
  const [mine, theirs] = [point.hostname ?? 'every hostname', other.hostname ?? 'every hostname'];
  return met('OverlappingHostnames', `On port ${point.port}, ${mine} overlaps with ${theirs} of another listener.`);
}

/** The kinds of routes that fit a protocol of the standard; none for another protocol. */
function routeKindsOf(protocol: string): readonly string[] {
  switch (protocol) {
    case 'HTTP':
    case 'HTTPS':
      return ['HTTPRoute', 'GRPCRoute'];
    case 'TLS':
      return ['TLSRoute', 'TCPRoute'];
    case 'TCP':
      return ['TCPRoute'];
    case 'UDP':
      return ['UDPRoute'];
    default:
      return [];
  }
}

/**
 * Which kinds of routes a listener takes. What it names itself must fit its protocol; when it names none, the protocol's first
 * kind counts, and further ones only when the class reports them.
 *
 * @see Gateway API v1, AllowedRoutes.kinds, ListenerStatus.supportedKinds
 */
function judgeKinds(
  listener: Listener,
  features: ReadonlySet<string>,
): { readonly supported: readonly RouteKind[]; readonly judgement: Judgement } {
  const fitting = routeKindsOf(text(listener.protocol) ?? '');
  const named = objects(listener.allowedRoutes?.kinds);
  if (named.length === 0) {
    const supported = fitting.filter((kind, index) => index === 0 || (kind === 'GRPCRoute' && features.has(kind)));
    return { supported: supported.map(toRouteKind), judgement: met('ResolvedRefs') };
  }
  const supported = fitting.filter(
    (kind) =>
      named.some((one) => one.kind === kind && (text(one.group) ?? gatewayGroup) === gatewayGroup) &&
      (kind !== 'GRPCRoute' || features.size === 0 || features.has(kind)),
  );
  const wrong = named.find(
    (one) => (text(one.group) ?? gatewayGroup) !== gatewayGroup || !supported.some((kind) => kind === one.kind),
  );
  const judgement =
    wrong === undefined
      ? met('ResolvedRefs')
      : refused('InvalidRouteKinds', `Kind ${asText(wrong.kind)} is not supported on a listener of its protocol.`);
  return { supported: supported.map(toRouteKind), judgement };
}

function toRouteKind(kind: string): RouteKind {
  return { group: gatewayGroup, kind };
}
