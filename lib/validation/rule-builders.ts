import { formatPath } from '../gateway-api/field-path.ts';
import { httpRoute } from '../gateway-api/object-builders.ts';
import type { HttpRouteFilter, HttpRouteMatch, HttpRouteRule } from '../gateway-api/objects.ts';
import { emptyContext } from './context.ts';
import { validateRoute } from './validate-route.ts';

type Settings = Readonly<Record<string, unknown>>;
type Matches = readonly HttpRouteMatch[];

/** One backend whose Service nobody knows: for tests. */
export const backendRefs = [{ name: 'shop', port: 80 }];

/** A filter of any kind with any settings, also impossible ones: for tests. */
export function filter(type: string, settings: Settings): HttpRouteFilter {
  return { type, ...settings };
}

/** A rule with a backend and filters: for tests. */
export function withFilters(...filters: readonly HttpRouteFilter[]): HttpRouteRule {
  return { backendRefs, filters };
}

/** A rule that redirects: for tests. */
export function redirecting(requestRedirect: Settings, matches?: Matches): HttpRouteRule {
  return {
    ...(matches === undefined ? {} : { matches }),
    filters: [filter('RequestRedirect', { requestRedirect })],
  };
}

/** A rule that rewrites the URL: for tests. */
export function rewriting(urlRewrite: Settings, matches?: Matches): HttpRouteRule {
  return { ...(matches === undefined ? {} : { matches }), ...withFilters(filter('URLRewrite', { urlRewrite })) };
}

/** A filter that changes headers of requests: for tests. */
export function headers(requestHeaderModifier: Settings): HttpRouteFilter {
  return filter('RequestHeaderModifier', { requestHeaderModifier });
}

/** A rule that mirrors to a Service `m`: for tests. */
export function mirror(settings: Settings): HttpRouteRule {
  return withFilters(filter('RequestMirror', { requestMirror: { backendRef: { name: 'm', port: 80 }, ...settings } }));
}

/** A rule with a CORS filter: for tests. */
export function cors(settings: Settings): HttpRouteRule {
  return withFilters(filter('CORS', { cors: settings }));
}

/** A match of a path prefix: for tests. */
export function prefix(value: string): HttpRouteMatch {
  return { path: { type: 'PathPrefix', value } };
}

/** A match of one path: for tests. */
export function exact(value: string): HttpRouteMatch {
  return { path: { type: 'Exact', value } };
}

/** Codes with their places, as text, within the first rule or from the root of the route: for tests. */
export function found(rules: HttpRouteRule | readonly HttpRouteRule[], context = emptyContext): readonly string[] {
  const list = 'length' in rules ? rules : [rules];
  return validateRoute(httpRoute({ rules: list }), context).map(
    (issue) => `${issue.code} ${formatPath(issue.path).replace(/^spec\.rules\[0\]\.?/, '')}`,
  );
}
