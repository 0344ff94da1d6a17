import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../state/sandbox.ts';
import type { Manifest } from './cluster.ts';
import { pathOf } from './kinds.ts';
import { readManifestFolder } from './manifests.ts';

const sets = ['gateway-api', 'cert-manager', 'envoy-gateway'] as const;
const hashAnnotation = 'sandbox.signalbox.dev/content';

/** Brings the CRDs of Gateway API, cert-manager and Envoy Gateway into the cluster; those that are there in the same version are left alone. */
export async function applyCustomResources({ cluster, binary }: Sandbox): Promise<void> {
  const manifests = sets
    .flatMap((set) => readManifestFolder(join(binary('crds'), set)))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
  await Promise.all(manifests.map((manifest) => applyOne(manifest)));

  async function applyOne(manifest: Manifest): Promise<void> {
    const hash = createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 32);
    const known = await cluster.get(pathOf(manifest));
    if (known.status !== 200 || annotationOf(known.body) !== hash) {
      const metadata = { ...manifest.metadata, annotations: { ...annotationsOf(manifest), [hashAnnotation]: hash } };
      await cluster.apply({ ...manifest, metadata });
    }
    await untilEstablished(manifest);
  }

  async function untilEstablished(manifest: Manifest): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; await sleep(100)) {
      if (isEstablished((await cluster.get(pathOf(manifest))).body)) return;
    }
    throw new Error(`The API server does not establish ${manifest.metadata.name}.`);
  }
}

function annotationsOf(object: unknown): Readonly<Record<string, unknown>> {
  return at(at(object, 'metadata'), 'annotations') ?? {};
}

function annotationOf(object: unknown): unknown {
  return annotationsOf(object)[hashAnnotation];
}

function isEstablished(object: unknown): boolean {
  const conditions = Object.values(at(at(object, 'status'), 'conditions') ?? {});
  return conditions.some(
    (condition) => isRecord(condition) && condition.type === 'Established' && condition.status === 'True',
  );
}

function at(object: unknown, key: string): Readonly<Record<string, unknown>> | null {
  const value = isRecord(object) ? object[key] : null;
  return isRecord(value) ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
