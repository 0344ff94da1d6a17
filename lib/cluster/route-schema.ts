import 'server-only';
import { z } from 'zod';
import { processWide } from '../process-wide.ts';
import { cluster } from './cluster.ts';
import { ClusterUnreachable } from './transport.ts';

const crdName = 'httproutes.gateway.networking.k8s.io';
const crdPath = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${crdName}`;
const timeoutMs = 3_000;

const version = z.looseObject({
  name: z.string(),
  schema: z.object({ openAPIV3Schema: z.looseObject({}) }).optional(),
});
const customResourceDefinition = z.object({
  metadata: z.object({
    name: z.string(),
    resourceVersion: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ versions: z.array(version) }),
});

/** The HTTPRoute CRD, cut to what judging, completing and explaining a route needs: plain data for the browser. */
export type RouteSchema = {
  readonly metadata: {
    readonly name: string;
    /** Changes with the CRD, so that a judge made from it can be kept until then. */
    readonly resourceVersion: string;
  };
  /** For example `v1.6.3`; null when the CRD does not say. */
  readonly bundleVersion: string | null;
  /** `standard` or `experimental`; null when the CRD does not say. */
  readonly channel: string | null;
  readonly spec: {
    readonly versions: readonly [{ readonly name: 'v1'; readonly schema: { readonly openAPIV3Schema: unknown } }];
  };
};

/**
 * The schema of HTTPRoutes as the cluster has it now, read with the portal's own rights and kept until the CRD changes.
 *
 * @returns null when the CRD does not exist, may not be read or the cluster cannot be asked: then only the checks that need no
 * schema run, and the screen says so
 */
export async function loadRouteSchema(): Promise<RouteSchema | null> {
  const object: unknown = cluster().store.customResourceDefinitions.get(crdName) ?? (await readCrd());
  const kept = processWide<{ schema: RouteSchema | null }>('route-schema', () => ({ schema: null }));
  const known = kept.schema?.metadata.resourceVersion;
  if (known === undefined || known !== resourceVersionOf(object)) kept.schema = toRouteSchema(object);
  return kept.schema;
}

/** The part of a CRD that is needed; null for what is no CRD with a schema for `v1`. */
export function toRouteSchema(object: unknown): RouteSchema | null {
  const read = customResourceDefinition.safeParse(object);
  const schema = read.data?.spec.versions.find((one) => one.name === 'v1')?.schema;
  if (read.data === undefined || schema === undefined) return null;
  const { annotations, name, resourceVersion } = read.data.metadata;
  return {
    metadata: { name, resourceVersion },
    bundleVersion: annotations['gateway.networking.k8s.io/bundle-version'] ?? null,
    channel: annotations['gateway.networking.k8s.io/channel'] ?? null,
    spec: { versions: [{ name: 'v1', schema }] },
  };
}

/** Before the first list of the watch has come, or where the portal may read this CRD but not list all of them. */
async function readCrd(): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await cluster().transport.send({ method: 'GET', path: crdPath, timeoutMs, signal });
    return answer.status === 200 ? answer.body : null;
  } catch (error) {
    if (error instanceof ClusterUnreachable) return null;
    throw error;
  }
}

const versioned = z.object({ metadata: z.object({ resourceVersion: z.string() }) });

/** Reading the whole CRD again at each call would cost more than what it is kept for. */
function resourceVersionOf(object: unknown): string | null {
  return versioned.safeParse(object).data?.metadata.resourceVersion ?? null;
}
