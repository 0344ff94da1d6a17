import { parseArgs } from 'node:util';
import { envoyGatewayDialect, standardDialect } from '../lib/gateway-api/matching/dialect.ts';
import { allCandidates, oracle } from '../lib/gateway-api/matching/oracle.ts';
import { createRandom, randomRequest, randomWorld } from '../lib/gateway-api/matching/random-world.ts';
import { prepareRequest } from '../lib/gateway-api/matching/request.ts';
import { createRouteTable } from '../lib/gateway-api/matching/route-table.ts';

/**
 * Asks the index and the slow search for the winner of random requests among random routes and prints every difference.
 * `npm run fuzz -- --pairs 1000000 --seed 1`
 */
const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const pairs = Number(values.pairs);
const random = createRandom(Number(values.seed));
const gateway = { namespace: 'infra', name: 'external' };
const dialects = [standardDialect, envoyGatewayDialect, { ...standardDialect, isolatesListeners: true }] as const;
const requestsPerWorld = 100;
let [asked, differences, shownAt] = [0, 0, Date.now()];

console.log(`${pairs.toLocaleString('en')} pairs of routes and request, seed ${values.seed}`);
while (asked < pairs) {
  const dialect = random.pick(dialects);
  const snapshot = randomWorld(random, 1 + random.below(10), { expressions: true });
  const table = createRouteTable(snapshot, dialect);
  const all = allCandidates(snapshot, dialect);
  for (let index = 0; index < requestsPerWorld && asked < pairs; index += 1, asked += 1) {
    const request = randomRequest(random);
    const found = nameOf(table.find(gateway, prepareRequest(request)).candidate);
    const wanted = nameOf(oracle(all, snapshot, { gateway, request, dialect }));
    if (found === wanted) continue;
    differences += 1;
    console.log(`difference (${dialect.name}): index ${found}, search ${wanted}, ${JSON.stringify(request)}`);
    if (differences === 1) console.log(JSON.stringify([...snapshot.routes.values()]));
  }
  if (Date.now() - shownAt > 5_000) {
    shownAt = Date.now();
    console.log(`${asked.toLocaleString('en')} asked, ${differences} differences`);
  }
}
console.log(`${asked.toLocaleString('en')} asked, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;

function nameOf(candidate: ReturnType<typeof oracle>): string {
  return candidate === null
    ? 'nothing'
    : `${candidate.routeId} rule ${candidate.ruleIndex} match ${candidate.matchIndex} on ${candidate.served || '*'}`;
}
