import { coversHostname } from '../hostname.ts';
import { conflictedListeners, listenerKey } from '../listener-conflicts.ts';
import {
  type ListenerPoint,
  listenersOfGateway,
  listenersOfSet,
  type ObjectName,
  objectKey,
  refusalOfSet,
} from '../listeners.ts';
import type { HttpRoute } from '../objects.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import { type Candidate, candidatesOf } from './candidate.ts';
import { takesPath, takesRest, trimPrefix } from './conditions-met.ts';
import type { Dialect } from './dialect.ts';
import { compareHostnames, comparerOf, precedenceOf } from './precedence.ts';
import type { PreparedRequest } from './request.ts';

/** Why no rule takes a request. */
export type NoRule =
  /** Nothing listens on the port with this protocol. */
  | 'no-listener'
  /** No listener takes the server name of the handshake: it fails. */
  | 'no-certificate'
  /** The Host belongs to another listener than the handshake: 421. */
  | 'misdirected'
  /** No route serves the hostname. */
  | 'no-hostname'
  /** Routes serve the hostname, no rule of theirs fits. */
  | 'no-rule';

/** What a table says about one request. */
export type Lookup = {
  readonly candidate: Candidate | null;
  /** Null when there is a candidate. */
  readonly reason: NoRule | null;
  /** The narrowest served name that fits, whether or not a rule fits; null when none does. */
  readonly served: string | null;
};

/** The routes of a cluster, ready to be asked which one takes a request. */
export type RouteTable = {
  readonly dialect: Dialect;
  /** In constant time for the number of routes; only expressions are tried one by one. */
  readonly find: (gateway: ObjectName, request: PreparedRequest) => Lookup;
  /** Every match that might be asked on this Gateway, in no order: for explanations. */
  readonly candidates: (gateway: ObjectName) => readonly Candidate[];
};

type TableOptions = {
  /** Instead of the snapshot's routes. */
  readonly routes?: Iterable<HttpRoute> | undefined;
};

/**
 * Builds the index. The same requests get the same winner as by sorting all matches by precedence and taking the first that fits,
 * which is what the tests compare it with.
 */
export function createRouteTable(snapshot: ClusterSnapshot, dialect: Dialect, options: TableOptions = {}): RouteTable {
  const order = comparerOf(precedenceOf(dialect));
  const byGateway = new Map<string, Candidate[]>();
  const closed = closedListeners(snapshot);
  for (const route of options.routes ?? snapshot.routes.values()) {
    for (const candidate of candidatesOf(route, snapshot, { dialect, closed })) {
      add(byGateway, objectKey(candidate.listener.gateway), candidate);
    }
  }
  const listeners = listenersByGateway(snapshot);
  const gateways = new Map<string, GatewayTable>();
  for (const key of snapshot.gateways.keys()) {
    gateways.set(
      key,
      createGatewayTable(
        { listeners: listeners.get(key) ?? [], candidates: byGateway.get(key) ?? [] },
        { dialect, order },
      ),
    );
  }
  return {
    dialect,
    find: (gateway, request) => gateways.get(objectKey(gateway))?.(request) ?? nothing('no-listener'),
    candidates: (gateway) => byGateway.get(objectKey(gateway)) ?? [],
  };
}

/**
 * Which of several tables' answers counts: for a draft beside the routes that are in the cluster. The tables must have
 * been built for the same Gateways and dialect.
 */
export function findAcross(
  tables: readonly [RouteTable, ...RouteTable[]],
  gateway: ObjectName,
  request: PreparedRequest,
): Lookup {
  const { dialect } = tables[0];
  const order = comparerOf(precedenceOf(dialect));
  const lookups = tables.map((table) => table.find(gateway, request));
  const served = lookups.flatMap((lookup) => lookup.served ?? []).toSorted(compareHostnames)[0] ?? null;
  const heard = dialect.fallsThroughHostnames ? lookups : lookups.filter((lookup) => isSameRank(lookup.served, served));
  const [candidate = null] = heard.flatMap((lookup) => lookup.candidate ?? []).toSorted(order);
  if (candidate !== null) return { candidate, reason: null, served };
  return { candidate, served, reason: served === null ? (lookups[0]?.reason ?? 'no-listener') : 'no-rule' };
}

function isSameRank(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && compareHostnames(a, b) === 0);
}

