import findMyWay from 'find-my-way';
import { addRoute, createRouter, findRoute } from 'rou3';
import { standardDialect } from '../lib/gateway-api/matching/dialect.ts';
import { allCandidates, oracle } from '../lib/gateway-api/matching/oracle.ts';
import { createRandom } from '../lib/gateway-api/matching/random-world.ts';
import { prepareRequest, type RequestFacts } from '../lib/gateway-api/matching/request.ts';
import { createRouteTable } from '../lib/gateway-api/matching/route-table.ts';
import { gateway, httpRoute, snapshot } from '../lib/gateway-api/object-builders.ts';
import { measure, report } from './measure.ts';

/**
 * How fast the route table answers with 10,000 routes, beside the search through everything in the same run, and beside two routers of
 * web frameworks on the part that they know too: the path.
 */
const routeCount = 10_000;
const requestCount = 2_000;
const random = createRandom(1);
const name = { namespace: 'infra', name: 'external' };

const routes = Array.from({ length: routeCount }, (_, index) =>
  httpRoute(
    {
      hostnames: [`app-${index % 2_500}.apps.test`],
      rules: [
        {
          matches: [
            {
              path: { type: 'PathPrefix', value: `/team-${index % 7}/v${index % 3}` },
              headers: [{ name: 'x-beta', value: '1' }],
            },
          ],
          backendRefs: [{ name: 'storefront', port: 80 }],
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: `/team-${index % 7}` } }],
          backendRefs: [{ name: 'storefront', port: 80 }],
        },
        { backendRefs: [{ name: 'storefront', port: 80 }] },
      ],
    },
    { name: `route-${index}` },
  ),
);
const requests: readonly RequestFacts[] = Array.from({ length: requestCount }, () => ({
  scheme: 'http',
  host: `app-${random.below(2_500)}.apps.test`,
  port: 10080,
  method: 'GET',
  path: `/team-${random.below(7)}/v${random.below(3)}/things/${random.below(100)}?page=2`,
  headers: random.chance(0.5)
    ? [
        ['x-beta', '1'],
        ['accept', 'text/html'],
      ]
    : [['accept', 'text/html']],
}));

const cluster = snapshot({ gateways: [gateway()], routes });
const built = performance.now();
const table = createRouteTable(cluster, standardDialect);
console.log(`index of ${routeCount.toLocaleString('en')} routes built in ${Math.round(performance.now() - built)} ms`);

const index = measure('route table', requests, (request) => table.find(name, prepareRequest(request)));
const all = allCandidates(cluster, standardDialect);
const linear = measure('search through everything', requests.slice(0, 20), (request) =>
  oracle(all, cluster, { gateway: name, request, dialect: standardDialect }),
);
report([index, linear]);

console.log('\nthe path alone: 10,000 paths, no hostnames, headers or methods');
const paths = Array.from({ length: routeCount }, (_, at) => `/team-${at % 100}/app-${Math.floor(at / 100)}`);
const pathRoutes = paths.map((path, at) =>
  httpRoute(
    { hostnames: undefined, rules: [{ matches: [{ path: { type: 'PathPrefix', value: path } }], backendRefs: [] }] },
    { name: `path-${at}` },
  ),
);
const pathTable = createRouteTable(snapshot({ gateways: [gateway()], routes: pathRoutes }), standardDialect);
const pathRequests = Array.from(
  { length: requestCount },
  () => `/team-${random.below(100)}/app-${random.below(100)}/things`,
);
const way = findMyWay();
const three = createRouter<number>();
for (const [at, path] of paths.entries()) {
  way.on('GET', `${path}/*`, () => at);
  addRoute(three, 'GET', `${path}/**`, at);
}
report([
  measure('route table', pathRequests, (path) =>
    pathTable.find(
      name,
      prepareRequest({ scheme: 'http', host: 'a.test', port: 10080, method: 'GET', path, headers: [] }),
    ),
  ),
  measure('find-my-way', pathRequests, (path) => way.find('GET', path)),
  measure('rou3', pathRequests, (path) => findRoute(three, 'GET', path)),
]);
