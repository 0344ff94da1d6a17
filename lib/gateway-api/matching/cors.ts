import type { CorsFilter } from '../filters.ts';
import { number, strings } from '../hostile.ts';
import type { HeaderList } from './header-changes.ts';
import type { PreparedRequest } from './request.ts';

/** What a CORS filter does with a request. */
export type CorsAnswer = {
  readonly kind: 'preflight' | 'actual' | 'refused' | 'none';
  /** Headers that the browser sees; none where the origin is refused. */
  readonly headers: HeaderList;
  readonly reason: string;
};

/**
 * Judges a request against a CORS filter. A browser's question (OPTIONS with Origin and Access-Control-Request-Method) is answered by the
 * Gateway itself; every other request goes on, with headers added for an allowed origin.
 *
 * @see Gateway API v1, HTTPCORSFilter; WHATWG Fetch, CORS protocol
 */
export function corsAnswer(filter: CorsFilter, request: PreparedRequest): CorsAnswer {
  const origin = request.header('origin');
  if (origin === undefined)
    return { kind: 'none', headers: [], reason: 'The request has no Origin, so CORS does not apply.' };
  const asked = request.header('access-control-request-method');
  const isPreflight = request.method === 'OPTIONS' && asked !== undefined;
  if (!strings(filter.allowOrigins).some((pattern) => takesOrigin(pattern, origin))) {
    return {
      kind: 'refused',
      headers: [],
      reason: `The origin ${origin} is not among those allowed: a browser keeps the answer from the page.`,
    };
  }
  const base = originHeaders(filter, origin);
  if (!isPreflight) {
    const exposed = strings(filter.exposeHeaders);
    return {
      kind: 'actual',
      headers: [
        ...base,
        ...(exposed.length > 0 ? ([['access-control-expose-headers', exposed.join(', ')]] as const) : []),
      ],
      reason: `The origin ${origin} is allowed.`,
    };
  }
  return {
    kind: 'preflight',
    headers: [...base, ...preflightHeaders(filter, request, asked)],
    reason: `The Gateway answers the browser's preflight for ${origin} itself.`,
  };
}

/** An origin of the list: `*`, a whole origin, or one with a wildcard for labels of its host. */
function takesOrigin(pattern: string, origin: string): boolean {
  if (pattern === '*' || pattern.toLowerCase() === origin.toLowerCase()) return true;
  const star = pattern.indexOf('*');
  if (star < 0) return false;
  const [start, end] = [pattern.slice(0, star).toLowerCase(), pattern.slice(star + 1).toLowerCase()];
  const lower = origin.toLowerCase();
  return lower.length > start.length + end.length && lower.startsWith(start) && lower.endsWith(end);
}

/** With credentials a browser refuses `*`, so the origin itself is named. */
function originHeaders(filter: CorsFilter, origin: string): HeaderList {
  const credentials = filter.allowCredentials === true;
  const isOpen = strings(filter.allowOrigins).includes('*') && !credentials;
  return [
    ['access-control-allow-origin', isOpen ? '*' : origin],
    ...(credentials ? ([['access-control-allow-credentials', 'true']] as const) : []),
  ];
}

function preflightHeaders(filter: CorsFilter, request: PreparedRequest, method: string): HeaderList {
  const methods = strings(filter.allowMethods);
  const headers = strings(filter.allowHeaders);
  const askedHeaders = request.header('access-control-request-headers');
  const exposed = strings(filter.exposeHeaders);
  const allowedHeaders = headers.includes('*') ? askedHeaders : headers.join(', ') || undefined;
  return [
    ['access-control-allow-methods', methods.includes('*') ? method : methods.join(', ')],
    ...(allowedHeaders === undefined ? [] : ([['access-control-allow-headers', allowedHeaders]] as const)),
    ...(exposed.length > 0 ? ([['access-control-expose-headers', exposed.join(', ')]] as const) : []),
    ['access-control-max-age', String(number(filter.maxAge) ?? 5)],
  ];
}
