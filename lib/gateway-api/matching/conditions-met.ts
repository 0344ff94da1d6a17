import type { Candidate, ValueTest } from './candidate.ts';
import type { PreparedRequest } from './request.ts';

/** Whether everything but the hostname of a match fits a request. */
export function takes(candidate: Candidate, request: PreparedRequest): boolean {
  return takesPath(candidate, request.path) && takesRest(candidate, request);
}

/** Whether method, headers and query parameters fit. */
export function takesRest({ method, headers, queryParams }: Candidate, request: PreparedRequest): boolean {
  return (
    (method === null || method === request.method) &&
    headers.every((header) => holds(header, request.header(header.name))) &&
    queryParams.every((param) => holds(param, request.queryParam(param.name)))
  );
}

/**
 * Whether a path fits.
 *
 * @see Gateway API v1, PathMatchType: a prefix goes by elements and its final slash does not count
 */
export function takesPath({ pathKind, path, pathTest }: Candidate, requested: string): boolean {
  switch (pathKind) {
    case 'Exact':
      return path === requested;
    case 'RegularExpression':
      return pathTest?.(requested) ?? false;
    case 'PathPrefix': {
      const prefix = trimPrefix(path);
      return requested.startsWith(prefix) && (requested.length === prefix.length || requested[prefix.length] === '/');
    }
  }
}

/** A prefix without its final slash; `/` becomes the empty text. */
export function trimPrefix(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Whether a header or parameter fits; an absent one never does. */
export function holds(condition: ValueTest, value: string | undefined): boolean {
  return value !== undefined && (condition.test?.(value) ?? false);
}