type Compiling = { readonly dialect: Dialect; readonly order: (a: Candidate, b: Candidate) => number };
type GatewayTable = (request: PreparedRequest) => Lookup;

/** Listeners in conflict with another one: they take no routes. By `listenerKey`. */
export function closedListeners(snapshot: ClusterSnapshot): ReadonlySet<string> {
  return new Set([...snapshot.gateways.values()].flatMap((gateway) => [...conflictedListeners(gateway, snapshot)]));
}

/** All listeners behind a Gateway's address: its own and those of the ListenerSets that it takes. */
export function listenersByGateway(snapshot: ClusterSnapshot): ReadonlyMap<string, readonly ListenerPoint[]> {
  const found = new Map<string, ListenerPoint[]>();
  const closed = closedListeners(snapshot);
  const open = (listeners: readonly ListenerPoint[]) => listeners.filter((one) => !closed.has(listenerKey(one)));
  for (const [key, gateway] of snapshot.gateways) found.set(key, open(listenersOfGateway(gateway)));
  for (const set of snapshot.listenerSets.values()) {
    if (refusalOfSet(set, snapshot) !== null) continue;
    for (const listener of open(listenersOfSet(set))) found.get(objectKey(listener.gateway))?.push(listener);
  }
  return found;
}

type OfGateway = { readonly listeners: readonly ListenerPoint[]; readonly candidates: readonly Candidate[] };

function createGatewayTable(of: OfGateway, compiling: Compiling): GatewayTable {
  const http = createPorts('HTTP', of, compiling);
  const https = createPorts('HTTPS', of, compiling);
  return (request) => {
    const { port, scheme } = request.facts;
    const table = (scheme === 'https' ? https : http).get(port);
    if (table === undefined) return nothing('no-listener');
    return scheme === 'https' ? findOverTls(table, request, compiling.dialect) : table.find(request);
  };
}

function createPorts(
  protocol: 'HTTP' | 'HTTPS',
  { listeners, candidates }: OfGateway,
  compiling: Compiling,
): ReadonlyMap<number, PortTable> {
  const byPort = Map.groupBy(
    candidates.filter(({ listener }) => listener.protocol === protocol),
    ({ listener }) => listener.port,
  );
  const ports = Map.groupBy(
    listeners.filter((listener) => listener.protocol === protocol),
    (listener) => listener.port,
  );
  return new Map(
    [...ports].map(([port, ofPort]) => [port, createPortTable(ofPort, byPort.get(port) ?? [], compiling)]),
  );
}

type PortTable = {
  readonly find: (request: PreparedRequest) => Lookup;
  readonly narrowest: (hostname: string) => ListenerPoint | null;
  readonly findIn: (listener: ListenerPoint, request: PreparedRequest) => Lookup;
};

function createPortTable(
  listeners: readonly ListenerPoint[],
  candidates: readonly Candidate[],
  compiling: Compiling,
): PortTable {
  const ofListener = new Map<string, HostTable>();
  for (const [key, list] of Map.groupBy(candidates, (candidate) => listenerKey(candidate.listener))) {
    ofListener.set(key, createHostTable(list, compiling));
  }
  const all = compiling.dialect.isolatesListeners ? null : createHostTable(candidates, compiling);
  const ordered = listeners.toSorted((a, b) => compareHostnames(a.hostname ?? '', b.hostname ?? ''));
  const narrowest = (hostname: string) =>
    ordered.find((listener) => coversHostname(listener.hostname ?? '', hostname)) ?? null;
  const findIn = (listener: ListenerPoint, request: PreparedRequest) =>
    ofListener.get(listenerKey(listener))?.(request) ?? nothing('no-hostname');
  return {
    narrowest,
    findIn,
    find: (request) => {
      if (all !== null) return all(request);
      const listener = narrowest(request.hostname);
      return listener === null ? nothing('no-hostname') : findIn(listener, request);
    },
  };
}

/**
 * Over TLS the handshake's server name picks the listener, before any Host is known.
 *
 * @see Gateway API v1, GatewaySpec.listeners, on 421
 */
function findOverTls(table: PortTable, request: PreparedRequest, dialect: Dialect): Lookup {
  const shaken = table.narrowest(request.sni);
  if (shaken === null) return nothing('no-certificate');
  const hosted = table.narrowest(request.hostname);
  if (dialect.detectsMisdirected && hosted !== shaken && hosted !== null) return nothing('misdirected');
  return table.findIn(shaken, request);
}

