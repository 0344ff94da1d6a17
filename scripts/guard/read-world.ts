import { ApiException, CoreV1Api, CustomObjectsApi, KubeConfig } from '@kubernetes/client-node';
import { type KubeObject as ClusterObject, isKubeObject } from '../../lib/gateway-api/objects.ts';
import { grantApi, grantName, grantPlural, readGrant } from '../../lib/guard/grant.ts';
import { type GuardedResource, guardedKinds, guardedResources } from '../../lib/guard/guarded-object.ts';
import type { GuardedWorld } from '../../lib/guard/report.ts';

const pageSize = 500;

/** Reads what the guard looks at from the cluster of the environment's kubeconfig. */
export async function readGuardedWorld(): Promise<
  GuardedWorld & { readonly hasGrants: boolean; readonly missingKinds: readonly GuardedResource[] }
> {
  const kubeconfig = new KubeConfig();
  if (process.env.SIGNALBOX_KUBECONFIG) kubeconfig.loadFromFile(process.env.SIGNALBOX_KUBECONFIG);
  else kubeconfig.loadFromDefault();
  const api = kubeconfig.makeApiClient(CustomObjectsApi);
  const [grants, namespaces, ...kinds] = await Promise.all([
    listAll(api, grantApi.group, grantApi.version, grantPlural),
    labelsOfNamespaces(kubeconfig),
    ...guardedResources.map((plural) => listAll(api, 'gateway.networking.k8s.io', 'v1', plural)),
  ]);
  return {
    grants: new Map(
      (grants ?? [])
        .filter(({ metadata }) => metadata.name === grantName)
        .map((grant) => [grant.metadata.namespace ?? '', readGrant(grant)]),
    ),
    namespaces,
    objects: kinds.flatMap((objects, index) => {
      const plural = guardedResources[index];
      if (plural === undefined) return [];
      return (objects ?? []).map(({ metadata, spec }) => ({
        kind: guardedKinds[plural],
        metadata: { name: metadata.name, namespace: metadata.namespace ?? '' },
        spec,
      }));
    }),
    hasGrants: grants !== null,
    missingKinds: guardedResources.filter((_, index) => kinds[index] === null),
  };
}

/** All objects of a kind, page by page; null where the cluster does not have the kind. */
async function listAll(
  api: CustomObjectsApi,
  group: string,
  version: string,
  plural: string,
): Promise<readonly ClusterObject[] | null> {
  const found: ClusterObject[] = [];
  let next: string | undefined;
  do {
    try {
      const page: unknown = await api.listClusterCustomObject({
        group,
        version,
        plural,
        limit: pageSize,
        ...(next ? { _continue: next } : {}),
      });
      found.push(...itemsOf(page));
      next = continueOf(page);
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return null;
      throw new Error(`${plural} cannot be listed: ${messageOf(error)}`, { cause: error });
    }
  } while (next);
  return found;
}

async function labelsOfNamespaces(kubeconfig: KubeConfig): Promise<GuardedWorld['namespaces']> {
  const { items } = await kubeconfig.makeApiClient(CoreV1Api).listNamespace();
  return new Map(items.map(({ metadata }) => [metadata?.name ?? '', metadata?.labels ?? {}]));
}

function itemsOf(page: unknown): readonly ClusterObject[] {
  const items = typeof page === 'object' && page !== null && 'items' in page ? page.items : [];
  return Array.isArray(items) ? items.filter(isKubeObject) : [];
}

function continueOf(page: unknown): string | undefined {
  if (typeof page !== 'object' || page === null || !('metadata' in page)) return undefined;
  const { metadata } = page;
  if (typeof metadata !== 'object' || metadata === null || !('continue' in metadata)) return undefined;
  return typeof metadata.continue === 'string' && metadata.continue !== '' ? metadata.continue : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof ApiException ? `the API server answered ${error.code}` : String(error);
}
