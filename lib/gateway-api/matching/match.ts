import { describeMatch, ruleLabel } from '../describe.ts';
import { coversHostname } from '../hostname.ts';
import { type ObjectName, objectKey } from '../listeners.ts';
import type { Candidate, ValueTest } from './candidate.ts';
import { holds, takes, takesPath } from './conditions-met.ts';
import type { Dialect } from './dialect.ts';
import { compareHostnames, comparerOf, decidedBy, type PrecedenceReason, precedenceOf } from './precedence.ts';
import type { PreparedRequest } from './request.ts';
import { findAcross, type Lookup, type RouteTable } from './route-table.ts';

/** Why a rule does not get a request. `condition`: something that it asks for is not there; the others name what decided. */
export type LossCode = 'condition' | 'listener' | 'hostname-narrower' | PrecedenceReason;

/** A rule that took the request, or nearly, and why another one got it. */
export type Loser = {
  readonly candidate: Candidate;
  /** How many of its conditions do not fit: 0 for one that only precedence put behind. */
  readonly misses: number;
  readonly code: LossCode;
  readonly reason: string;
};

/** The whole answer to "which rule takes this request, and why not the others?". */
export type Verdict = {
  readonly lookup: Lookup;
  readonly losers: readonly Loser[];
  /** Sentences on what the standard leaves to the implementation and this answer rests on. */
  readonly implementationDecides: readonly string[];
};

type MatchOptions = {
  readonly gateway: ObjectName;
  /** `namespace/name` of a route whose rules are all explained, however far they are from the request. */
  readonly focus?: string | undefined;
  readonly maxLosers?: number | undefined;
};

/**
 * Which rule takes a request, and for every rule that took it too, or nearly, why it lost.
 *
 * @param tables the cluster's routes and, apart from them, a draft; built for the same Gateways and dialect
 * @see Gateway API v1, HTTPRouteRule.matches
 */
export function match(
  request: PreparedRequest,
  tables: readonly [RouteTable, ...RouteTable[]],
  { gateway, focus, maxLosers = 50 }: MatchOptions,
): Verdict {
  const lookup = findAcross(tables, gateway, request);
  const { dialect } = tables[0];
  const order = comparerOf(precedenceOf(dialect));
  const closest = new Map<string, { readonly candidate: Candidate; readonly misses: number }>();
  for (const table of tables) {
    for (const candidate of table.candidates(gateway)) {
      const key = `${candidate.routeId} ${candidate.ruleIndex}`;
      const winner = lookup.candidate;
      if (winner !== null && winner.routeId === candidate.routeId && winner.ruleIndex === candidate.ruleIndex) continue;
      const misses = missesOf(candidate, request);
      if (!isNear(candidate, request, misses) && candidate.routeId !== focus) continue;
      const before = closest.get(key);
      const isCloser =
        before === undefined ||
        misses < before.misses ||
        (misses === before.misses && order(candidate, before.candidate) < 0);
      if (isCloser) closest.set(key, { candidate, misses });
    }
  }
  const losers = [...closest.values()]
    .toSorted((a, b) => a.misses - b.misses || order(a.candidate, b.candidate))
    .slice(0, maxLosers)
    .map(({ candidate, misses }) => toLoser(candidate, misses, { lookup, request, dialect }));
  return { lookup, losers, implementationDecides: openQuestions(lookup, losers, dialect) };
}

/** How many conditions of a match do not fit a request; the hostname counts most. */
function missesOf(candidate: Candidate, request: PreparedRequest): number {
  if (!coversHostname(candidate.served, request.hostname)) return 100;
  if (isOtherDoor(candidate, request)) return 50;
  return (
    Number(!takesPath(candidate, request.path)) * 10 +
    Number(candidate.method !== null && candidate.method !== request.method) +
    candidate.headers.filter((header) => !holds(header, request.header(header.name))).length +
    candidate.queryParams.filter((param) => !holds(param, request.queryParam(param.name))).length
  );
}

/** Near is what fits the hostname and the path, or everything but the path. */
function isNear(candidate: Candidate, request: PreparedRequest, misses: number): boolean {
  if (misses < 10) return true;
  return (
    misses === 10 &&
    (candidate.headers.length > 0 || candidate.queryParams.length > 0 || sharesStart(candidate.path, request.path))
  );
}

function sharesStart(a: string, b: string): boolean {
  const [first = ''] = a.slice(1).split('/');
  return first !== '' && b.slice(1).startsWith(first);
}

function isOtherDoor({ listener }: Candidate, { facts }: PreparedRequest): boolean {
  return listener.port !== facts.port || listener.protocol !== (facts.scheme === 'https' ? 'HTTPS' : 'HTTP');
}

type Asked = { readonly lookup: Lookup; readonly request: PreparedRequest; readonly dialect: Dialect };

function toLoser(candidate: Candidate, misses: number, asked: Asked): Loser {
  const { lookup, request, dialect } = asked;
  if (misses > 0) return { candidate, misses, ...missing(candidate, request) };
  const winner = lookup.candidate;
  if (winner === null) return { candidate, misses, ...withoutWinner(candidate, asked) };
  const decided = decidedBy(winner, candidate, dialect) ?? 'rule-order';
  if (!takesOnItsListener(candidate, winner, asked)) {
    return {
      candidate,
      misses,
      code: 'listener',
      reason: `stands on listener ${candidate.listener.name}, the request belongs to listener ${winner.listener.name}`,
    };
  }
  return { candidate, misses, code: decided, reason: precedenceWords[decided](winner, candidate) };
}

