import { coversHostname } from '../hostname.ts';
import { type ObjectName, objectKey } from '../listeners.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import { type Candidate, candidatesOf } from './candidate.ts';
import type { Dialect } from './dialect.ts';
import { compareHostnames } from './precedence.ts';
import type { RequestFacts } from './request.ts';
import { closedListeners, listenersByGateway } from './route-table.ts';

/** Every match of every route of a snapshot, written down for the oracle. */
export function allCandidates(snapshot: ClusterSnapshot, dialect: Dialect): readonly Candidate[] {
  const closed = closedListeners(snapshot);
  return [...snapshot.routes.values()].flatMap((route) => candidatesOf(route, snapshot, { dialect, closed }));
}

/**
 * The same question as the route table's, answered the slow and obvious way: of all matches strike out what does not fit, compare the
 * rest sentence by sentence of the standard. For tests and benchmarks only; it shares neither the index nor the
 * comparisons of conditions with the product.
 */
export function oracle(
  all: readonly Candidate[],
  snapshot: ClusterSnapshot,
  {
    gateway,
    request,
    dialect,
  }: { readonly gateway: ObjectName; readonly request: RequestFacts; readonly dialect: Dialect },
): Candidate | null {
  const host = request.host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const sni = (request.sni ?? host).toLowerCase();
  const protocol = request.scheme === 'https' ? 'HTTPS' : 'HTTP';
  const listeners = (listenersByGateway(snapshot).get(objectKey(gateway)) ?? []).filter(
    (listener) => listener.port === request.port && listener.protocol === protocol,
  );
  const narrowest = (name: string) =>
    listeners
      .filter((listener) => coversHostname(listener.hostname ?? '', name))
      .sort((a, b) => compareHostnames(a.hostname ?? '', b.hostname ?? ''))[0];
  const isOneListener = dialect.isolatesListeners || protocol === 'HTTPS';
  const only = isOneListener ? narrowest(protocol === 'HTTPS' ? sni : host) : undefined;
  if (isOneListener && only === undefined) return null;
  if (protocol === 'HTTPS' && dialect.detectsMisdirected && narrowest(host) && narrowest(host) !== only) return null;

  const open = all.filter(
    ({ listener, served }) =>
      objectKey(listener.gateway) === objectKey(gateway) &&
      listener.port === request.port &&
      listener.protocol === protocol &&
      (only === undefined ||
        (listener.name === only.name &&
          objectKey(listener.owner) === objectKey(only.owner) &&
          listener.owner.kind === only.owner.kind)) &&
      coversHostname(served, host),
  );
  const narrowestName = open.map((one) => one.served).sort(compareHostnames)[0];
  const heard = dialect.fallsThroughHostnames
    ? open
    : open.filter((one) => compareHostnames(one.served, narrowestName ?? '') === 0);
  return heard.filter((one) => fits(one, request)).sort((a, b) => compare(a, b, dialect))[0] ?? null;
}

function fits(one: Candidate, request: RequestFacts): boolean {
  const [path = '', query = ''] = splitOnce(request.path, '?');
  if (one.pathKind === 'Exact' && path !== one.path) return false;
  if (one.pathKind === 'RegularExpression' && !one.pathTest?.(path)) return false;
  if (one.pathKind === 'PathPrefix') {
    const wanted = one.path.replace(/\/$/, '').split('/');
    const asked = path.split('/');
    if (wanted.some((element, index) => asked[index] !== element)) return false;
  }
  if (one.method !== null && one.method !== request.method) return false;
  for (const header of one.headers) {
    const values = request.headers.filter(([name]) => name.toLowerCase() === header.name).map(([, value]) => value);
    if (values.length === 0 || !header.test?.(values.join(','))) return false;
  }
  for (const param of one.queryParams) {
    const first = query
      .split('&')
      .map((pair) => splitOnce(pair, '='))
      .find(([name]) => name === param.name);
    if (query === '' || first === undefined || !param.test?.(first[1] ?? '')) return false;
  }
  return true;
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function compare(a: Candidate, b: Candidate, dialect: Dialect): number {
  const kinds =
    dialect.regexRank === 'above-prefix'
      ? ['Exact', 'RegularExpression', 'PathPrefix']
      : ['Exact', 'PathPrefix', 'RegularExpression'];
  const exact = (list: Candidate['headers']) => list.filter((one) => one.isExact).length;
  const hasMethod = (one: Candidate) => (one.method === null ? 0 : 1);
  const slash = (one: Candidate) =>
    dialect.conditionRank === 'as-header' && one.pathKind === 'PathPrefix' && one.path === '/' ? 0 : one.path.length;
  const steps: readonly (readonly [number | string, number | string])[] = [
    [nameRank(a.served), nameRank(b.served)],
    ...(dialect.comparesWrittenHostnames ? [[nameRank(a.written), nameRank(b.written)] as const] : []),
    [kinds.indexOf(a.pathKind), kinds.indexOf(b.pathKind)],
    [-slash(a), -slash(b)],
    ...(dialect.conditionRank === 'standard'
      ? ([
          [-hasMethod(a), -hasMethod(b)],
          [-a.headers.length, -b.headers.length],
          [-a.queryParams.length, -b.queryParams.length],
        ] as const)
      : ([
          [-a.headers.length - hasMethod(a), -b.headers.length - hasMethod(b)],
          [-exact(a.headers) - hasMethod(a), -exact(b.headers) - hasMethod(b)],
          [-a.queryParams.length, -b.queryParams.length],
          [-exact(a.queryParams), -exact(b.queryParams)],
        ] as const)),
    [a.createdAt, b.createdAt],
    [a.routeId, b.routeId],
    [a.ruleIndex, b.ruleIndex],
    [a.matchIndex, b.matchIndex],
  ];
  for (const [left, right] of steps) if (left !== right) return left < right ? -1 : 1;
  return 0;
}

/** Smaller is narrower: first names without a wildcard by length, then the others by length. */
function nameRank(name: string): number {
  return name.startsWith('*.') ? 1_000 - name.length : name === '' ? 2_000 : -name.length;
}
