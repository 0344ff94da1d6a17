import { expect, test } from 'vitest';
import { type Dialect, envoyGatewayDialect, standardDialect } from './dialect.ts';
import { allCandidates, oracle } from './oracle.ts';
import { createRandom, randomRequest, randomWorld } from './random-world.ts';
import { prepareRequest } from './request.ts';
import { createRouteTable, findAcross } from './route-table.ts';

const gateway = { namespace: 'infra', name: 'external' };
const dialects: readonly Dialect[] = [
  standardDialect,
  envoyGatewayDialect,
  { ...standardDialect, isolatesListeners: true, regexRank: 'below-prefix', name: 'isolating' },
  {
    ...standardDialect,
    comparesWrittenHostnames: false,
    detectsMisdirected: false,
    regexAnchoring: 'part',
    name: 'older',
  },
];

test.each(dialects)('the index finds what a search through everything finds: $name', (dialect) => {
  const random = createRandom(7);
  for (let world = 0; world < 60; world += 1) {
    const snapshot = randomWorld(random, 1 + random.below(12), { expressions: true });
    const table = createRouteTable(snapshot, dialect);
    const all = allCandidates(snapshot, dialect);
    for (let asked = 0; asked < 100; asked += 1) {
      const request = randomRequest(random);
      const found = table.find(gateway, prepareRequest(request)).candidate;
      const wanted = oracle(all, snapshot, { gateway, request, dialect });
      expect(idOf(found), JSON.stringify({ request, world, asked })).toBe(idOf(wanted));
    }
  }
});

test.each(dialects)('a draft beside the other routes gives the same answer as all in one table: $name', (dialect) => {
  const random = createRandom(11);
  for (let world = 0; world < 60; world += 1) {
    const snapshot = randomWorld(random, 2 + random.below(8), { expressions: true });
    const [draft, ...others] = snapshot.routes.values();
    if (draft === undefined) continue;
    const whole = createRouteTable(snapshot, dialect);
    const parts = [
      createRouteTable(snapshot, dialect, { routes: others }),
      createRouteTable(snapshot, dialect, { routes: [draft] }),
    ] as const;
    for (let asked = 0; asked < 50; asked += 1) {
      const request = prepareRequest(randomRequest(random));
      const across = findAcross(parts, gateway, request);
      const once = whole.find(gateway, request);
      expect(idOf(across.candidate)).toBe(idOf(once.candidate));
      expect(across.served).toBe(once.served);
    }
  }
});

function idOf(candidate: ReturnType<typeof oracle>): string | null {
  if (candidate === null) return null;
  return `${candidate.routeId} rule ${candidate.ruleIndex} match ${candidate.matchIndex} on ${candidate.served}`;
}
