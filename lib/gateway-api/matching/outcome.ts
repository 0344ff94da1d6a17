import { type BackendState, resolveBackend, sharesOf, weightOf } from '../backends.ts';
import { backendLabel } from '../describe.ts';
import { filterOf, filtersOf, type HeaderModifier } from '../filters.ts';
import { namespaceOf, number, objects, text } from '../hostile.ts';
import type { BackendRef, HttpRouteFilter, HttpRouteRule } from '../objects.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import type { Candidate } from './candidate.ts';
import { type CorsAnswer, corsAnswer } from './cors.ts';
import type { Dialect } from './dialect.ts';
import { type HeaderChange, type HeaderList, modifyHeaders } from './header-changes.ts';
import { rewritePath } from './path-rewrite.ts';
import { type Redirect, redirectOf } from './redirect.ts';
import type { PreparedRequest } from './request.ts';
import type { Lookup, NoRule } from './route-table.ts';

/** The request as a backend sees it. */
export type BackendRequest = {
  readonly method: string;
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly headers: HeaderList;
};

/** What one backend of a rule gets, or what the Gateway answers in its place. */
export type BackendOutcome = {
  readonly ref: BackendRef;
  readonly backend: BackendState;
  readonly weight: number;
  /** Percent of the rule's requests. */
  readonly share: number;
  /** The status that the Gateway answers itself, because the backend cannot; null when the backend answers. */
  readonly status: number | null;
  readonly reason: string;
  readonly request: BackendRequest;
  readonly requestChanges: readonly HeaderChange[];
  /** Applied to the backend's answer, in this order. */
  readonly responseModifiers: readonly HeaderModifier[];
  readonly redirect: Redirect | null;
  readonly mirrors: readonly Mirror[];
};

/** A copy of requests that somebody else gets. Its answer is thrown away. */
export type Mirror = {
  readonly namespace: string;
  readonly name: string;
  readonly port: number | null;
  readonly percent: number;
  readonly state: BackendState['state'];
};

/** What becomes of a request. */
export type Outcome =
  | { readonly kind: 'no-connection'; readonly reason: string }
  | { readonly kind: 'status'; readonly status: number; readonly reason: string }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'preflight'; readonly status: number; readonly cors: CorsAnswer }
  | {
      readonly kind: 'backends';
      readonly backends: readonly BackendOutcome[];
      readonly cors: CorsAnswer | null;
      /** As written; null when the rule sets none. */
      readonly timeouts: { readonly request: string | null; readonly backendRequest: string | null };
      /** Types of filters whose effect only their implementation knows. */
      readonly unknownFilters: readonly string[];
    };

type OutcomeWorld = { readonly snapshot: ClusterSnapshot; readonly dialect: Dialect };

const withoutRule = {
  'no-listener': { kind: 'no-connection', reason: 'Nothing listens on this port with this protocol.' },
  'no-certificate': {
    kind: 'no-connection',
    reason: 'No listener takes this server name, so the TLS handshake fails.',
  },
  misdirected: {
    kind: 'status',
    status: 421,
    reason: 'The Host belongs to another listener than the server name of the TLS handshake.',
  },
  'no-hostname': { kind: 'status', status: 404, reason: 'No route serves this hostname.' },
  'no-rule': {
    kind: 'status',
    status: 404,
    reason: 'Routes serve this hostname, but none of their rules takes this request.',
  },
} as const satisfies Record<NoRule, Outcome>;

/**
 * What a Gateway does with a request, after a table has said which rule takes it.
 *
 * @see Gateway API v1, HTTPRouteRule.backendRefs and .filters: 404 without a rule, 500 without a valid backend
 */
export function outcomeOf({ candidate, reason }: Lookup, request: PreparedRequest, world: OutcomeWorld): Outcome {
  if (candidate === null) return withoutRule[reason ?? 'no-rule'];
  const { rule } = candidate;
  const corsFilter = filterOf(rule, 'CORS')?.cors;
  const cors = corsFilter === undefined ? null : corsAnswer(corsFilter, request);
  if (cors?.kind === 'preflight' || (cors?.kind === 'refused' && isPreflight(request))) {
    return { kind: 'preflight', status: world.dialect.preflightStatus, cors };
  }
  const redirect = filterOf(rule, 'RequestRedirect')?.requestRedirect;
  if (redirect !== undefined)
    return { kind: 'redirect', redirect: redirectOf(redirect, candidate, { request, dialect: world.dialect }) };
  const refs = objects(rule.backendRefs);
  if (refs.length === 0) {
    return { kind: 'status', status: 500, reason: 'The rule names no backend and does not redirect.' };
  }
  const shares = sharesOf(refs);
  if (refs.every((ref) => weightOf(ref) === 0)) {
    return { kind: 'status', status: 500, reason: 'Every backend of the rule has weight 0, so none gets the request.' };
  }
  return {
    kind: 'backends',
    backends: refs.map((ref, index) => backendOutcome(ref, shares[index] ?? 0, { candidate, request, world })),
    cors,
    timeouts: {
      request: text(rule.timeouts?.request) ?? null,
      backendRequest: text(rule.timeouts?.backendRequest) ?? null,
    },
    unknownFilters: objects(rule.filters).flatMap((filter) => unknownFilter(filter) ?? []),
  };
}

