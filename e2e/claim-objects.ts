import { setTimeout as sleep } from 'node:timers/promises';
import { httpsEntry, type WantedNames, wantedNames } from '../lib/domains/wanted-objects.ts';
import { applyManifest, kubectl, read } from './sandbox-control.ts';

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

/** Has cert-manager issue a claim's certificate now, whatever it waits for: what `cmctl renew` does. */
export async function renewNow(hostname: string, namespace = 'storefront'): Promise<void> {
  const { secret } = objectNamesOf(hostname);
  const conditions = await untilSettled(namespace, secret);
  const others = conditions.filter(({ type }) => type !== 'Issuing');
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, '');
  const issuing = { type: 'Issuing', status: 'True', reason: 'ManuallyTriggered', message: '', lastTransitionTime };
  await patchStatus('certificate', namespace, secret, { conditions: [...others, issuing] });
}

type CertificateStatus = {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  readonly lastFailureTime?: string;
};

const settleMs = 20_000;
const failureAgeMs = 2_500;

/**
 * Waits until a try that has failed is over, and not of this second: cert-manager counts whole ones, and would take that failure for one
 * of the next try.
 */
async function untilSettled(namespace: string, name: string): Promise<NonNullable<CertificateStatus['conditions']>> {
  const end = Date.now() + settleMs;
  while (Date.now() < end) {
    const { status = {} } = await read<{ status?: CertificateStatus }>('certificate', namespace, name);
    const { conditions = [], lastFailureTime } = status;
    const isIssuing = conditions.some((one) => one.type === 'Issuing' && one.status === 'True');
    const failedAt = lastFailureTime === undefined ? 0 : Date.parse(lastFailureTime);
    if (!isIssuing && Date.now() - failedAt > failureAgeMs) return conditions;
    await sleep(300);
  }
  throw new Error(`Certificate ${name} is being issued.`);
}

/** Writes the status of an object by hand. */
export async function patchStatus(kind: string, namespace: string, name: string, status: object): Promise<void> {
  const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status })];
  await kubectl('-n', namespace, 'patch', kind, name, ...patch);
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
