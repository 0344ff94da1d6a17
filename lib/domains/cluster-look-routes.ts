import { gatewayGroup, parentName } from '../gateway-api/attachment.ts';
import { findCondition } from '../gateway-api/conditions.ts';
import { externalDnsAnnotations, publishedNames } from '../gateway-api/external-dns.ts';
import { epochMs, namespaceOf, objects } from '../gateway-api/hostile.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { Condition, HttpRoute, ListenerSet } from '../gateway-api/objects.ts';
import { type ParentStatus, summariseStatus } from '../gateway-api/status.ts';
import { type Claim, hostnameOfClaim, overlaps } from './claim.ts';
import type { ClusterIndex } from './cluster-index.ts';
import type { ClusterLook } from './observation.ts';
import { httpEntry, redirectRole, roleLabel, wantedNames } from './wanted-objects.ts';

/** cert-manager's temporary routes. */
const solverLabel = 'acme.cert-manager.io/http01-solver';

/**
 * What carries a claim's name, or part of it: routes of the team, and routes and ListenerSets of other namespaces. Temporary routes of
 * cert-manager's and our redirect are no routes of the team's; elsewhere they count, because anybody can write a label.
 */
export function carriersOf(
  claim: Claim,
  index: ClusterIndex,
  ownNamespaces: readonly string[],
): { readonly own: readonly HttpRoute[]; readonly looks: ClusterLook['routes']; readonly hasWaiting: boolean } {
  const hostname = hostnameOfClaim(claim);
  const isOwn = (object: HttpRoute | ListenerSet) => ownNamespaces.includes(namespaceOf(object));
  const setKey = objectKey({ namespace: claim.attachment.namespace, name: wantedNames(claim).listenerSet });
  const routes = [...index.routes.overlapping(hostname), ...(index.namelessRoutes.get(setKey) ?? [])];
  const own = routes.filter((route) => isOwn(route) && !isTemporary(route));
  const foreign = routes.filter((route) => !isOwn(route) && !isMesh(route));
  const foreignSets = index.listenerSets.overlapping(hostname).filter((set) => !isOwn(set));
  return {
    own,
    hasWaiting: routes.some((route) => isOwn(route) && isWaiting(route)),
    looks: [
      ...own.map((route) => ({
        ...nameOf(route),
        isAccepted: isServed(route, claim, index),
        acceptedSince: acceptedSince(route),
        isForeign: false,
      })),
      ...foreign.map((route) => ({ ...nameOf(route), isAccepted: isAcceptedAnywhere(route), isForeign: true })),
      ...foreignSets.map((set) => ({
        kind: 'ListenerSet' as const,
        ...nameOf(set),
        isAccepted: findCondition(set.status?.conditions, 'Accepted')?.status === 'True',
        isForeign: true,
      })),
    ],
  };
}

/** Whether a route has annotations for ExternalDNS under the prefix that the running version does not read, and there alone. */
export function hasFormerPrefix(route: HttpRoute, prefix: string): boolean {
  const { unread } = publishedNames(route, prefix);
  const read = Object.values(externalDnsAnnotations(prefix));
  const annotations = route.metadata.annotations ?? {};
  return unread.some((key) => {
    const twin = read.find((one) => one.slice(one.lastIndexOf('/')) === key.slice(key.lastIndexOf('/')));
    return twin === undefined || annotations[twin] === undefined;
  });
}

/**
 * The names whose records ExternalDNS would delete as the routes stand now: it publishes what an accepted route of a Gateway with
 * addresses asks for. Only names that were live are said to be lost.
 *
 * @see ExternalDNS source/gateway.go
 */
export function namesToLose(
  claim: Claim,
  own: readonly HttpRoute[],
  { snapshot }: ClusterIndex,
  prefix: string,
): readonly string[] {
  if (claim.origin !== 'platform' || claim.liveAt === null) return [];
  const gateway = snapshot.gateways.get(objectKey(claim.attachment.gateway));
  const hasAddress = objects(gateway?.status?.addresses).length > 0;
  const isPublished = (route: HttpRoute) => hasAddress && isAcceptedAnywhere(route);
  const namesOf = (route: HttpRoute) => publishedNames(route, prefix).names.filter((name) => isOfClaim(name, claim));
  const kept = new Set(own.filter(isPublished).flatMap(namesOf));
  return [...new Set(own.flatMap(namesOf))].filter((name) => !kept.has(name));
}

function isOfClaim(hostname: string, claim: Claim): boolean {
  const isWildcard = hostname.startsWith('*.');
  const name = isWildcard ? hostname.slice(2) : hostname;
  return overlaps({ name, scope: isWildcard ? 'wildcard' : 'exact' }, claim);
}

/** Whether the route is accepted where the claim's own requests arrive. */
function isServed(route: HttpRoute, claim: Claim, { snapshot }: ClusterIndex): boolean {
  const parents = summariseStatus(route, snapshot).parents.filter(isTaken);
  const { strategy, gateway, namespace } = claim.attachment;
  if (strategy === 'covered') return parents.length > 0;
  const names = wantedNames(claim);
  return parents.some(({ parent }) =>
    strategy === 'listener-set'
      ? parent.kind === 'ListenerSet' &&
        objectKey(parent) === objectKey({ namespace, name: names.listenerSet }) &&
        parent.sectionName !== httpEntry
      : parent.kind === 'Gateway' &&
        objectKey(parent) === objectKey(gateway) &&
        parent.sectionName !== names.sharedHttp,
  );
}

function isTaken({ state }: ParentStatus): boolean {
  return state === 'accepted' || state === 'partial' || state === 'unresolved';
}

/** By the word of any controller, of whatever generation: what ExternalDNS goes by. */
function isAcceptedAnywhere(route: HttpRoute): boolean {
  return acceptances(route).length > 0;
}

/** When the route was first accepted of those acceptances that still stand, in epoch milliseconds. */
function acceptedSince(route: HttpRoute): number | null {
  const times = acceptances(route).flatMap(({ lastTransitionTime }) => epochMs(lastTransitionTime) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function acceptances(route: HttpRoute): readonly Condition[] {
  return objects(route.status?.parents).flatMap(({ conditions }) => {
    const accepted = findCondition(objects(conditions), 'Accepted');
    return accepted?.status === 'True' ? [accepted] : [];
  });
}

/** Envoy Gateway used to refuse a route as long as no listener of its had a certificate. @see envoyproxy/gateway#9012 */
function isWaiting(route: HttpRoute): boolean {
  return objects(route.status?.parents).some(({ conditions }) => {
    const accepted = findCondition(objects(conditions), 'Accepted');
    return accepted?.status === 'False' && accepted.reason === 'NoReadyListeners';
  });
}

/** Whether a route is cert-manager's, to answer a challenge, or ours, to lead HTTP to HTTPS: none that a team has made. */
export function isTemporary({ metadata }: HttpRoute): boolean {
  return metadata.labels?.[solverLabel] === 'true' || metadata.labels?.[roleLabel] === redirectRole;
}

/** A route of a service mesh only, which no request from outside comes to. */
function isMesh(route: HttpRoute): boolean {
  const namespace = namespaceOf(route);
  const parents = objects(route.spec?.parentRefs).map((ref) => parentName(ref, namespace));
  return parents.length > 0 && parents.every(({ group, kind }) => group !== gatewayGroup && kind === 'Service');
}

function nameOf(object: HttpRoute | ListenerSet): { readonly namespace: string; readonly name: string } {
  return { namespace: namespaceOf(object), name: object.metadata.name };
}
