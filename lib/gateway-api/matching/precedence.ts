import { isWildcard } from '../hostname.ts';
import type { Candidate } from './candidate.ts';
import type { Dialect } from './dialect.ts';

/** One step of precedence: where it comes from and what it compares. Negative: `a` comes first. */
type Criterion = {
  readonly id: PrecedenceReason;
  readonly compare: (a: Candidate, b: Candidate) => number;
};

/** What decided between two matches that both take a request. */
export type PrecedenceReason =
  | 'hostname'
  | 'written-hostname'
  | 'path-kind'
  | 'path-length'
  | 'method'
  | 'headers'
  | 'query-params'
  | 'exact-values'
  | 'older-route'
  | 'route-name'
  | 'rule-order';

const kindRank = {
  'above-prefix': { Exact: 0, RegularExpression: 1, PathPrefix: 2 },
  'below-prefix': { Exact: 0, PathPrefix: 1, RegularExpression: 2 },
} as const;

/**
 * How two hostnames compare: more characters without a wildcard first, then more characters.
 *
 * @see Gateway API v1, HTTPRouteSpec.hostnames
 */
export function compareHostnames(a: string, b: string): number {
  return plainLength(b) - plainLength(a) || b.length - a.length;
}

function plainLength(hostname: string): number {
  return isWildcard(hostname) ? 0 : hostname.length;
}

/**
 * The order in which matches that all take a request are asked: the first one gets it.
 *
 * @see Gateway API v1, HTTPRouteRule.matches
 */
export function precedenceOf(dialect: Dialect): readonly Criterion[] {
  const ranks = kindRank[dialect.regexRank];
  const asHeader = dialect.conditionRank === 'as-header';
  return [
    { id: 'hostname', compare: (a, b) => compareHostnames(a.served, b.served) },
    ...(dialect.comparesWrittenHostnames
      ? [{ id: 'written-hostname', compare: (a, b) => compareHostnames(a.written, b.written) } satisfies Criterion]
      : []),
    { id: 'path-kind', compare: (a, b) => ranks[a.pathKind] - ranks[b.pathKind] },
    { id: 'path-length', compare: (a, b) => pathLength(b, asHeader) - pathLength(a, asHeader) },
    ...(asHeader ? conditionsAsHeaders : standardConditions),
    { id: 'older-route', compare: (a, b) => compareNumbers(a.createdAt, b.createdAt) },
    { id: 'route-name', compare: (a, b) => (a.routeId < b.routeId ? -1 : a.routeId > b.routeId ? 1 : 0) },
    { id: 'rule-order', compare: (a, b) => a.ruleIndex - b.ruleIndex || a.matchIndex - b.matchIndex },
  ];
}

const standardConditions: readonly Criterion[] = [
  { id: 'method', compare: (a, b) => Number(b.method !== null) - Number(a.method !== null) },
  { id: 'headers', compare: (a, b) => b.headers.length - a.headers.length },
  { id: 'query-params', compare: (a, b) => b.queryParams.length - a.queryParams.length },
];

/** @see Envoy Gateway, internal/gatewayapi/sort.go */
const conditionsAsHeaders: readonly Criterion[] = [
  { id: 'headers', compare: (a, b) => headerCount(b) - headerCount(a) },
  { id: 'exact-values', compare: (a, b) => exactHeaderCount(b) - exactHeaderCount(a) },
  { id: 'query-params', compare: (a, b) => b.queryParams.length - a.queryParams.length },
  { id: 'exact-values', compare: (a, b) => exactCount(b.queryParams) - exactCount(a.queryParams) },
];

function headerCount({ headers, method }: Candidate): number {
  return headers.length + Number(method !== null);
}

function exactHeaderCount({ headers, method }: Candidate): number {
  return exactCount(headers) + Number(method !== null);
}

function exactCount(tests: Candidate['headers']): number {
  return tests.reduce((count, test) => count + Number(test.isExact), 0);
}

/** Infinite minus infinite is no number. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Envoy Gateway counts the prefix `/` as no path at all; among prefixes this changes nothing. */
function pathLength({ path, pathKind }: Candidate, asHeader: boolean): number {
  return asHeader && pathKind === 'PathPrefix' && path === '/' ? 0 : path.length;
}

/** Compares by the criteria in their order. */
export function comparerOf(criteria: readonly Criterion[]): (a: Candidate, b: Candidate) => number {
  return (a, b) => {
    for (const { compare } of criteria) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Which criterion puts `winner` before `loser`; null when none tells them apart. */
export function decidedBy(winner: Candidate, loser: Candidate, dialect: Dialect): PrecedenceReason | null {
  return precedenceOf(dialect).find(({ compare }) => compare(winner, loser) !== 0)?.id ?? null;
}