type HostTable = (request: PreparedRequest) => Lookup;

/** Rules by served hostname, the narrowest that fits first. */
function createHostTable(candidates: readonly Candidate[], compiling: Compiling): HostTable {
  const byName = Map.groupBy(candidates, (candidate) => candidate.served);
  const exact = new Map<string, RuleTable>();
  const wildcards = new Map<string, RuleTable>();
  for (const [served, list] of byName) {
    const rules = createRuleTable(list, compiling);
    if (served.startsWith('*.')) wildcards.set(served.slice(1), rules);
    else exact.set(served, rules);
  }
  const any = exact.get('');
  const fallsThrough = compiling.dialect.fallsThroughHostnames;

  return (request) => {
    const { hostname } = request;
    let served: string | null = null;
    // From the whole name over each suffix to no name at all: narrower comes first.
    for (let at = 0; at >= 0; at = hostname.indexOf('.', at + 1)) {
      const suffix = at === 0 ? hostname : hostname.slice(at);
      const rules = at === 0 ? (hostname === '' ? undefined : exact.get(suffix)) : wildcards.get(suffix);
      if (rules === undefined) continue;
      served ??= at === 0 ? suffix : `*${suffix}`;
      const candidate = rules(request);
      if (candidate !== null) return { candidate, reason: null, served };
      if (!fallsThrough) return { candidate: null, reason: 'no-rule', served };
    }
    const candidate = any?.(request) ?? null;
    if (any !== undefined) served ??= '';
    return { candidate, served, reason: candidate === null ? (served === null ? 'no-hostname' : 'no-rule') : null };
  };
}

type RuleTable = (request: PreparedRequest) => Candidate | null;

/** Rules of one served hostname; where the written name counts too, its groups are asked one after the other. */
function createRuleTable(candidates: readonly Candidate[], compiling: Compiling): RuleTable {
  if (!compiling.dialect.comparesWrittenHostnames) return createPathTable(candidates, compiling);
  const groups = [...Map.groupBy(candidates, (candidate) => rankOfWritten(candidate.written))];
  const tables = groups
    .toSorted(([, a], [, b]) => compareHostnames(a[0]?.written ?? '', b[0]?.written ?? ''))
    .map(([, list]) => createPathTable(list, compiling));
  const [only, second] = tables;
  if (only !== undefined && second === undefined) return only;
  return (request) => {
    for (const table of tables) {
      const candidate = table(request);
      if (candidate !== null) return candidate;
    }
    return null;
  };
}

/** Names of one length and kind are equal in precedence. */
function rankOfWritten(written: string): string {
  return `${written.startsWith('*.')}:${written.length}`;
}

function createPathTable(candidates: readonly Candidate[], { dialect, order }: Compiling): RuleTable {
  const exact = new Map<string, Candidate[]>();
  const prefixes = new Map<string, Candidate[]>();
  const expressions: Candidate[] = [];
  for (const candidate of candidates.toSorted(order)) {
    if (candidate.pathKind === 'Exact') add(exact, candidate.path, candidate);
    else if (candidate.pathKind === 'PathPrefix') add(prefixes, trimPrefix(candidate.path), candidate);
    else expressions.push(candidate);
  }
  const findExpression: RuleTable = (request) =>
    expressions.find((candidate) => takesPath(candidate, request.path) && takesRest(candidate, request)) ?? null;
  const findPrefix: RuleTable = (request) => longestPrefix(prefixes, request);
  const [second, third] =
    dialect.regexRank === 'above-prefix' ? [findExpression, findPrefix] : [findPrefix, findExpression];
  return (request) => firstThatTakes(exact.get(request.path), request) ?? second(request) ?? third(request);
}

/** Walks from the whole path up, element by element. */
function longestPrefix(
  prefixes: ReadonlyMap<string, readonly Candidate[]>,
  request: PreparedRequest,
): Candidate | null {
  const { path } = request;
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
    const list = prefixes.get(path.slice(0, end));
    const found = list === undefined ? null : firstThatTakes(list, request);
    if (found !== null) return found;
  }
  return null;
}

function firstThatTakes(list: readonly Candidate[] | undefined, request: PreparedRequest): Candidate | null {
  if (list === undefined) return null;
  for (const candidate of list) if (takesRest(candidate, request)) return candidate;
  return null;
}

function nothing(reason: NoRule): Lookup {
  return { candidate: null, reason, served: null };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
