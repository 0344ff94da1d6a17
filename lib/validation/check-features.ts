import { getAt } from '../gateway-api/document.ts';
import { isPlainObject, objects, text } from '../gateway-api/hostile.ts';
import type { ListenerChoice } from '../gateway-api/listener-picker.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { HttpRoute, HttpRouteFilter, HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import type { ValidationContext } from './context.ts';
import { finding } from './finding.ts';

type Use = { readonly feature: string; readonly what: string; readonly path: Path };

/**
 * Fields that need a feature which the class of a chosen Gateway does not report. A class that reports nothing is not judged.
 *
 * @see Gateway API, pkg/features: the names; core support needs none
 */
export function checkFeatures(
  draft: HttpRoute,
  context: ValidationContext,
  chosen: readonly ListenerChoice[] | null,
): readonly Issue[] {
  const known = context.supportedFeatures;
  if (known === undefined || chosen === null) return [];
  const gateways = [...new Set(chosen.map(({ gateway }) => objectKey(gateway)))].filter((id) =>
    Object.hasOwn(known, id),
  );
  if (gateways.length === 0) return [];
  return usesOf(draft).flatMap(({ feature, path, what }) => {
    const lacking = gateways.filter((id) => known[id]?.includes(feature) === false);
    if (lacking.length === 0) return [];
    const message = `The class of ${lacking.join(' and ')} does not report support for ${what} (${feature}).`;
    return [finding('class.unsupported', path, message)];
  });
}

function usesOf(draft: HttpRoute): readonly Use[] {
  return [
    ...objects(draft.spec?.parentRefs).flatMap((ref, index): readonly Use[] =>
      isGiven(ref.port)
        ? [{ feature: 'HTTPRouteParentRefPort', what: 'ports of parents', path: ['spec', 'parentRefs', index, 'port'] }]
        : [],
    ),
    ...objects(draft.spec?.rules).flatMap((rule, index) => usesOfRule(rule, ['spec', 'rules', index])),
  ];
}

function usesOfRule(rule: HttpRouteRule, path: Path): readonly Use[] {
  return [
    ...objects(rule.matches).flatMap((match, index) => usesIn(match, [...path, 'matches', index], matchFields)),
    ...usesIn(rule, path, ruleFields),
    ...objects(rule.filters).flatMap((filter, index) => usesOfFilter(filter, [...path, 'filters', index])),
    ...severalMirrors(rule.filters, [...path, 'filters']),
    ...objects(rule.backendRefs).flatMap((ref, index) =>
      objects(ref.filters).flatMap((filter, at) =>
        usesIn(filter, [...path, 'backendRefs', index, 'filters', at], backendFilterFields),
      ),
    ),
  ];
}

type Field = { readonly at: Path; readonly feature: string; readonly what: string };
const field = (at: string, feature: string, what: string): Field => ({ at: at.split('.'), feature, what });

const matchFields = [
  field('method', 'HTTPRouteMethodMatching', 'matching by method'),
  field('queryParams', 'HTTPRouteQueryParamMatching', 'matching by query parameters'),
];
const ruleFields = [
  field('timeouts.request', 'HTTPRouteRequestTimeout', 'timeouts of requests'),
  field('timeouts.backendRequest', 'HTTPRouteBackendTimeout', 'timeouts of single tries'),
  field('retry', 'HTTPRouteRetry', 'retries'),
];
const filterFields = [
  field('responseHeaderModifier', 'HTTPRouteResponseHeaderModification', 'changing headers of answers'),
  field('requestRedirect.port', 'HTTPRoutePortRedirect', 'redirects to another port'),
  field('requestRedirect.scheme', 'HTTPRouteSchemeRedirect', 'redirects to another scheme'),
  field('requestRedirect.path', 'HTTPRoutePathRedirect', 'redirects to another path'),
  field('urlRewrite.hostname', 'HTTPRouteHostRewrite', 'rewriting the hostname'),
  field('urlRewrite.path', 'HTTPRoutePathRewrite', 'rewriting the path'),
  field('requestMirror', 'HTTPRouteRequestMirror', 'mirrors'),
  field('requestMirror.percent', 'HTTPRouteRequestPercentageMirror', 'mirroring a share of requests'),
  field('requestMirror.fraction', 'HTTPRouteRequestPercentageMirror', 'mirroring a share of requests'),
  field('cors', 'HTTPRouteCORS', 'CORS'),
];
const backendFilterFields = [
  field('requestHeaderModifier', 'HTTPRouteBackendRequestHeaderModification', 'header changes for single backends'),
];

function usesIn(owner: unknown, path: Path, fields: readonly Field[]): readonly Use[] {
  return fields.flatMap(({ at, feature, what }) =>
    isGiven(getAt(owner, at)) ? [{ feature, what, path: [...path, ...at] }] : [],
  );
}

function usesOfFilter(filter: HttpRouteFilter, path: Path): readonly Use[] {
  const status = getAt(filter, ['requestRedirect', 'statusCode']);
  const special: readonly Use[] =
    status === 303 || status === 307 || status === 308
      ? [
          {
            feature: `HTTPRoute${status}RedirectStatusCode`,
            what: `redirects with ${status}`,
            path: [...path, 'requestRedirect', 'statusCode'],
          },
        ]
      : [];
  return [...usesIn(filter, path, filterFields), ...special];
}

function severalMirrors(filters: HttpRouteRule['filters'], path: Path): readonly Use[] {
  const second = objects(filters)
    .map((filter, index) => ({ isMirror: text(filter.type) === 'RequestMirror', index }))
    .filter(({ isMirror }) => isMirror)[1];
  if (second === undefined) return [];
  return [
    { feature: 'HTTPRouteRequestMultipleMirrors', what: 'several mirrors in one rule', path: [...path, second.index] },
  ];
}

/** An empty list or object asks for nothing. */
function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isPlainObject(value) ? Object.keys(value).length > 0 : value !== undefined && value !== null;
}
