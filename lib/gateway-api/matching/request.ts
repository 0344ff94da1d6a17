import { normaliseHostname } from '../hostname.ts';

/** A request as somebody types it or a client sends it to a Gateway. */
export type RequestFacts = {
  readonly scheme: 'http' | 'https';
  /** The Host header; a port in it does not count. Empty: the Gateway's bare address, which only rules without hostname take. */
  readonly host: string;
  /** The port of the Gateway that the client connects to. */
  readonly port: number;
  readonly method: string;
  /** With its query, as it stands in the request line. */
  readonly path: string;
  /** In the order of the request; a name may occur more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The server name of the TLS handshake; absent: the same as the host. */
  readonly sni?: string | undefined;
};

/** A request taken apart once, for many comparisons. Headers and parameters are only read when a match asks for them. */
export type PreparedRequest = {
  readonly facts: RequestFacts;
  readonly hostname: string;
  readonly sni: string;
  /** Without the query. */
  readonly path: string;
  readonly method: string;
  /** The value of a header by its lower-case name, several joined by a comma; undefined when it is not there. */
  readonly header: (name: string) => string | undefined;
  /** The first value of a query parameter, as written. */
  readonly queryParam: (name: string) => string | undefined;
};

/**
 * Takes a request apart.
 *
 * @see Gateway API v1, HTTPRouteSpec.hostnames: a port in the Host header does not count
 * @see Gateway API v1, HTTPQueryParamMatch: of a repeated parameter the first value is recommended
 */
export function prepareRequest(facts: RequestFacts): PreparedRequest {
  const hostname = hostnameOf(facts.host);
  const mark = facts.path.indexOf('?');
  let headers: ReadonlyMap<string, string> | undefined;
  let query: ReadonlyMap<string, string> | undefined;
  return {
    facts,
    hostname,
    sni: facts.sni === undefined ? hostname : normaliseHostname(facts.sni),
    path: mark < 0 ? facts.path : facts.path.slice(0, mark),
    method: facts.method,
    header: (name) => {
      headers ??= joinHeaders(facts.headers);
      return headers.get(name);
    },
    queryParam: (name) => {
      query ??= firstParams(mark < 0 ? '' : facts.path.slice(mark + 1));
      return query.get(name);
    },
  };
}

/** A Host header's name in lower case, without port and final dot. An IPv6 address keeps its brackets. */
export function hostnameOf(host: string): string {
  const end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
  return normaliseHostname(end > 0 ? host.slice(0, end) : host);
}

/** Values by lower-case name; several of one name are one value with commas. @see RFC 9110, 5.3 */
export function joinHeaders(headers: RequestFacts['headers']): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    joined.set(key, before === undefined ? value : `${before},${value}`);
  }
  return joined;
}

function firstParams(query: string): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  if (query === '') return params;
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (!params.has(name)) params.set(name, equals < 0 ? '' : part.slice(equals + 1));
  }
  return params;
}
