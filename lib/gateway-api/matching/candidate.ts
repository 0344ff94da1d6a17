import { RE2JS } from 're2js';
import type { AttachedListener } from '../attachment.ts';
import { attachRoute } from '../attachment.ts';
import { epochMs, namespaceOf, objects, text } from '../hostile.ts';
import { listenerKey } from '../listener-conflicts.ts';
import { type ListenerPoint, objectKey } from '../listeners.ts';
import type { HttpRoute, HttpRouteMatch, HttpRouteRule } from '../objects.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import type { Dialect } from './dialect.ts';

/** A condition on one header or query parameter, ready to be compared. */
export type ValueTest = {
  /** Lower case for a header. */
  readonly name: string;
  readonly isExact: boolean;
  readonly value: string;
  /** Null for an expression that RE2 refuses: it takes nothing. */
  readonly test: ((value: string) => boolean) | null;
};

export type PathKind = 'Exact' | 'PathPrefix' | 'RegularExpression';

/** One match of one rule on one hostname: the unit among which precedence decides. */
export type Candidate = {
  readonly route: HttpRoute;
  /** `namespace/name` */
  readonly routeId: string;
  readonly rule: HttpRouteRule;
  readonly ruleIndex: number;
  readonly matchIndex: number;
  readonly match: HttpRouteMatch;
  readonly listener: ListenerPoint;
  /** The name on which the listener serves the route; '' for every name. */
  readonly served: string;
  /** The name that the route wrote; '' when it wrote none. */
  readonly written: string;
  readonly pathKind: PathKind;
  /** As written. */
  readonly path: string;
  readonly pathTest: ((path: string) => boolean) | null;
  readonly method: string | null;
  readonly headers: readonly ValueTest[];
  readonly queryParams: readonly ValueTest[];
  /** Epoch milliseconds; a route that is not in the cluster yet is the youngest of all. */
  readonly createdAt: number;
};

/** What a match says, apart from the route and listener that it stands on. */
type CompiledMatch = Pick<
  Candidate,
  | 'rule'
  | 'ruleIndex'
  | 'matchIndex'
  | 'match'
  | 'pathKind'
  | 'path'
  | 'pathTest'
  | 'method'
  | 'headers'
  | 'queryParams'
>;

/** Which of the two a candidate needs: where it is attached and how expressions are read. */
export type CandidateOptions = {
  readonly dialect: Dialect;
  /** Listeners that take no route, by `listenerKey`. */
  readonly closed: ReadonlySet<string>;
};

/**
 * Every match of a route on every hostname of every listener that takes it.
 *
 * @see Gateway API v1, HTTPRouteRule.matches: precedence is among matches, not rules
 */
export function candidatesOf(
  route: HttpRoute,
  snapshot: ClusterSnapshot,
  options: CandidateOptions,
): readonly Candidate[] {
  const attached = attachRoute(route, snapshot).flatMap((parent) => parent.attached);
  if (attached.length === 0) return [];
  const matches = compileMatches(route, options.dialect);
  return distinct(attached, options.closed).flatMap(({ listener, hostnames }) =>
    hostnames.flatMap(({ hostname, served }) =>
      matches.map((match) => toCandidate(match, route, listener, { hostname, served })),
    ),
  );
}

/** Two parentRefs may reach one listener; it still takes the route once. */
function distinct(attached: readonly AttachedListener[], closed: ReadonlySet<string>): readonly AttachedListener[] {
  const seen = new Map<string, AttachedListener>();
  for (const one of attached) {
    const key = listenerKey(one.listener);
    if (!closed.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function toCandidate(
  match: CompiledMatch,
  route: HttpRoute,
  listener: ListenerPoint,
  { hostname, served }: { readonly hostname: string; readonly served: string },
): Candidate {
  return {
    ...match,
    route,
    routeId: objectKey({ namespace: namespaceOf(route), name: route.metadata.name }),
    listener,
    served: served === '*' ? '' : served,
    written: hostname === '*' ? '' : hostname,
    createdAt: epochMs(route.metadata.creationTimestamp) ?? Number.POSITIVE_INFINITY,
  };
}

const everyPath: HttpRouteMatch = {};

function compileMatches(route: HttpRoute, dialect: Dialect): readonly CompiledMatch[] {
  const written = route.spec?.rules;
  // A route without rules is one rule that takes everything, as the API server would fill in.
  const rules: readonly HttpRouteRule[] = written === undefined || written === null ? [{}] : objects(written);
  return rules.flatMap((rule, ruleIndex) => {
    const matches = objects(rule.matches);
    return (matches.length === 0 ? [everyPath] : matches).map((match, matchIndex) =>
      compileMatch(match, { rule, ruleIndex, matchIndex }, dialect),
    );
  });
}

function compileMatch(
  match: HttpRouteMatch,
  place: Pick<CompiledMatch, 'rule' | 'ruleIndex' | 'matchIndex'>,
  dialect: Dialect,
): CompiledMatch {
  const pathKind = toPathKind(text(match.path?.type));
  const path = text(match.path?.value) ?? '/';
  return {
    ...place,
    match,
    pathKind,
    path,
    pathTest: pathKind === 'RegularExpression' ? compileExpression(path, dialect) : null,
    method: text(match.method) ?? null,
    headers: compileValues(match.headers, dialect, (name) => name.toLowerCase()),
    queryParams: compileValues(match.queryParams, dialect, (name) => name),
  };
}

function toPathKind(type: string | undefined): PathKind {
  return type === 'Exact' || type === 'RegularExpression' ? type : 'PathPrefix';
}

/** Of several entries with one name only the first counts. */
function compileValues(
  list: HttpRouteMatch['headers'],
  dialect: Dialect,
  toName: (name: string) => string,
): readonly ValueTest[] {
  const byName = new Map<string, ValueTest>();
  for (const entry of objects(list)) {
    const name = toName(text(entry.name) ?? '');
    if (byName.has(name)) continue;
    const value = text(entry.value) ?? '';
    const isExact = text(entry.type) !== 'RegularExpression';
    byName.set(name, {
      name,
      isExact,
      value,
      test: isExact ? (found) => found === value : compileExpression(value, dialect),
    });
  }
  return [...byName.values()];
}

/** Expressions come from users: they run in RE2 syntax, in linear time, nowhere else. */
function compileExpression(expression: string, dialect: Dialect): ((value: string) => boolean) | null {
  try {
    const compiled = RE2JS.compile(expression);
    return dialect.regexAnchoring === 'whole'
      ? (value) => compiled.matches(value)
      : (value) => compiled.matcher(value).find();
  } catch {
    return null;
  }
}
