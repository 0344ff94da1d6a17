import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { grantDefinition } from '../../lib/guard/grant-definition.ts';
import type { Sandbox } from '../state/sandbox.ts';
import type { Manifest } from './cluster.ts';
import { isRecord } from './is-record.ts';
import { pathOf } from './kinds.ts';
import { readJsonManifests } from './manifests.ts';

const sets = ['gateway-api', 'cert-manager', 'envoy-gateway'] as const;
const hashAnnotation = 'sandbox.signalbox.dev/established';
const reminderAnnotation = 'sandbox.signalbox.dev/reminded';

/** Brings the CRDs of Gateway API, cert-manager, Envoy Gateway and the portal into the cluster; those that are there in the same version are left alone. */
export async function applyCustomResources({ cluster, binary }: Sandbox): Promise<void> {
  const manifests = [
    ...sets.flatMap((set) => readJsonManifests(join(binary('crds'), `${set}.json`))),
    grantDefinition(),
  ].filter(({ kind }) => kind === 'CustomResourceDefinition');
  await Promise.all(manifests.map((manifest) => applyOne(manifest)));

  async function applyOne(manifest: Manifest): Promise<void> {
    const hash = createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 32);
    const known = await cluster.getMetadata(pathOf(manifest));
    if (known.status === 200 && annotationsOf(known.body)[hashAnnotation] === hash) return;
    await cluster.apply(manifest);
    await untilEstablished(manifest);
    // Last, so that a start that was cut short does it again.
    await annotate(manifest, hashAnnotation, hash);
  }

  /** An API server that ends while it establishes a kind forgets to finish; any change of the object reminds the next one. */
  async function untilEstablished(manifest: Manifest): Promise<void> {
    for (let tries = 1; tries <= 300; tries += 1) {
      if (isEstablished((await cluster.get(pathOf(manifest))).body)) return;
      if (tries % 50 === 0) await annotate(manifest, reminderAnnotation, new Date().toISOString());
      await sleep(100);
    }
    throw new Error(`The API server does not establish ${manifest.metadata.name}.`);
  }

  /** With a manager of its own, to which nothing else of the object belongs. */
  async function annotate(
    { apiVersion, kind, metadata: { name } }: Manifest,
    key: string,
    value: string,
  ): Promise<void> {
    const manifest = { apiVersion, kind, metadata: { name, annotations: { [key]: value } } };
    await cluster.apply(manifest, key === hashAnnotation ? 'sandbox-established' : 'sandbox-reminder');
  }
}

function annotationsOf(object: unknown): Readonly<Record<string, unknown>> {
  return at(at(object, 'metadata'), 'annotations') ?? {};
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
