import { objects, text } from './hostile.ts';
import type { BackendRef, HttpRouteFilter, HttpRouteRule } from './objects.ts';

/** A list of header changes, as both header modifiers have it. */
export type HeaderModifier = NonNullable<HttpRouteFilter['requestHeaderModifier']>;
export type RequestRedirect = NonNullable<HttpRouteFilter['requestRedirect']>;
export type UrlRewrite = NonNullable<HttpRouteFilter['urlRewrite']>;
export type CorsFilter = NonNullable<HttpRouteFilter['cors']>;
export type MirrorFilter = NonNullable<HttpRouteFilter['requestMirror']>;

/** The first filter of a type in a rule or on a backend; the API allows one of each but for mirrors and extensions. */
export function filterOf(owner: Pick<HttpRouteRule | BackendRef, 'filters'>, type: string): HttpRouteFilter | null {
  return objects(owner.filters).find((filter) => text(filter.type) === type) ?? null;
}

/** All filters of a type, in their order. */
export function filtersOf(
  owner: Pick<HttpRouteRule | BackendRef, 'filters'>,
  type: string,
): readonly HttpRouteFilter[] {
  return objects(owner.filters).filter((filter) => text(filter.type) === type);
}
