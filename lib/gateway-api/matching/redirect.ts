import type { RequestRedirect } from '../filters.ts';
import { number, text } from '../hostile.ts';
import type { Candidate } from './candidate.ts';
import type { Dialect } from './dialect.ts';
import { rewritePath } from './path-rewrite.ts';
import type { PreparedRequest, RequestFacts } from './request.ts';

/** A redirect as the client gets it. */
export type Redirect = {
  readonly status: number;
  readonly location: string;
  readonly scheme: string;
  readonly hostname: string;
  /** The port that a client uses, whether or not it is written. */
  readonly port: number;
  /** With the request's query. */
  readonly path: string;
};

const wellKnownPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * The answer of a redirect filter.
 *
 * @see Gateway API v1, HTTPRequestRedirectFilter: the port is the given one, else the well-known one of a given scheme, else the
 *   listener's; a Location leaves out 80 on http and 443 on https
 */
export function redirectOf(
  filter: RequestRedirect,
  candidate: Candidate,
  { request, dialect }: { readonly request: PreparedRequest; readonly dialect: Dialect },
): Redirect {
  const { facts } = request;
  const scheme = text(filter.scheme) ?? facts.scheme;
  const given = number(filter.port);
  const ofScheme = text(filter.scheme) === undefined ? undefined : wellKnownPorts[scheme];
  const port = given ?? ofScheme ?? candidate.listener.port;
  const hostname = text(filter.hostname) || request.hostname;
  const query = facts.path.slice(request.path.length);
  const path = `${rewritePath(request.path, filter.path, { candidate, dialect, target: 'client' })}${query}`;
  const isWellKnown = wellKnownPorts[scheme] === port;
  const authority =
    dialect.rewrites === 'envoy-gateway'
      ? envoyAuthority(text(filter.hostname), facts, { scheme, port })
      : `${text(filter.hostname) || bareHost(facts.host)}${isWellKnown ? '' : `:${port}`}`;
  return {
    status: number(filter.statusCode) ?? 302,
    location: `${scheme}://${authority}${path}`,
    scheme,
    hostname,
    port,
    path,
  };
}

/** As the client wrote it, without its port. */
function bareHost(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** @see the differences `redirect-port` of the dialect, and Envoy's processRequestHost */
function envoyAuthority(
  hostname: string | undefined,
  facts: RequestFacts,
  { scheme, port }: { readonly scheme: string; readonly port: number },
): string {
  if (port !== 80 && port !== 443) return `${hostname || bareHost(facts.host)}:${port}`;
  if (hostname) return hostname;
  const isOwnPort = facts.host.endsWith(`:${wellKnownPorts[facts.scheme]}`);
  return scheme !== facts.scheme && isOwnPort ? bareHost(facts.host) : facts.host;
}
