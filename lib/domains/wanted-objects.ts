import { gatewayGroup } from '../gateway-api/attachment.ts';
import type { HttpRoute, KubeObject, Listener, ListenerSet, ObjectMeta } from '../gateway-api/objects.ts';
import { type Claim, hostnameOfClaim } from './claim.ts';
import type { DomainSettings } from './settings.ts';
import { sha256 } from './sha256.ts';

/** Carries a claim's id on every object that is made for it. */
export const claimLabel = 'signalbox.dev/claim';
/** On routes that only redirect to HTTPS: no route of the team's. */
export const roleLabel = 'signalbox.dev/role';
export const redirectRole = 'redirect';
/** Names of the entries in a claim's ListenerSet. */
export const httpEntry = 'http';
export const httpsEntry = 'https';

/** The names of what is made for a claim, from its hostname alone: the same after a restart and in every replica. */
export type WantedNames = {
  readonly listenerSet: string;
  readonly redirectRoute: string;
  /** Also the name of the Certificate, which cert-manager names after the Secret. */
  readonly secret: string;
  /** Names of the entries on a shared Gateway, unique there. */
  readonly sharedHttp: string;
  readonly sharedHttps: string;
};

/** @see WantedNames */
export function wantedNames(claim: Pick<Claim, 'name' | 'scope'>): WantedNames {
  const hostname = hostnameOfClaim(claim);
  const known = knownNames.get(hostname);
  if (known !== undefined) return known;
  const name = `signalbox-${sha256(hostname).slice(0, 20)}`;
  const names = {
    listenerSet: name,
    redirectRoute: name,
    secret: `${name}-tls`,
    sharedHttp: `${name}-http`,
    sharedHttps: `${name}-https`,
  };
  if (knownNames.size >= mostKnown) knownNames.clear();
  knownNames.set(hostname, names);
  return names;
}

/** Each look at a claim asks for its names several times, and hashing is the dearest part of it. */
const knownNames = new Map<string, WantedNames>();
const mostKnown = 20_000;

/** The ClusterIssuer that the certificate of a claim is requested from. */
export function issuerOf(claim: Pick<Claim, 'challenge'>, settings: DomainSettings): string {
  return (claim.challenge === 'http-01' ? settings.http01Issuer : null) ?? settings.clusterIssuer;
}

/**
 * The ListenerSet in the team's namespace that a claim wants: one entry for HTTP and one for HTTPS. The annotation makes cert-manager
 * request the certificate. Null where the platform attaches domains in another way.
 *
 * @see Gateway API v1, ListenerSet; cert-manager, annotated Gateway resource
 */
export function listenerSetOf(claim: Claim, settings: DomainSettings): ListenerSet | null {
  const { strategy, gateway, namespace } = claim.attachment;
  if (strategy !== 'listener-set') return null;
  const names = wantedNames(claim);
  return {
    apiVersion: `${gatewayGroup}/v1`,
    kind: 'ListenerSet',
    metadata: {
      ...meta(claim, names.listenerSet, namespace),
      annotations: { 'cert-manager.io/cluster-issuer': issuerOf(claim, settings) },
    },
    spec: {
      parentRef: { group: gatewayGroup, kind: 'Gateway', namespace: gateway.namespace, name: gateway.name },
      listeners: entries(claim, settings, { http: httpEntry, https: httpsEntry }, 'Same'),
    },
  };
}

/**
 * The entries that a claim wants on a shared Gateway, to be applied under a field manager of the claim's own (so that giving them up
 * takes them away); routes may come from the team's namespace only. Empty where the platform attaches domains in another way.
 */
export function sharedListenersOf(claim: Claim, settings: DomainSettings): readonly Listener[] {
  if (claim.attachment.strategy !== 'shared-listener') return [];
  const { sharedHttp, sharedHttps } = wantedNames(claim);
  return entries(claim, settings, { http: sharedHttp, https: sharedHttps }, 'Selector');
}

/**
 * The Certificate that a claim on a shared Gateway wants, beside the Gateway: an annotation there would request certificates for the
 * platform's own listeners too. Null where cert-manager makes the Certificate by itself, or none is needed.
 */
