import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { config } from '../config.ts';
import { clusterUser, teamGroup } from '../rbac/identities.ts';
import { hostileSpec } from '../validation/schema/hostile-spec-arbitrary.ts';
import { createSchemaJudge } from '../validation/schema/schema-judge.ts';
import { toRouteSchema } from './route-schema.ts';
import { createTransport } from './transport.ts';

const transport = createTransport(config().kubeconfig);
afterAll(() => transport.close());

const editor = { user: clusterUser('test'), groups: [teamGroup('storefront', 'editor')] as [string] };
const crdPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/httproutes.gateway.networking.k8s.io';
const routesPath = '/apis/gateway.networking.k8s.io/v1/namespaces/storefront/httproutes';

async function loadJudge() {
  const judge = createSchemaJudge(toRouteSchema((await transport.send({ method: 'GET', path: crdPath })).body));
  if (judge === null) throw new Error('the cluster has no readable schema of HTTPRoutes');
  return judge;
}

async function isAccepted(body: unknown): Promise<boolean> {
  const path = `${routesPath}?dryRun=All&fieldValidation=Ignore`;
  const answer = await transport.send({ method: 'POST', path, body, as: editor });
  // A 403 would be about rights, not about the route.
  if (answer.status !== 201 && answer.status !== 422) throw new Error(JSON.stringify(answer.body));
  return answer.status === 201;
}

test('the judge and the API server accept and refuse the same routes', async () => {
  const judge = await loadJudge();
  const specs = fc.sample(hostileSpec, { seed: 7, numRuns: 150 });
  const differing: unknown[] = [];
  let accepted = 0;
  for (const spec of specs) {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'judged-twice', namespace: 'storefront' },
      spec,
    };
    const refusals = judge.judge(route).filter((issue) => issue.severity === 'error');
    const isTaken = await isAccepted(route);
    if (isTaken) accepted += 1;
    if (isTaken !== (refusals.length === 0)) differing.push({ spec, isTaken, refusals });
  }
  expect(differing).toEqual([]);
  expect(accepted).toBeGreaterThan(10);
  expect(judge.unjudgedRules()).toEqual([]);
});