function isPreflight(request: PreparedRequest): boolean {
  return request.method === 'OPTIONS' && request.header('access-control-request-method') !== undefined;
}

const knownFilters = new Set([
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestMirror',
  'RequestRedirect',
  'URLRewrite',
  'CORS',
]);

function unknownFilter(filter: HttpRouteFilter): string | null {
  const type = text(filter.type) ?? 'a filter without type';
  return knownFilters.has(type) ? null : type;
}

type Asked = { readonly candidate: Candidate; readonly request: PreparedRequest; readonly world: OutcomeWorld };

function backendOutcome(ref: BackendRef, share: number, asked: Asked): BackendOutcome {
  const { candidate, request, world } = asked;
  const backend = resolveBackend(ref, namespaceOf(candidate.route), world.snapshot);
  const status = statusOf(backend, world.dialect);
  const owners: readonly Pick<HttpRouteRule, 'filters'>[] = [candidate.rule, ref];
  const first = modifyHeaders(
    request.facts.headers,
    filterOf(candidate.rule, 'RequestHeaderModifier')?.requestHeaderModifier,
  );
  const second = modifyHeaders(first.headers, filterOf(ref, 'RequestHeaderModifier')?.requestHeaderModifier);
  const redirect = filterOf(ref, 'RequestRedirect')?.requestRedirect;
  return {
    ref,
    backend,
    weight: weightOf(ref),
    share,
    status: status?.code ?? null,
    reason: status?.reason ?? '',
    request: { method: request.method, headers: second.headers, ...target(owners, asked) },
    requestChanges: [...first.changes, ...second.changes],
    responseModifiers: owners.flatMap(
      (owner) => filterOf(owner, 'ResponseHeaderModifier')?.responseHeaderModifier ?? [],
    ),
    redirect: redirect === undefined ? null : redirectOf(redirect, candidate, { request, dialect: world.dialect }),
    mirrors: owners.flatMap((owner) => mirrorsOf(owner, asked)),
  };
}

/** Host and path after the rewrites of the rule and then of the backend. */
function target(owners: readonly Pick<HttpRouteRule, 'filters'>[], { candidate, request, world }: Asked) {
  const query = request.facts.path.slice(request.path.length);
  let { path } = request;
  let { host } = request.facts;
  for (const owner of owners) {
    const rewrite = filterOf(owner, 'URLRewrite')?.urlRewrite;
    if (rewrite === undefined) continue;
    path = rewritePath(path, rewrite.path, { candidate, dialect: world.dialect, target: 'backend' });
    host = text(rewrite.hostname) || host;
  }
  return { host, path: `${path}${query}` };
}

function mirrorsOf(owner: Pick<HttpRouteRule, 'filters'>, { candidate, world }: Asked): readonly Mirror[] {
  return filtersOf(owner, 'RequestMirror').flatMap(({ requestMirror }) => {
    const ref = requestMirror?.backendRef;
    if (requestMirror === undefined || ref === undefined) return [];
    const { namespace, name, port, state } = resolveBackend(ref, namespaceOf(candidate.route), world.snapshot);
    return [{ namespace, name, port, state, percent: percentOf(requestMirror) }];
  });
}

/** Without percent and fraction every request is mirrored; a fraction counts in hundredths unless it says otherwise. */
function percentOf(mirror: NonNullable<HttpRouteFilter['requestMirror']>): number {
  const { fraction } = mirror;
  const percent = number(mirror.percent);
  if (percent !== undefined) return percent;
  if (fraction === undefined || fraction === null) return 100;
  return ((number(fraction.numerator) ?? 0) / (number(fraction.denominator) || 100)) * 100;
}

/** What the Gateway answers instead of a backend that cannot; null when the backend answers or nothing is known of it. */
function statusOf(backend: BackendState, dialect: Dialect): { readonly code: number; readonly reason: string } | null {
  const label = backendLabel({ name: backend.name, namespace: backend.namespace });
  switch (backend.state) {
    case 'ready':
    case 'unjudged':
    case 'not-loaded':
      return isUnknownKind(backend)
        ? { code: 500, reason: `${label} is a ${backend.kind}, which no Gateway knows by the standard.` }
        : null;
    case 'no-endpoints':
      return { code: dialect.statusWithoutEndpoints, reason: `${label} has no ready endpoint.` };
    case 'no-service':
      return { code: 500, reason: `${label} does not exist.` };
    case 'no-port':
      return { code: 500, reason: `${label} has no port ${backend.port ?? ''}.` };
    case 'not-granted':
      return { code: 500, reason: `No ReferenceGrant lets this route reach ${label}.` };
  }
}

function isUnknownKind(backend: BackendState): boolean {
  return backend.state === 'unjudged' && backend.kind !== 'Service';
}

/** The answer's headers as the client gets them, and what was changed. */
export function respond(
  outcome: Extract<Outcome, { kind: 'backends' }>,
  backend: BackendOutcome,
  fromBackend: HeaderList,
): { readonly headers: HeaderList; readonly changes: readonly HeaderChange[] } {
  let headers = fromBackend;
  const changes: HeaderChange[] = [];
  for (const modifier of backend.responseModifiers) {
    const next = modifyHeaders(headers, modifier);
    headers = next.headers;
    changes.push(...next.changes);
  }
  return { headers: [...headers, ...(outcome.cors?.headers ?? [])], changes };
}
