import 'server-only';
import type { Actor, ActorTeam } from '../access/actor.ts';
import { config } from '../config.ts';
import { findRouteTests } from '../db/route-tests.ts';
import { expectationOf, expectationText, meets } from '../gateway-api/matching/expectation.ts';
import { readRequest, requestText } from '../gateway-api/matching/request-line.ts';
import type { SavedTest } from '../gateway-api/matching/saved-test.ts';
import { findTakeovers, type Takeover } from '../gateway-api/matching/takeover.ts';
import { createTester, gatewaysOf } from '../gateway-api/matching/tester.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ChangedTest, Movement, RouteEffects } from '../gateway-api/route-effects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { cluster } from './cluster.ts';
import { visibleNamespaces } from './visible.ts';

type Edit = {
  readonly namespace: string;
  readonly name: string;
  readonly base: HttpRoute | null;
  readonly draft: HttpRoute;
};

/**
 * What applying a draft would do to requests: which kinds change their route, counted by one example for each match on the
 * route's hostnames, and which saved requests get another answer. Routes of other teams are counted, not named.
 */
export async function routeEffects(actor: Actor, team: ActorTeam, edit: Edit): Promise<RouteEffects> {
  const { snapshot } = cluster().store;
  const visible = await visibleNamespaces(actor);
  const { base, draft, name, namespace } = edit;
  const tests = await findRouteTests({ teamId: team.id, namespace, name });
  return {
    movements: toMovements(findTakeovers({ base, draft }, snapshot), visible),
    tests: changedTests(tests, edit, snapshot),
  };
}

function toMovements(takeovers: readonly Takeover[], visible: ReadonlySet<string>): readonly Movement[] {
  const told = (routeId: string | null) =>
    routeId === null || visible.has(routeId.split('/')[0] ?? '') ? routeId : 'other-team';
  const grouped = Map.groupBy(takeovers, ({ from, to }) => JSON.stringify([told(from), told(to)]));
  return [...grouped.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    return [{ from: told(first.from), to: told(first.to), count: list.length, example: requestText(first.request) }];
  });
}

function changedTests(
  tests: readonly SavedTest[],
  { base, draft, namespace, name }: Edit,
  snapshot: ClusterSnapshot,
): readonly ChangedTest[] {
  const [gateway] = gatewaysOf(draft, snapshot);
  if (gateway === undefined || tests.length === 0) return [];
  const tester = createTester(snapshot, `${namespace}/${name}`);
  const [before, after] = [tester.withDraft(base), tester.withDraft(draft)];
  const publicPorts = Object.fromEntries(config().publicPorts);
  return tests.flatMap((test) => {
    const { facts } = readRequest(test.request, tester.listeners(gateway), publicPorts);
    if (facts === null) return [];
    const [was, is] = [before.ask(gateway, facts), after.ask(gateway, facts)];
    const [wasText, isText] = [expectationText(expectationOf(was)), expectationText(expectationOf(is))];
    if (wasText === isText) return [];
    return [
      {
        name: test.name || requestText(facts),
        request: requestText(facts),
        before: wasText,
        after: isText,
        isMet: meets(test.expectation, is),
      },
    ];
  });
}
