import { describeMatch, ruleLabel } from '../describe.ts';
import { namespaceOf, objects, strings, text } from '../hostile.ts';
import { coversHostname } from '../hostname.ts';
import { type ListenerPoint, type ObjectName, objectKey } from '../listeners.ts';
import type { HttpRoute } from '../objects.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import type { Candidate } from './candidate.ts';
import { type Dialect, type Difference, dialectOf } from './dialect.ts';
import { type Example, exampleRequests } from './examples.ts';
import { match } from './match.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { prepareRequest, type RequestFacts } from './request.ts';
import { createRouteTable, listenersByGateway, type RouteTable } from './route-table.ts';

/** A match as a screen names it. Plain data: it crosses to and from workers and servers. */
export type NamedMatch = {
  /** `namespace/name` */
  readonly routeId: string;
  readonly isDraft: boolean;
  readonly ruleIndex: number;
  readonly matchIndex: number;
  /** `rule beta` */
  readonly rule: string;
  /** `/v2 + header x-beta` */
  readonly match: string;
  readonly listener: string;
  /** The name on which it is served, `*` for every name. */
  readonly hostname: string;
};

/** The answer to one request, as plain data. */
export type TestAnswer = {
  readonly winner: NamedMatch | null;
  readonly outcome: Outcome;
  readonly losers: readonly {
    readonly match: NamedMatch;
    readonly code: string;
    readonly reason: string;
    readonly misses: number;
  }[];
  readonly implementationDecides: readonly string[];
  /** By whose rules it was judged, and where these are known to differ from the standard. */
  readonly dialect: { readonly name: string; readonly differences: readonly Difference[] };
};

/** Asks what a Gateway does with requests, with a draft in place of its route. */
export type Tester = {
  readonly gateways: () => readonly ObjectName[];
  readonly listeners: (gateway: ObjectName) => readonly ListenerPoint[];
  readonly withDraft: (draft: HttpRoute | null) => DraftTester;
};

/** A tester for one state of a draft. */
export type DraftTester = {
  readonly ask: (gateway: ObjectName, request: RequestFacts) => TestAnswer;
  /** One request for each match of the draft on a Gateway. */
  readonly examples: (gateway: ObjectName) => readonly Example[];
};

/**
 * @param editing `namespace/name` of the route that drafts stand for; it is left out of the others
 */
export function createTester(snapshot: ClusterSnapshot, editing: string | null): Tester {
  const listeners = listenersByGateway(snapshot);
  const others = [...snapshot.routes].flatMap(([id, route]) => (id === editing ? [] : [route]));
  const tables = new Map<string, RouteTable>();
  const tableFor = (dialect: Dialect) => {
    const table = tables.get(dialect.name) ?? createRouteTable(snapshot, dialect, { routes: others });
    tables.set(dialect.name, table);
    return table;
  };
  return {
    gateways: () =>
      [...snapshot.gateways.values()].map((one) => ({ namespace: namespaceOf(one), name: one.metadata.name })),
    listeners: (gateway) => listeners.get(objectKey(gateway)) ?? [],
    withDraft: (draft) => testDraft(draft, snapshot, tableFor),
  };
}

function testDraft(
  draft: HttpRoute | null,
  snapshot: ClusterSnapshot,
  tableFor: (dialect: Dialect) => RouteTable,
): DraftTester {
  const drafts = new Map<string, RouteTable>();
  const draftFor = (dialect: Dialect) => {
    const table =
      drafts.get(dialect.name) ?? createRouteTable(snapshot, dialect, { routes: draft === null ? [] : [draft] });
    drafts.set(dialect.name, table);
    return table;
  };
  const draftId = draft === null ? null : objectKey({ namespace: namespaceOf(draft), name: draft.metadata.name });
  return {
    ask: (gateway, facts) => {
      const dialect = dialectOfGateway(gateway, snapshot);
      const request = prepareRequest(facts);
      const tables = [tableFor(dialect), draftFor(dialect)] as const;
      const { implementationDecides, lookup, losers } = match(request, tables, {
        gateway,
        focus: draftId ?? undefined,
      });
      const named = (candidate: Candidate) => toNamed(candidate, draftId);
      return {
        winner: lookup.candidate === null ? null : named(lookup.candidate),
        outcome: outcomeOf(lookup, request, { snapshot, dialect }),
        losers: losers.map(({ candidate, code, reason, misses }) => ({
          match: named(candidate),
          code,
          reason,
          misses,
        })),
        implementationDecides,
        dialect: { name: dialect.name, differences: dialect.differences },
      };
    },
    examples: (gateway) => exampleRequests(draftFor(dialectOfGateway(gateway, snapshot)).candidates(gateway)),
  };
}

function toNamed(candidate: Candidate, draftId: string | null): NamedMatch {
  const { routeId, ruleIndex, matchIndex, rule, listener, served } = candidate;
  return {
    routeId,
    isDraft: routeId === draftId,
    ruleIndex,
    matchIndex,
    rule: ruleLabel(rule, ruleIndex),
    match: describeMatch(candidate.match),
    listener: listener.name,
    hostname: served || '*',
  };
}

/** How the controller of a Gateway judges; the standard where its class is not known. */
export function dialectOfGateway(gateway: ObjectName, snapshot: ClusterSnapshot): Dialect {
  const className = text(snapshot.gateways.get(objectKey(gateway))?.spec?.gatewayClassName) ?? '';
  return dialectOf(text(snapshot.gatewayClasses.get(className)?.spec?.controllerName));
}

/** Routes that may matter for a request to a hostname: all that name it, cover it, or name nothing. */
export function routesServing(routes: Iterable<HttpRoute>, hostname: string): readonly HttpRoute[] {
  const found: HttpRoute[] = [];
  for (const route of routes) {
    const names = strings(route.spec?.hostnames);
    if (names.length === 0 || names.some((name) => coversHostname(name.toLowerCase(), hostname))) found.push(route);
  }
  return found;
}

/** The Gateways that a route names as parents, straight or through a ListenerSet. */
export function gatewaysOf(route: HttpRoute, snapshot: ClusterSnapshot): readonly ObjectName[] {
  const found = new Map<string, ObjectName>();
  for (const ref of objects(route.spec?.parentRefs)) {
    const named = { namespace: text(ref.namespace) ?? namespaceOf(route), name: text(ref.name) ?? '' };
    const set = ref.kind === 'ListenerSet' ? snapshot.listenerSets.get(objectKey(named)) : undefined;
    const parent = set?.spec?.parentRef;
    const gateway =
      set === undefined
        ? named
        : { namespace: text(parent?.namespace) ?? named.namespace, name: text(parent?.name) ?? '' };
    if (snapshot.gateways.has(objectKey(gateway))) found.set(objectKey(gateway), gateway);
  }
  return [...found.values()];
}
