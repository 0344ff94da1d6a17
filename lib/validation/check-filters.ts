import { objects, text } from '../gateway-api/hostile.ts';
import type { HttpRouteFilter } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { checkCors } from './check-cors.ts';
import { checkHeaderFilter, checkUndone } from './check-header-filters.ts';
import { checkMirror } from './check-mirror.ts';
import { checkRedirect } from './check-redirect.ts';
import { checkRewrite } from './check-rewrite.ts';
import { entriesAt, finding, quote, tooMany } from './finding.ts';
import type { RulePlace, RuleScope } from './rule-scope.ts';

/** Where each kind of filter keeps its settings. @see Gateway API v1, HTTPRouteFilter */
export const settingsField = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  ExtensionRef: 'extensionRef',
  CORS: 'cors',
  ExternalAuth: 'externalAuth',
} as const;

type FilterType = keyof typeof settingsField;

const repeatable: readonly FilterType[] = ['RequestMirror', 'ExtensionRef'];

/** Judges the filters of a rule and of each of its backends, and what they do to one another. */
export function checkFilters(place: RulePlace, scope: RuleScope): readonly Issue[] {
  const { rule, path } = place;
  return [
    ...checkList(rule.filters, [...path, 'filters'], place, scope),
    ...objects(rule.backendRefs).flatMap((ref, index) => {
      const at: Path = [...path, 'backendRefs', index, 'filters'];
      return [...checkList(ref.filters, at, place, scope), ...checkUndone(rule.filters, ref.filters, at)];
    }),
  ];
}

function checkList(
  filters: readonly HttpRouteFilter[] | undefined,
  path: Path,
  place: RulePlace,
  scope: RuleScope,
): readonly Issue[] {
  const { entries, issues } = entriesAt(filters, path);
  const types = entries.map(({ value }) => text(value.type) ?? '');
  return [
    ...issues,
    ...tooMany('filter.too-many', entries, 16, path, 'filters'),
    ...entries.flatMap(({ value, path: at }, index) => [
      ...checkKind(value, at),
      ...checkRepeated(types, index, at),
      ...checkSettings(value, at, place, scope),
    ]),
  ];
}

function isFilterType(type: unknown): type is FilterType {
  return typeof type === 'string' && Object.hasOwn(settingsField, type);
}

function checkKind(filter: HttpRouteFilter, path: Path): readonly Issue[] {
  const { type } = filter;
  if (!isFilterType(type)) {
    const message = type === undefined ? 'A filter has no kind.' : `${quote(type)} is not a kind of filter.`;
    return [finding('filter.type-unknown', [...path, 'type'], message)];
  }
  const given = Object.entries(filter).flatMap(([key, value]) => (value === undefined || value === null ? [] : [key]));
  const own = settingsField[type];
  const foreign = Object.values(settingsField).filter((field) => field !== own && given.includes(field));
  return [
    ...(given.includes(own) ? [] : [finding('filter.settings-missing', path, `The ${type} filter has no ${own}.`)]),
    ...foreign.map((field) =>
      finding(
        'filter.settings-foreign',
        [...path, field],
        `A ${type} filter cannot have ${field}.`,
        `Remove ${field}.`,
      ),
    ),
  ];
}

function checkRepeated(types: readonly string[], index: number, path: Path): readonly Issue[] {
  const type = types[index];
  if (!isFilterType(type)) return [];
  const earlier = types.slice(0, index);
  const isRepeated = earlier.includes(type) && !repeatable.includes(type);
  const opposite = type === 'RequestRedirect' ? 'URLRewrite' : type === 'URLRewrite' ? 'RequestRedirect' : null;
  return [
    ...(isRepeated ? [finding('filter.repeated', path, `There is a ${type} filter in this list already.`)] : []),
    ...(opposite !== null && earlier.includes(opposite)
      ? [finding('redirect.with-rewrite', path, 'One list has both a redirect and a URL rewrite.')]
      : []),
  ];
}

function checkSettings(filter: HttpRouteFilter, path: Path, place: RulePlace, scope: RuleScope): readonly Issue[] {
  const { type } = filter;
  if (!isFilterType(type)) return [];
  const at: Path = [...path, settingsField[type]];
  switch (type) {
    case 'RequestHeaderModifier':
      return checkHeaderFilter(filter.requestHeaderModifier, at, 'request');
    case 'ResponseHeaderModifier':
      return checkHeaderFilter(filter.responseHeaderModifier, at, 'response');
    case 'RequestMirror':
      return checkMirror(filter.requestMirror, at, scope);
    case 'RequestRedirect':
      return checkRedirect(filter.requestRedirect, at, place, scope);
    case 'URLRewrite':
      return checkRewrite(filter.urlRewrite, at, place, scope);
    case 'CORS':
      return checkCors(filter.cors, at);
    case 'ExtensionRef':
    case 'ExternalAuth':
      return [];
  }
}