export function certificateOf(claim: Claim, settings: DomainSettings): KubeObject | null {
  const { strategy, gateway } = claim.attachment;
  if (strategy !== 'shared-listener') return null;
  const { secret } = wantedNames(claim);
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: meta(claim, secret, gateway.namespace),
    spec: {
      secretName: secret,
      dnsNames: [hostnameOfClaim(claim)],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuerOf(claim, settings) },
    },
  };
}

/**
 * The route that sends HTTP to HTTPS, and answers the path of our own probe in a way that only it does. ExternalDNS is told to leave
 * it alone: what a name gets in DNS follows from the team's routes, and two routes with unlike annotations would quarrel.
 * Null where a listener of the platform's covers the name: redirecting there is the team's decision.
 */
export function redirectRouteOf(claim: Claim, settings: DomainSettings): HttpRoute | null {
  const { strategy, gateway, namespace } = claim.attachment;
  if (strategy === 'covered') return null;
  const names = wantedNames(claim);
  const parent =
    strategy === 'listener-set'
      ? { kind: 'ListenerSet', namespace, name: names.listenerSet, sectionName: httpEntry }
      : { kind: 'Gateway', namespace: gateway.namespace, name: gateway.name, sectionName: names.sharedHttp };
  const https = { scheme: 'https', ...(settings.httpsPort === 443 ? {} : { port: settings.httpsPort }) };
  return {
    apiVersion: `${gatewayGroup}/v1`,
    kind: 'HTTPRoute',
    metadata: {
      ...meta(claim, names.redirectRoute, namespace, { [roleLabel]: redirectRole }),
      annotations: {
        'external-dns.kubernetes.io/controller': 'none',
        'external-dns.alpha.kubernetes.io/controller': 'none',
      },
    },
    spec: {
      parentRefs: [{ group: gatewayGroup, ...parent }],
      hostnames: [hostnameOfClaim(claim)],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: probePathOf(claim) } }],
          filters: [redirect({ ...https, statusCode: 302, path: replaceWith(answerPath(claim)) })],
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [redirect({ ...https, statusCode: 301 })],
        },
      ],
    },
  };
}

/** The path that only the claim's redirect route answers as `probeLocationOf` says. */
export function probePathOf(claim: Pick<Claim, 'id'>): string {
  return wellKnown('probe', claim);
}

/**
 * What the `Location` of that answer ends with. It names another path than the one asked for, so that a server which sends every
 * request to HTTPS as it is does not pass for ours.
 */
export function probeLocationOf(claim: Pick<Claim, 'id'>, settings: DomainSettings): string {
  const port = settings.httpsPort === 443 ? '' : `:${settings.httpsPort}`;
  return `${port}${answerPath(claim)}`;
}

type RawListener = NonNullable<NonNullable<ListenerSet['spec']>['listeners']>[number] & Listener;

function entries(
  claim: Claim,
  { listenerPorts }: DomainSettings,
  names: { readonly http: string; readonly https: string },
  from: 'Same' | 'Selector',
): readonly RawListener[] {
  const { namespace } = claim.attachment;
  const namespaces =
    from === 'Same' ? { from } : { from, selector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  const common = { hostname: hostnameOfClaim(claim), allowedRoutes: { namespaces } };
  const { secret } = wantedNames(claim);
  return [
    { name: names.http, protocol: 'HTTP', port: listenerPorts.http, ...common },
    {
      name: names.https,
      protocol: 'HTTPS',
      port: listenerPorts.https,
      ...common,
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: secret }] },
    },
  ];
}

type Redirect = NonNullable<
  NonNullable<NonNullable<NonNullable<HttpRoute['spec']>['rules']>[number]['filters']>[number]['requestRedirect']
>;

function redirect(requestRedirect: Redirect) {
  return { type: 'RequestRedirect', requestRedirect };
}

function replaceWith(path: string) {
  return { type: 'ReplaceFullPath', replaceFullPath: path };
}

function answerPath(claim: Pick<Claim, 'id'>): string {
  return wellKnown('answer', claim);
}

function wellKnown(what: 'probe' | 'answer', { id }: Pick<Claim, 'id'>): string {
  return `/.well-known/signalbox/${sha256(`${what} ${id}`).slice(0, 32)}`;
}

function meta(
  claim: Claim,
  name: string,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): ObjectMeta {
  return {
    name,
    namespace,
    labels: { 'app.kubernetes.io/managed-by': 'signalbox', [claimLabel]: claim.id, ...labels },
  };
}
