import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { envoyGatewayDialect } from '../lib/gateway-api/matching/dialect.ts';
import { outcomeOf } from '../lib/gateway-api/matching/outcome.ts';
import { createRandom } from '../lib/gateway-api/matching/random-world.ts';
import { prepareRequest } from '../lib/gateway-api/matching/request.ts';
import { createRouteTable } from '../lib/gateway-api/matching/route-table.ts';
import type { HttpRoute } from '../lib/gateway-api/objects.ts';
import { askEnvoy } from './verify-envoy/ask-envoy.ts';
import { createKubectl, ownLabel } from './verify-envoy/cluster.ts';
import { differenceOf } from './verify-envoy/compare.ts';
import { randomRequest, randomRoutes } from './verify-envoy/random-routes.ts';

/**
 * Applies random routes to the running sandbox, sends random requests through its Envoy and compares each answer with the prediction:
 * `npm run verify:envoy -- --seed 1 --cases 1000`. The ports are the sandbox's own, movable by SIGNALBOX_PORT_GATEWAY_HTTP.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, cases: { type: 'string', default: '1000' } },
});
const cases = Number(values.cases);
const state = process.env.SIGNALBOX_STATE ?? '.signalbox';
const gateway = { namespace: 'infra', name: 'external' };
const routesPerBatch = 8;
const requestsPerBatch = 50;
const appearWithinMs = 20_000;

if (!existsSync(join(state, 'kubeconfig'))) {
  console.error('No sandbox has run here yet. Start one in another terminal: npm run sandbox -- up');
  process.exit(2);
}
const kubectl = createKubectl(state);
const random = createRandom(Number(values.seed));
console.log(`${cases} cases, seed ${values.seed}`);
for (const { text } of envoyGatewayDialect.differences) console.log(`known difference of Envoy Gateway: ${text}`);

let [asked, differences] = [0, 0];
try {
  await kubectl.removeOwn();
  for (let batch = 0; asked < cases; batch += 1) {
    await runBatch(batch);
    console.log(`${asked} asked, ${differences} unexplained differences`);
  }
} finally {
  await kubectl.removeOwn();
}
console.log(`${asked} cases, ${differences} unexplained differences, seed ${values.seed}`);
process.exitCode = differences === 0 ? 0 : 1;

async function runBatch(batch: number): Promise<void> {
  await kubectl.create(randomRoutes(random, batch, routesPerBatch));
  const before = await kubectl.readSnapshot();
  const port = before.gateways
    .get(`${gateway.namespace}/${gateway.name}`)
    ?.spec?.listeners?.find((one) => one.name === 'http')?.port;
  if (port === undefined) throw new Error('the sandbox has no Gateway infra/external with a listener http');
  // Watches keep their order, so Envoy has the batch when it has what was made after it.
  await untilServed(batch, port);
  const snapshot = await kubectl.readSnapshot();
  const table = createRouteTable(snapshot, envoyGatewayDialect);
  for (let index = 0; index < requestsPerBatch && asked < cases; index += 1, asked += 1) {
    const facts = randomRequest(random, port);
    const request = prepareRequest(facts);
    const lookup = table.find(gateway, request);
    const difference = differenceOf(
      outcomeOf(lookup, request, { snapshot, dialect: envoyGatewayDialect }),
      await askEnvoy(facts),
    );
    if (difference === null) continue;
    differences += 1;
    const { candidate } = lookup;
    const rule = candidate === null ? 'no rule' : `${candidate.routeId} rule ${candidate.ruleIndex}`;
    console.log(`difference in batch ${batch}: ${difference}; predicted from ${rule}; ${JSON.stringify(facts)}`);
  }
  await kubectl.removeOwn();
}

async function untilServed(batch: number, port: number): Promise<void> {
  const hostname = `batch-${batch}-${values.seed}.marker.test`;
  await kubectl.create([markerRoute(batch, hostname)]);
  const deadline = Date.now() + appearWithinMs;
  while (Date.now() < deadline) {
    const answer = await askEnvoy({ scheme: 'http', host: hostname, port, method: 'GET', path: '/', headers: [] });
    if (answer.status === 302) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Envoy did not take batch ${batch} within ${appearWithinMs / 1_000} seconds`);
}

function markerRoute(batch: number, hostname: string): HttpRoute {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `verify-marker-${batch}`, namespace: 'storefront', labels: { [ownLabel]: 'yes' } },
    spec: {
      parentRefs: [{ name: gateway.name, namespace: gateway.namespace, sectionName: 'http' }],
      hostnames: [hostname],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'seen.test', statusCode: 302 } }] }],
    },
  };
}
