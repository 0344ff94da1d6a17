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
const hashAnnotation = 'sandbox.signalbox.dev/content';

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
    const isThere = known.status === 200 && annotationsOf(known.body)[hashAnnotation] === hash;
    if (isThere && (await isServed(manifest))) return;
    const metadata = { ...manifest.metadata, annotations: { ...annotationsOf(manifest), [hashAnnotation]: hash } };
    if (!isThere) await cluster.apply({ ...manifest, metadata });
    await untilEstablished(manifest);
  }

  /** Discovery says it in a few bytes; the object itself has up to a million. */
  async function isServed({ spec, metadata }: Manifest): Promise<boolean> {
    const version = Object.values(at({ spec }, 'spec')?.versions ?? {}).find((one) => isRecord(one) && one.served);
    const [plural] = String(metadata.name).split('.');
    const group = String(metadata.name).slice(`${plural}.`.length);
    const { body } = await cluster.get(`/apis/${group}/${isRecord(version) ? version.name : ''}`);
    return Object.values(at(body, 'resources') ?? {}).some((one) => isRecord(one) && one.name === plural);
  }

  /** An API server that ends while it establishes a kind forgets to finish; any change of the object reminds the next one. */
  async function untilEstablished(manifest: Manifest): Promise<void> {
    for (let tries = 1; tries <= 300; tries += 1) {
      if (isEstablished((await cluster.get(pathOf(manifest))).body)) return;
      if (tries % 50 === 0) await remind(manifest);
      await sleep(100);
    }
    throw new Error(`The API server does not establish ${manifest.metadata.name}.`);
  }

  /** With a manager of its own, to which nothing else of the object belongs. */
  async function remind({ apiVersion, kind, metadata: { name } }: Manifest): Promise<void> {
    const annotations = { 'sandbox.signalbox.dev/reminded': new Date().toISOString() };
    await cluster.apply({ apiVersion, kind, metadata: { name, annotations } }, 'sandbox-reminder');
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