/** A rule that fits by itself but whose hostname or listener is not the one that the request belongs to. */
function withoutWinner(candidate: Candidate, { lookup, request }: Asked): Pick<Loser, 'code' | 'reason'> {
  if (lookup.served !== null && compareHostnames(lookup.served, candidate.served) < 0) {
    return {
      code: 'hostname-narrower',
      reason: `serves ${nameText(candidate.served)}, but ${nameText(lookup.served)} is narrower and is asked alone`,
    };
  }
  return {
    code: 'listener',
    reason: `stands on listener ${candidate.listener.name}, which ${request.hostname || 'this request'} does not belong to`,
  };
}

function takesOnItsListener(candidate: Candidate, winner: Candidate, { request, dialect }: Asked): boolean {
  if (!dialect.isolatesListeners && request.facts.scheme === 'http') return true;
  return (
    candidate.listener.name === winner.listener.name &&
    objectKey(candidate.listener.owner) === objectKey(winner.listener.owner)
  );
}

/** The conditions that a request does not meet, in words. */
function missing(candidate: Candidate, request: PreparedRequest): Pick<Loser, 'code' | 'reason'> {
  if (!coversHostname(candidate.served, request.hostname)) {
    return {
      code: 'hostname',
      reason: `serves ${nameText(candidate.served)}, not ${request.hostname || 'the bare address'}`,
    };
  }
  if (isOtherDoor(candidate, request)) {
    const { protocol, port, name } = candidate.listener;
    return { code: 'listener', reason: `stands on listener ${name}, ${protocol} on port ${port}` };
  }
  const reasons = [
    ...(takesPath(candidate, request.path) ? [] : [pathMiss(candidate, request.path)]),
    ...(candidate.method === null || candidate.method === request.method
      ? []
      : [`needs method ${candidate.method}, the request is ${request.method}`]),
    ...candidate.headers.flatMap((header) => valueMiss('header', header, request.header(header.name))),
    ...candidate.queryParams.flatMap((param) => valueMiss('query parameter', param, request.queryParam(param.name))),
  ];
  return { code: 'condition', reason: reasons.join('; ') };
}

function pathMiss({ pathKind, path, pathTest }: Candidate, requested: string): string {
  switch (pathKind) {
    case 'Exact':
      return `needs the path ${path} exactly`;
    case 'PathPrefix':
      return requested.startsWith(path)
        ? `needs a path below ${path}: prefixes go by whole elements`
        : `needs a path below ${path}`;
    case 'RegularExpression':
      return pathTest === null ? `its expression ${path} is none that RE2 reads` : `needs a path that matches ${path}`;
  }
}

function valueMiss(what: string, condition: ValueTest, value: string | undefined): readonly string[] {
  if (holds(condition, value)) return [];
  const wanted =
    `${what} ${condition.name} ${condition.isExact ? `: ${condition.value}` : `matching ${condition.value}`}`.replace(
      ' :',
      ':',
    );
  if (condition.test === null) return [`its expression ${condition.value} is none that RE2 reads`];
  return [value === undefined ? `needs ${wanted}, the request has none` : `needs ${wanted}, the request has ${value}`];
}

const precedenceWords: Readonly<Record<PrecedenceReason, (winner: Candidate, loser: Candidate) => string>> = {
  hostname: (winner, loser) =>
    `takes it too, but ${nameText(winner.served)} is narrower than ${nameText(loser.served)}`,
  'written-hostname': (winner, loser) =>
    `takes it too, but the other route writes ${nameText(winner.written)}, this one ${nameText(loser.written)}`,
  'path-kind': (winner, loser) => `takes it too, but ${kindText(winner)} comes before ${kindText(loser)}`,
  'path-length': (winner, loser) => `takes it too, but ${winner.path} is longer than ${loser.path}`,
  method: () => 'takes it too, but the winner also asks for a method',
  headers: (winner, loser) =>
    `takes it too, but the winner asks for more headers (${winner.headers.length} against ${loser.headers.length})`,
  'query-params': (winner, loser) =>
    `takes it too, but the winner asks for more query parameters (${winner.queryParams.length} against ${loser.queryParams.length})`,
  'exact-values': () => 'takes it too, but the winner asks for more exact values',
  'older-route': () => 'takes it equally well, but the other route is older',
  'route-name': () => 'takes it equally well and is as old, but the other route comes first by name',
  'rule-order': (winner, loser) =>
    winner.routeId === loser.routeId && winner.ruleIndex !== loser.ruleIndex
      ? `takes it equally well, but ${ruleLabel(winner.rule, winner.ruleIndex)} comes first in the route`
      : 'takes it equally well, but another match comes first',
};

function kindText({ pathKind, match: written }: Candidate): string {
  const words = { Exact: 'an exact path', PathPrefix: 'a prefix', RegularExpression: 'an expression' } as const;
  return `${words[pathKind]} (${describeMatch(written)})`;
}

function nameText(hostname: string): string {
  return hostname === '' ? 'every name' : hostname;
}

/** What of this answer the standard does not fix. */
function openQuestions({ candidate }: Lookup, losers: readonly Loser[], dialect: Dialect): readonly string[] {
  const taken = losers.filter((loser) => loser.misses === 0);
  const all = candidate === null ? [] : [candidate, ...taken.map((loser) => loser.candidate)];
  return [
    ...(all.some((one) => one.pathKind === 'RegularExpression')
      ? [
          `Where an expression stands among other paths, and what its syntax is, each implementation decides; judged here as ${dialect.name} does.`,
        ]
      : []),
    ...(taken.some((loser) => loser.code === 'written-hostname')
      ? [
          'Which of two hostnames of one listener is narrower is compared as written since Gateway API 1.7; before that it was open.',
        ]
      : []),
  ];
}

/** Whether a match takes a request by everything that it says, its hostname included. */
export function fits(candidate: Candidate, request: PreparedRequest): boolean {
  return coversHostname(candidate.served, request.hostname) && takes(candidate, request);
}
