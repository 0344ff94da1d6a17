import { afterAll, expect, test } from 'vitest';
import type { ClusterIdentity } from '../access/actor.ts';
import { config } from '../config.ts';
import { clusterUser, platformAdminGroup, teamGroup } from '../rbac/identities.ts';
import { routePath } from './route-path.ts';
import { createTransport } from './transport.ts';

const transport = createTransport(config().kubeconfig);
afterAll(() => transport.close());

const member = (group: string) => ({ user: clusterUser('test'), groups: [group] as [string] });
const viewer = member(teamGroup('storefront', 'viewer'));
const editor = member(teamGroup('storefront', 'editor'));
const secrets = '/api/v1/namespaces/cert-manager/secrets';

function draft(namespace: string) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'rights-test', namespace },
    spec: { hostnames: ['rights-test.apps.localhost'] },
  };
}

function tryApply(namespace: string, as: ClusterIdentity) {
  const path = routePath(namespace, 'rights-test', '?fieldManager=signalbox&dryRun=All');
  return transport.send({
    method: 'PATCH',
    path,
    body: draft(namespace),
    contentType: 'application/apply-patch+yaml',
    as,
  });
}

test('the portal may not read Secrets, neither as itself nor as anybody', async () => {
  for (const as of [
    undefined,
    editor,
    member(platformAdminGroup),
    { user: 'admin', groups: ['system:masters'] as [string] },
  ]) {
    const { status } = await transport.send({ method: 'GET', path: secrets, ...(as ? { as } : {}) });
    expect(status).toBe(403);
  }
});

test('the portal may not become system:masters', async () => {
  const as = { user: 'admin', groups: ['system:masters'] as [string] };
  const { status } = await transport.send({ method: 'GET', path: '/api/v1/nodes', as });
  expect(status).toBe(403);
});

test('the portal may not write a route as itself', async () => {
  const path = routePath('storefront', 'rights-test', '?fieldManager=signalbox&dryRun=All');
  const answer = await transport.send({
    method: 'PATCH',
    path,
    body: draft('storefront'),
    contentType: 'application/apply-patch+yaml',
  });
  expect(answer.status).toBe(403);
});

test('the API server lets an editor write in the team’s namespaces, and nobody else', async () => {
  expect((await tryApply('storefront', editor)).status).toBe(201);
  expect((await tryApply('content', editor)).status).toBe(201);
  expect((await tryApply('payments', editor)).status).toBe(403);
  expect((await tryApply('infra', editor)).status).toBe(403);
  expect((await tryApply('storefront', viewer)).status).toBe(403);
  expect((await tryApply('storefront', member(platformAdminGroup))).status).toBe(403);
});

test('a member of two teams has the rights of both', async () => {
  const groups: [string, string] = [teamGroup('storefront', 'editor'), teamGroup('payments', 'editor')];
  const both = { user: clusterUser('test'), groups };
  expect((await tryApply('storefront', both)).status).toBe(201);
  expect((await tryApply('payments', both)).status).toBe(201);
});

test('an identity without a user or without groups never reaches the API server, where it would be the portal', async () => {
  const nobody = { user: '', groups: ['x'] as [string] };
  await expect(transport.send({ method: 'GET', path: '/readyz', as: nobody })).rejects.toThrow('impersonation needs');
});
