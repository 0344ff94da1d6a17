import type { Judgement } from './expected-condition.ts';
import { refused } from './expected-condition.ts';
import { asText, objects } from './hostile.ts';
import type { HttpRoute, HttpRouteFilter, HttpRouteRule } from './objects.ts';

/** What a controller cannot implement of a route's rules: an entry for each rule, null where it is sound. */
export type RuleFlaws = readonly (Judgement | null)[];

/**
 * Values and combinations in a route's rules that no version of the standard which we know has, so that a controller must
 * refuse the rule.
 *
 * @see Gateway API v1, RouteReasonUnsupportedValue, RouteReasonIncompatibleFilters
 */
export function findRuleFlaws(route: HttpRoute): RuleFlaws {
  return objects(route.spec?.rules).map((rule, index) => {
    const found = unknownValue(rule) ?? incompatibleFilters(rule);
    return found === null ? null : { ...found, message: `Rule ${index + 1}: ${found.message}` };
  });
}

const known = {
  path: new Set(['Exact', 'PathPrefix', 'RegularExpression']),
  value: new Set(['Exact', 'RegularExpression']),
  method: new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']),
  modifier: new Set(['ReplaceFullPath', 'ReplacePrefixMatch']),
  scheme: new Set(['http', 'https']),
  statusCode: new Set([301, 302, 303, 307, 308]),
  filter: new Set([
    'CORS',
    'ExtensionRef',
    'ExternalAuth',
    'RequestHeaderModifier',
    'RequestMirror',
    'RequestRedirect',
    'ResponseHeaderModifier',
    'URLRewrite',
  ]),
} as const;

function unknownValue(rule: HttpRouteRule): Judgement | null {
  const found = [...valuesOfMatches(rule), ...filterLists(rule).flat().flatMap(valuesOfFilter)].find(
    ({ value, allowed }) => value !== undefined && !allowed.has(value),
  );
  return found === undefined ? null : refused('UnsupportedValue', `${found.what} ${asText(found.value)} is not known.`);
}

type EnumValue = { readonly what: string; readonly value: unknown; readonly allowed: ReadonlySet<unknown> };

function valuesOfMatches(rule: HttpRouteRule): readonly EnumValue[] {
  return objects(rule.matches).flatMap((match) => [
    { what: 'path match type', value: match.path?.type, allowed: known.path },
    { what: 'method', value: match.method, allowed: known.method },
    ...objects(match.headers).map(({ type }) => ({ what: 'header match type', value: type, allowed: known.value })),
    ...objects(match.queryParams).map(({ type }) => ({ what: 'query match type', value: type, allowed: known.value })),
  ]);
}

function valuesOfFilter(filter: HttpRouteFilter): readonly EnumValue[] {
  const { requestRedirect: redirect, urlRewrite: rewrite } = filter;
  return [
    { what: 'filter type', value: filter.type, allowed: known.filter },
    { what: 'redirect scheme', value: redirect?.scheme, allowed: known.scheme },
    { what: 'redirect status code', value: redirect?.statusCode, allowed: known.statusCode },
    { what: 'redirect path type', value: redirect?.path?.type, allowed: known.modifier },
    { what: 'rewrite path type', value: rewrite?.path?.type, allowed: known.modifier },
  ];
}

/** The filters of a rule and those of each of its backends. */
function filterLists(rule: HttpRouteRule): readonly (readonly HttpRouteFilter[])[] {
  return [objects(rule.filters), ...objects(rule.backendRefs).map((ref) => objects(ref.filters))];
}

function incompatibleFilters(rule: HttpRouteRule): Judgement | null {
  const clash = filterLists(rule).some(
    (filters) =>
      filters.some(({ type }) => type === 'RequestRedirect') && filters.some(({ type }) => type === 'URLRewrite'),
  );
  return clash
    ? refused('IncompatibleFilters', 'a redirect answers the request, so that a rewrite has nothing to rewrite.')
    : null;
}
