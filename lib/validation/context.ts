import { alphaAnnotationPrefix } from '../gateway-api/external-dns.ts';
import { isPlainObject, namespaceOf, objects, strings, text } from '../gateway-api/hostile.ts';
import { normaliseHostname } from '../gateway-api/hostname.ts';
import { type ListenerChoice, listenersFor } from '../gateway-api/listener-picker.ts';
import type { ReferenceGrant } from '../gateway-api/objects.ts';
import { isReferenceGranted } from '../gateway-api/reference-grants.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import type { ServiceRow } from '../signals/route-view.ts';
import { type RivalRoute, toRival } from './rivals.ts';

/** Stands in for the name of a route that the asking team may not see. */
export const routeOfAnotherTeam = 'a route of another team';

/**
 * What the validation must know of the world besides the draft: plain data, so that a server can send it to the browser.
 * What is null or not listed as known is not judged.
 */
export type ValidationContext = {
  /** Zones in which the team may use names; empty: any name. */
  readonly zones: readonly string[];
  /** Hostnames outside of the zones that the team has proven, `*.name` for everything below a name; absent: none. */
  readonly ownedNames?: readonly string[] | undefined;
  /** Hostnames of other routes → `namespace/name`, or `routeOfAnotherTeam`. */
  readonly otherHostnames: Readonly<Record<string, string>>;
  /** `namespace/name` of the other routes. */
  readonly existingNames: readonly string[];
  /** Namespaces where the user may put a route; null when that is not known. */
  readonly namespaces: readonly string[] | null;
  readonly services: readonly ServiceRow[];
  /** Namespaces whose Services are all in `services`: elsewhere a missing Service means nothing. */
  readonly servicesKnownIn: readonly string[];
  /** Grants that let routes of one namespace reach Services of another; null when they are not known. */
  readonly grants: readonly ReferenceGrant[] | null;
  /** The listeners for a route of each namespace; a namespace that is not here is not judged. */
  readonly listeners: Readonly<Record<string, readonly ListenerChoice[]>>;
  /** The annotation prefix that the running ExternalDNS reads. */
  readonly annotationPrefix: string;
  /** Claims of the other routes that may matter for ties; absent: ties are not judged. */
  readonly rivals?: readonly RivalRoute[] | undefined;
  /**
   * By `namespace/name` of a Gateway the features that its class reports; a Gateway that is not here has a class that reports
   * none, or an unknown one, and is not judged.
   */
  readonly supportedFeatures?: Readonly<Record<string, readonly string[]>> | undefined;
};

/** A context that knows nothing, so that only the draft itself is judged. */
export const emptyContext: ValidationContext = {
  zones: [],
  otherHostnames: {},
  existingNames: [],
  namespaces: null,
  services: [],
  servicesKnownIn: [],
  grants: null,
  listeners: {},
  annotationPrefix: alphaAnnotationPrefix,
};

/** What `toValidationContext` needs beside the snapshot. */
export type ContextOptions = {
  /** `namespace/name` of the route that is being edited; null for a new one. */
  readonly editing: string | null;
  /** Namespaces that the user may see; routes elsewhere appear as `routeOfAnotherTeam`. */
  readonly visible: readonly string[];
  readonly zones: readonly string[];
  readonly annotationPrefix: string;
  readonly services: readonly ServiceRow[];
  /** Those of the draft: routes of other teams are told as rivals only where they name one of these. */
  readonly hostnames?: readonly string[];
};

/** More rivals than these are not sent: no team has as many routes, and a browser need not carry them. */
const maxRivals = 2_000;

/** The context of an edit, cut from a snapshot to what the user may see. */
export function toValidationContext(snapshot: ClusterSnapshot, options: ContextOptions): ValidationContext {
  const visible = new Set(options.visible);
  const otherHostnames: Record<string, string> = {};
  const existingNames: string[] = [];
  for (const [id, route] of snapshot.routes) {
    if (id === options.editing) continue;
    const isVisible = visible.has(namespaceOf(route));
    if (isVisible) existingNames.push(id);
    for (const hostname of strings(route.spec?.hostnames).map(normaliseHostname)) {
      // A visible route says more, a foreign one matters more: the foreign one stays.
      if (otherHostnames[hostname] !== routeOfAnotherTeam)
        otherHostnames[hostname] = isVisible ? id : routeOfAnotherTeam;
    }
  }
  const areServicesKnown = !snapshot.pendingKinds.has('services') && !snapshot.pendingKinds.has('endpointslices');
  return {
    zones: options.zones,
    otherHostnames,
    existingNames,
    namespaces: options.visible,
    services: options.services.filter((service) => visible.has(service.namespace)),
    servicesKnownIn: areServicesKnown ? options.visible : [],
    grants: snapshot.pendingKinds.has('referencegrants') ? null : grantsFor(snapshot, visible),
    listeners: snapshot.pendingKinds.has('gateways')
      ? {}
      : Object.fromEntries(options.visible.map((namespace) => [namespace, listenersFor(namespace, snapshot)])),
    annotationPrefix: options.annotationPrefix,
    rivals: rivalsFor(snapshot, options),
    supportedFeatures: featuresByGateway(snapshot),
  };
}

function rivalsFor(snapshot: ClusterSnapshot, options: ContextOptions): readonly RivalRoute[] {
  const visible = new Set(options.visible);
  const named = new Set((options.hostnames ?? []).map(normaliseHostname));
  const rivals: RivalRoute[] = [];
  for (const [id, route] of snapshot.routes) {
    if (id === options.editing || rivals.length >= maxRivals) continue;
    const isVisible = visible.has(namespaceOf(route));
    const isNamed = () => strings(route.spec?.hostnames).some((hostname) => named.has(normaliseHostname(hostname)));
    if (isVisible || isNamed()) rivals.push(toRival(route, isVisible));
  }
  return rivals;
}

/** Older classes list texts, newer ones objects with a name. @see Gateway API v1, GatewayClassStatus.supportedFeatures */
function featuresByGateway(snapshot: ClusterSnapshot): Readonly<Record<string, readonly string[]>> {
  const entries = [...snapshot.gateways].flatMap(([id, gateway]) => {
    const features: unknown = snapshot.gatewayClasses.get(text(gateway.spec?.gatewayClassName) ?? '')?.status
      ?.supportedFeatures;
    const names = (Array.isArray(features) ? features : []).flatMap(
      (one: unknown) => text(isPlainObject(one) ? one.name : one) ?? [],
    );
    return names.length === 0 ? [] : [[id, names] as const];
  });
  return Object.fromEntries(entries);
}

/** Grants from visible namespaces only: whom else a namespace trusts is not the user's business. */
function grantsFor(snapshot: ClusterSnapshot, visible: ReadonlySet<string>): readonly ReferenceGrant[] {
  return [...snapshot.referenceGrants.values()].flatMap((grant) => {
    const from = objects(grant.spec?.from).filter((one) => visible.has(text(one.namespace) ?? ''));
    const { name, namespace } = grant.metadata;
    if (from.length === 0) return [];
    return [{ metadata: { name, namespace }, spec: { from, to: objects(grant.spec?.to) } }];
  });
}

/** Whether a route may send to a Service of another namespace; null when that cannot be said. */
export function isBackendGranted(
  context: ValidationContext,
  from: string,
  target: { readonly group: string; readonly kind: string; readonly namespace: string; readonly name: string },
): boolean | null {
  if (from === target.namespace) return true;
  if (context.grants === null) return null;
  return isReferenceGranted({ fromNamespace: from, ...target }, context.grants);
}
