import { httpsEntry, type WantedNames, wantedNames } from '../lib/domains/wanted-objects.ts';
import { applyManifest, kubectl } from './sandbox-control.ts';

/** Marks what tests about domains make beside the worker's own objects. */
const testLabel = { 'signalbox.test/domains': 'yes' } as const;
const kinds = 'httproute,listenerset,certificate';
const gatewayApi = 'gateway.networking.k8s.io/v1';

/** What the worker calls the objects of a claim on a hostname. */
export function objectNamesOf(hostname: string): WantedNames {
  const isWildcard = hostname.startsWith('*.');
  return wantedNames({ name: isWildcard ? hostname.slice(2) : hostname, scope: isWildcard ? 'wildcard' : 'exact' });
}

export type Behind = {
  readonly namespace?: string;
  readonly service?: string;
  /** What the route is attached to; the HTTPS entry of the claim's ListenerSet where nothing is said. */
  readonly parents?: readonly object[];
  readonly annotations?: Readonly<Record<string, string>>;
};

/** Puts a route for a hostname into the cluster, as kubectl does, and gives its name. */
export async function routeBehind(hostname: string, behind: Behind = {}): Promise<string> {
  const { namespace = 'storefront', service = 'storefront-v1', parents = [setOf(hostname)], annotations = {} } = behind;
  const name = `behind-${objectNamesOf(hostname).listenerSet.slice('signalbox-'.length)}`;
  await applyManifest({
    apiVersion: gatewayApi,
    kind: 'HTTPRoute',
    metadata: { name, namespace, labels: testLabel, annotations },
    spec: { parentRefs: parents, hostnames: [hostname], rules: [{ backendRefs: [{ name: service, port: 80 }] }] },
  });
  return name;
}

function setOf(hostname: string): object {
  const { listenerSet } = objectNamesOf(hostname);
  return { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: listenerSet, sectionName: httpsEntry };
}

/** A listener of the sandbox's Gateway itself, as a parent. */
export function gatewayListener(sectionName: 'http' | 'https' | 'ops'): object {
  return { name: 'external', namespace: 'infra', sectionName };
}

export type SetEntry = {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly hostname: string;
  readonly tls?: object;
};

/** Puts a ListenerSet of the sandbox's Gateway into the cluster, as kubectl does. */
export async function putListenerSet(
  place: { readonly namespace: string; readonly name: string },
  listeners: readonly SetEntry[],
  annotations: Readonly<Record<string, string>> = {},
): Promise<void> {
  await applyManifest({
    apiVersion: gatewayApi,
    kind: 'ListenerSet',
    metadata: { ...place, labels: testLabel, annotations },
    spec: { parentRef: { name: 'external', namespace: 'infra' }, listeners },
  });
}

/** Requests a certificate for a hostname beside that of the claim, as kubectl does. */
export async function orderBeside(
  hostname: string,
  { namespace, name, issuer }: { readonly namespace: string; readonly name: string; readonly issuer: string },
): Promise<void> {
  await applyManifest({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace, labels: testLabel },
    spec: {
      secretName: name,
      dnsNames: [hostname],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
}

/** Whether an object is there. */
export async function isThere(kind: string, namespace: string, name: string): Promise<boolean> {
  return (await kubectl('-n', namespace, 'get', kind, name, '--ignore-not-found', '-o', 'name')).trim() !== '';
}

/** Takes everything away that the functions above made. */
export async function removeTestObjects(): Promise<void> {
  for (const namespace of ['storefront', 'content', 'payments']) {
    const [label] = Object.entries(testLabel).map(([key, value]) => `${key}=${value}`);
    await kubectl('-n', namespace, 'delete', kinds, '-l', label ?? '', '--ignore-not-found', '--wait=false');
  }
}
