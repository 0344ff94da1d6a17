import { applyManifest, kubectl } from '../e2e/sandbox-control.ts';

const namespace = 'storefront';
const label = 'bench.signalbox.dev';
const chunkSize = 500;
const parallel = 4;

/** The route whose keystrokes are measured: its only rule has a path. */
export const editedRoute = { namespace, name: 'bench-edited', hostname: 'bench-edited.apps.localhost' } as const;

/** Fills the namespace with routes like those that teams have, and adds the one that is edited. */
export async function makeRoutes(count: number): Promise<void> {
  await applyManifest(manifestOf(editedRoute.name, editedRoute.hostname, '/bench'));
  const routes = Array.from({ length: count }, (_, at) =>
    manifestOf(`bench-${at}`, `bench-${at % 2_500}.apps.localhost`, `/team-${at % 7}/v${at % 3}`),
  );
  // kubectl sends one object at a time, so several of them work beside each other.
  for (let first = 0; first < count; first += chunkSize * parallel) {
    const chunks = Array.from({ length: parallel }, (_, index) => {
      const from = first + index * chunkSize;
      return routes.slice(from, from + chunkSize);
    });
    await Promise.all(
      chunks
        .filter((items) => items.length > 0)
        .map((items) => applyManifest({ apiVersion: 'v1', kind: 'List', items })),
    );
  }
}

/** Waits until controllers have written the status of all routes: five seconds without a change, three minutes at most. */
export async function untilQuiet(): Promise<void> {
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes?watch=1&timeoutSeconds=5`;
  for (let attempt = 0; attempt < 36; attempt += 1) {
    const { metadata } = JSON.parse(
      await kubectl('get', '--raw', path.replace('watch=1&timeoutSeconds=5', 'limit=1')),
    ) as {
      metadata: { resourceVersion: string };
    };
    if ((await kubectl('get', '--raw', `${path}&resourceVersion=${metadata.resourceVersion}`)).trim() === '') return;
  }
  console.log('The routes are still being written to; the times below are those of a busy cluster.');
}

/** Takes all of them away. The API server gives up on a request after a minute and goes on with it, so it is asked until none is left. */
export async function deleteRoutes(): Promise<void> {
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`;
  const labelled = `labelSelector=${encodeURIComponent(`${label}=yes`)}`;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await kubectl('delete', '--raw', `${path}?${labelled}`).catch(() => '');
    const { items } = JSON.parse(await kubectl('get', '--raw', `${path}?${labelled}&limit=1`)) as { items: unknown[] };
    if (items.length === 0) return;
  }
  throw new Error('Some routes of the benchmark are left; docs/benchmarks.md says how to take them away.');
}

function manifestOf(name: string, hostname: string, path: string) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name,
      namespace,
      labels: { [label]: 'yes' },
      // ExternalDNS shall not publish thousands of names for this.
      annotations: { 'external-dns.alpha.kubernetes.io/controller': 'nobody' },
    },
    spec: {
      parentRefs: [{ name: 'external', namespace: 'infra', sectionName: 'http' }],
      hostnames: [hostname],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          backendRefs: [{ name: 'hello-a', port: 80 }],
        },
      ],
    },
  };
}
