import type { Cluster, Manifest } from './cluster.ts';
import { isRecord } from './is-record.ts';
import { pathOf } from './kinds.ts';

const makerAnnotation = 'sandbox.signalbox.dev/made-by';
const marker = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seeds', namespace: 'infra' } } as const;

/**
 * Brings in the routes that a newcomer finds, each once: a marker in the cluster remembers which were there, so that
 * what people deleted does not come back at the next start.
 */
export async function applySeeds(cluster: Cluster, routes: readonly Manifest[]): Promise<void> {
  const planted = plantedOf((await cluster.get(pathOf(marker))).body);
  const data = { ...planted };
  for (const route of routes) {
    const key = `${route.metadata.namespace ?? 'default'}.${route.metadata.name}`;
    if (key in planted) continue;
    await plant(cluster, route);
    data[key] = 'planted';
  }
  if (Object.keys(data).length > Object.keys(planted).length) await cluster.apply({ ...marker, data });
}

async function plant(cluster: Cluster, route: Manifest): Promise<void> {
  const { annotations, ...metadata }: Manifest['metadata'] & { annotations?: unknown } = route.metadata;
  const maker = makerOf(annotations);
  const manifest = { ...route, metadata };
  if (maker.startsWith('kubectl')) await cluster.create(manifest, maker);
  else await cluster.apply(manifest, maker);
}

function makerOf(annotations: unknown): string {
  const value = isRecord(annotations) ? annotations[makerAnnotation] : undefined;
  return typeof value === 'string' ? value : 'signalbox';
}

function plantedOf(body: unknown): Record<string, unknown> {
  const data = isRecord(body) ? body.data : null;
  return isRecord(data) ? { ...data } : {};
}
