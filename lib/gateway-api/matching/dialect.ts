/**
 * What the standard leaves to an implementation, or where one is known to differ from it. Everything that a verdict about a
 * request depends on and that is not the same everywhere is here.
 */
export type Dialect = {
  readonly name: string;
  /** A request belongs to its most specific listener only. @see GatewayHTTPListenerIsolation */
  readonly isolatesListeners: boolean;
  /** A Host that belongs to another listener than the handshake's server name gets 421. @see GatewayHTTPSListenerDetectMisdirectedRequests */
  readonly detectsMisdirected: boolean;
  /** Of two routes on one served name, the one that wrote the narrower name comes first. @see GatewayRouteHostnameIntersectionPrecedence (1.7) */
  readonly comparesWrittenHostnames: boolean;
  /** Whether a request that no rule of the narrowest hostname takes may go to rules of a wider one. */
  readonly fallsThroughHostnames: boolean;
  /** Where a regular expression stands among paths. */
  readonly regexRank: 'above-prefix' | 'below-prefix';
  /** Whether an expression must match the whole value, or any part of it. */
  readonly regexAnchoring: 'whole' | 'part';
  /** `standard`: a method counts before headers. `as-header`: a method is one more header, and exact values count before expressions. */
  readonly conditionRank: 'standard' | 'as-header';
  /** How prefixes are replaced and the Location of a redirect is written. */
  readonly rewrites: 'standard' | 'envoy-gateway';
  /** What a backend without ready endpoints answers. */
  readonly statusWithoutEndpoints: 500 | 503;
  /** The status of a preflight that is answered by the Gateway. */
  readonly preflightStatus: 200 | 204;
  /** Where this dialect is known to differ from the standard: shown to whoever asks about a Gateway of this controller. */
  readonly differences: readonly Difference[];
};

/** A known difference between an implementation and the standard. */
export type Difference = { readonly id: string; readonly text: string; readonly source: string };

/** The standard as written, with its recommended answers where it leaves a choice. */
export const standardDialect: Dialect = {
  name: 'Gateway API',
  isolatesListeners: false,
  detectsMisdirected: true,
  comparesWrittenHostnames: true,
  fallsThroughHostnames: true,
  regexRank: 'above-prefix',
  regexAnchoring: 'whole',
  conditionRank: 'standard',
  rewrites: 'standard',
  statusWithoutEndpoints: 503,
  preflightStatus: 200,
  differences: [],
};

/**
 * Envoy Gateway 1.9, as its translator sorts routes and as Envoy then picks one. Each entry was seen in its source and checked
 * with `npm run verify:envoy`.
 */
export const envoyGatewayDialect: Dialect = {
  ...standardDialect,
  name: 'Envoy Gateway',
  isolatesListeners: true,
  comparesWrittenHostnames: false,
  fallsThroughHostnames: false,
  conditionRank: 'as-header',
  rewrites: 'envoy-gateway',
  differences: [
    {
      id: 'no-hostname-fall-through',
      text: 'Envoy picks the narrowest hostname first and looks at its rules only. A request that none of them takes gets 404, also when a rule of a wider hostname would take it.',
      source: 'Envoy, config.route.v3.VirtualHost.domains: one virtual host is chosen before any route is tried',
    },
    {
      id: 'method-as-header',
      text: 'A method counts as one more header, so a rule with two headers comes before one with a method and one header. Of equally many, exact values come before expressions.',
      source: 'Envoy Gateway, internal/gatewayapi/sort.go',
    },
    {
      id: 'regex-before-prefix',
      text: 'An expression as a path comes after exact paths and before every prefix, the longer expression first.',
      source: 'Envoy Gateway, internal/gatewayapi/sort.go',
    },
    {
      id: 'redirect-port',
      text: 'A redirect whose port is 80 or 443 writes no port, whatever the scheme, and then keeps a port that the request’s Host names.',
      source: 'Envoy Gateway, internal/xds/translator/route.go, buildXdsRedirectAction',
    },
    {
      id: 'prefix-as-text',
      text: 'A replaced prefix is text before text: replacing / by /new makes /newa of /a, and a redirect to /new/ makes /new// of /a/. A rewrite to /new/ drops its final slash.',
      source: 'Envoy Gateway, internal/xds/translator/route.go, buildXdsURLRewriteAction and buildXdsRedirectAction',
    },
    {
      id: 'prefix-to-root',
      text: 'Replacing a prefix that is written with a final slash by / leaves the path without that slash as it is: /a/ does not turn /a into /.',
      source: 'Envoy Gateway, internal/xds/translator/route.go, prefix2RegexRewrite',
    },
    {
      id: 'normalised-path',
      text: 'Envoy resolves . and .. and merges double slashes before it compares paths, and redirects a path with an encoded slash.',
      source: 'Envoy Gateway, internal/xds/translator/listener.go',
    },
  ],
};

/** The dialect of a GatewayClass's controller: the standard where nothing else is known. */
export function dialectOf(controllerName: string | undefined): Dialect {
  return controllerName === 'gateway.envoyproxy.io/gatewayclass-controller' ? envoyGatewayDialect : standardDialect;
}
