import { join } from 'node:path';
import { portalRbac } from '../../lib/rbac/portal-rbac.ts';
import { teamRbac } from '../../lib/rbac/team-rbac.ts';
import { sampleManifests } from '../samples/manifests.ts';
import { sampleServices } from '../samples/services.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { readTeams } from '../state/teams.ts';
import { type Cluster, type Manifest, platformManager } from './cluster.ts';
import { applyCustomResources } from './custom-resources.ts';
import { applyGuard, applyGuardGround } from './guard.ts';
import { controllerGroup, portalUser } from './identities.ts';
import { readManifests } from './manifests.ts';
import { applySeeds } from './seeds.ts';

/** The version of Envoy that Envoy Gateway is told to run. */
export const envoyVersion = '1.40.0';

/** Brings the cluster to the state that the platform's controllers need. Can be repeated; undoes nothing that people did. */
export async function applyPlatform(sandbox: Sandbox): Promise<void> {
  const { cluster, settings } = sandbox;
  const teams = readTeams(seedFile(sandbox, 'teams.json'));
  const namespaces = teams.teams.flatMap((team) => team.namespaces);
  await applyAll(cluster, [controllerBinding(), ...portalRbac({ user: portalUser }), ...namespaces.map(namespace)]);
  await applyAll(cluster, teams.teams.flatMap(teamRbac));
  await applyCustomResources(sandbox);
  await applyGuardGround(cluster, namespaces);
  const platform = readManifests(seedFile(sandbox, 'platform.yaml'), { ...portValues(sandbox), envoyVersion });
  await applyInOrder(cluster, platform);
  await pretendScheduled(cluster);
  await applyAll(
    cluster,
    sampleServices.flatMap((service) => sampleManifests(service, settings.ports)),
  );
  await applySeeds(cluster, readManifests(seedFile(sandbox, 'routes.yaml'), portValues(sandbox)));
  // After the seeds, whose names nobody has claimed: what is there stays.
  await applyGuard(sandbox);
}

/** Brings in the issuer and the platform's certificate, once cert-manager's kinds are there. */
export async function applyIssuer(sandbox: Sandbox): Promise<void> {
  const values = {
    ...portValues(sandbox),
    tsigCertManager: sandbox.secrets.tsigCertManager,
    authority: Buffer.from(sandbox.authority.certificate).toString('base64'),
  };
  await applyInOrder(sandbox.cluster, readManifests(seedFile(sandbox, 'issuer.yaml'), values));
}

/** The path of a file of the seeds. */
export function seedFile({ settings }: Pick<Sandbox, 'settings'>, name: string): string {
  return join(settings.checkout, 'sandbox', 'seeds', name);
}

function portValues({ settings }: Sandbox): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings.ports).map(([name, port]) => [name, String(port)]));
}

function namespace(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** The platform's controllers have certificates of their own, and this group in common. */
function controllerBinding(): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'sandbox-controllers' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: controllerGroup }],
  };
}

/** Without a kubelet and a load balancer nobody else writes what Envoy Gateway waits for. */
async function pretendScheduled(cluster: Cluster): Promise<void> {
  const metadata = { name: 'envoy-infra-external', namespace: 'envoy-gateway-system' };
  await cluster.patchStatus(
    { apiVersion: 'v1', kind: 'Service', metadata },
    { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } },
  );
  const now = new Date().toISOString();
  await cluster.patchStatus(
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata },
    {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'RunsOnTheHost',
          message: '',
          lastUpdateTime: now,
          lastTransitionTime: now,
        },
      ],
    },
  );
}

async function applyAll(cluster: Cluster, manifests: readonly Manifest[]): Promise<void> {
  await Promise.all(manifests.map((manifest) => cluster.apply(manifest, platformManager)));
}

async function applyInOrder(cluster: Cluster, manifests: readonly Manifest[]): Promise<void> {
  for (const manifest of manifests) await cluster.apply(manifest, platformManager);
}
