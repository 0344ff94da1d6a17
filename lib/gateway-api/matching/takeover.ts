import { namespaceOf } from '../hostile.ts';
import { type ObjectName, objectKey } from '../listeners.ts';
import type { HttpRoute } from '../objects.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import { exampleOf } from './examples.ts';
import { prepareRequest, type RequestFacts } from './request.ts';
import { createRouteTable } from './route-table.ts';
import { dialectOfGateway, gatewaysOf, routesServing } from './tester.ts';

/** A kind of request that changes its route when a draft is applied. */
export type Takeover = {
  readonly gateway: ObjectName;
  readonly request: RequestFacts;
  /** `namespace/name` of the route that takes it today; null when none does. */
  readonly from: string | null;
  /** The route that would take it; null when none would. */
  readonly to: string | null;
};

/** Beyond these the number is told as "at least". */
const maxExamples = 2_000;

/**
 * Which requests would change their route: for every match of the draft and of every other route on its hostnames an example is made and
 * judged before and after. Requests that no match describes are not found; they are not taken by anybody's rule either.
 *
 * @param base the route as it is in the cluster, null for a new one
 */
export function findTakeovers(
  { base, draft }: { readonly base: HttpRoute | null; readonly draft: HttpRoute },
  snapshot: ClusterSnapshot,
): readonly Takeover[] {
  const draftId = objectKey({ namespace: namespaceOf(draft), name: draft.metadata.name });
  const others = [...snapshot.routes].flatMap(([id, route]) => (id === draftId ? [] : [route]));
  const gateways = [...gatewaysOf(draft, snapshot), ...(base === null ? [] : gatewaysOf(base, snapshot))];
  const found: Takeover[] = [];
  for (const gateway of new Map(gateways.map((one) => [objectKey(one), one])).values()) {
    found.push(...takeoversOf(gateway, { base, draft, others }, snapshot));
  }
  return found;
}

type Change = { readonly base: HttpRoute | null; readonly draft: HttpRoute; readonly others: readonly HttpRoute[] };

function takeoversOf(
  gateway: ObjectName,
  { base, draft, others }: Change,
  snapshot: ClusterSnapshot,
): readonly Takeover[] {
  const dialect = dialectOfGateway(gateway, snapshot);
  const table = (routes: readonly HttpRoute[]) => createRouteTable(snapshot, dialect, { routes });
  const own = base === null ? [draft] : [base, draft];
  const ofOwn = table(own).candidates(gateway);
  const hostnames = [...new Set(ofOwn.map((candidate) => candidate.served))];
  const near = [...new Set(hostnames.flatMap((hostname) => routesServing(others, hostname.replace('*', 'any'))))];
  const before = table(base === null ? near : [...near, base]);
  const after = table([...near, draft]);
  const seen = new Set<string>();
  const found: Takeover[] = [];
  for (const candidate of [...ofOwn, ...table(near).candidates(gateway)].slice(0, maxExamples)) {
    const request = exampleOf(candidate);
    const key = JSON.stringify(request);
    if (request === null || seen.has(key)) continue;
    seen.add(key);
    const prepared = prepareRequest(request);
    const from = before.find(gateway, prepared).candidate?.routeId ?? null;
    const to = after.find(gateway, prepared).candidate?.routeId ?? null;
    if (from !== to) found.push({ gateway, request, from, to });
  }
  return found;
}
