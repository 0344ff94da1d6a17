import { describeMatch, ruleLabel } from '../describe.ts';
import { objects, text } from '../hostile.ts';
import { isWildcard } from '../hostname.ts';
import type { Candidate } from './candidate.ts';
import { fits } from './match.ts';
import { prepareRequest, type RequestFacts } from './request.ts';

/** A request that a rule asks for by what it says. */
export type Example = { readonly label: string; readonly request: RequestFacts; readonly ruleIndex: number };

const samples = ['a', 'b', '1', '0', 'x', 'example', 'a1', 'v1', 'index.html', ''] as const;

/**
 * One request for each match, made from what the match says. For an expression a few plain texts are tried; a match for which none
 * fits gets no example, rather than a wrong one.
 */
export function exampleRequests(candidates: readonly Candidate[]): readonly Example[] {
  const made = new Map<string, Example>();
  for (const candidate of candidates) {
    const key = `${candidate.ruleIndex} ${candidate.matchIndex}`;
    const request = made.has(key) ? null : exampleOf(candidate);
    if (request === null) continue;
    const { rule, ruleIndex, match } = candidate;
    made.set(key, { ruleIndex, request, label: `${ruleLabel(rule, ruleIndex)}: ${describeMatch(match)}` });
  }
  return [...made.values()].toSorted((a, b) => a.ruleIndex - b.ruleIndex);
}

/** A request that fits one match, or null when none was found. */
export function exampleOf(candidate: Candidate): RequestFacts | null {
  const { listener, served, method, match } = candidate;
  const headers = objects(match.headers).flatMap((header) => {
    const value = valueFor(header, candidate.headers);
    return value === null ? [] : [[text(header.name) ?? '', value] as const];
  });
  const query = objects(match.queryParams).flatMap((param) => {
    const value = valueFor(param, candidate.queryParams);
    return value === null ? [] : [`${text(param.name) ?? ''}=${value}`];
  });
  const path = pathFor(candidate);
  if (path === null) return null;
  const facts: RequestFacts = {
    scheme: listener.protocol === 'HTTPS' ? 'https' : 'http',
    host: hostFor(served, listener.hostname),
    port: listener.port,
    method: method ?? 'GET',
    path: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers,
  };
  return fits(candidate, prepareRequest(facts)) ? facts : null;
}

function hostFor(served: string, ofListener: string | null): string {
  const name = served || ofListener || 'any.example';
  return isWildcard(name) ? name.replace('*', 'any') : name;
}

function pathFor({ pathKind, path, pathTest }: Candidate): string | null {
  switch (pathKind) {
    case 'Exact':
      return path;
    case 'PathPrefix':
      return path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
    case 'RegularExpression': {
      const literal = path.replaceAll(/[\\^$]/g, '');
      const tries = [literal, ...samples.flatMap((sample) => [`/${sample}`, literal.replace(/[([.].*$/, sample)])];
      return tries.find((one) => one.startsWith('/') && !/[?#\s]/.test(one) && pathTest?.(one)) ?? null;
    }
  }
}

function valueFor(entry: { readonly name?: string | undefined }, tests: Candidate['headers']): string | null {
  const name = text(entry.name) ?? '';
  const test = tests.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (test === undefined || test.test === null) return null;
  if (test.isExact) return test.value;
  const literal = test.value.replaceAll(/[\\^$]/g, '');
  return [literal, ...samples].find((sample) => test.test?.(sample)) ?? null;
}
