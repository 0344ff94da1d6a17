import { sharesOf } from './backends.ts';
import { number, objects, text } from './hostile.ts';
import type { BackendRef, HttpRoute, HttpRouteFilter, HttpRouteMatch, HttpRouteRule, PathMatch } from './objects.ts';

/** One line on what a route does, for lists: its first rule, and how many more there are. */
export function describeRoute(route: HttpRoute): string {
  const [first, ...others] = objects(route.spec?.rules);
  if (first === undefined) return 'no rule';
  const more = others.length === 0 ? '' : `, ${others.length} more ${others.length === 1 ? 'rule' : 'rules'}`;
  return `${describeRule(first)}${more}`;
}

/** One line on a rule: `/v2 + header x-beta → checkout-v2 90 · canary 10`, `301 → https://shop.acme.com`. */
export function describeRule(rule: HttpRouteRule): string {
  const matches = objects(rule.matches).map(describeMatch);
  const [first = '/', ...others] = matches;
  const when =
    others.length === 0
      ? first
      : others.length === 1
        ? `${first} or ${others[0]}`
        : `${first} or ${others.length} more`;
  const target = describeTarget(rule);
  return when === '/' && redirectOf(rule) !== null ? target : `${when} → ${target}`;
}

/** One line on a match: `/v2 + header x-beta`, `POST = /cart`, `path ~ ^/v[0-9]+`. */
export function describeMatch(match: HttpRouteMatch): string {
  const parts = [
    ...objects(match.headers).map((header) => `header ${text(header.name) ?? '?'}`),
    ...objects(match.queryParams).map((param) => `query ${text(param.name) ?? '?'}`),
  ];
  const method = text(match.method);
  const path = describePath(match.path);
  return [method === undefined ? path : `${method} ${path}`, ...parts].join(' + ');
}

/** A match in full: `path starts with /v2 and header x-beta is 1`. */
export function explainMatch(match: HttpRouteMatch): string {
  const method = text(match.method);
  return [
    explainPath(match.path),
    ...(method === undefined ? [] : [`method is ${method}`]),
    ...objects(match.headers).map((header) => `header ${explainValue(header)}`),
    ...objects(match.queryParams).map((param) => `query parameter ${explainValue(param)}`),
  ].join(' and ');
}

/** What to call a rule: its name, else its first match. */
export function ruleLabel(rule: HttpRouteRule, index: number): string {
  const name = text(rule.name);
  if (name) return `rule ${name}`;
  const [first] = objects(rule.matches);
  const when = first === undefined ? '/' : describeMatch(first);
  return when === '/' ? `rule ${index + 1} (everything else)` : `rule ${index + 1} (${when})`;
}

/** What to call a backend: the Service's name, with its namespace where the reference names one. */
export function backendLabel(ref: BackendRef): string {
  const name = text(ref.name) || '(no name)';
  const namespace = text(ref.namespace);
  const kind = text(ref.kind);
  const full = namespace === undefined ? name : `${namespace}/${name}`;
  return kind === undefined || kind === 'Service' ? full : `${kind} ${full}`;
}

/** Whether no rule sends a request anywhere: all of them redirect. */
export function isRedirectOnly(route: HttpRoute): boolean {
  const rules = objects(route.spec?.rules);
  return rules.length > 0 && rules.every((rule) => redirectOf(rule) !== null && objects(rule.backendRefs).length === 0);
}

/** Names of every Service that a rule sends to or mirrors to, without doubles, for the search. */
export function backendNames(route: HttpRoute): readonly string[] {
  const rules = objects(route.spec?.rules);
  const refs = rules.flatMap((rule) => objects(rule.backendRefs));
  const filters = [...rules, ...refs].flatMap((holder) => objects(holder.filters));
  const mirrors = filters.flatMap((filter) => text(filter.requestMirror?.backendRef?.name) ?? []);
  return [...new Set([...refs.flatMap((ref) => text(ref.name) ?? []), ...mirrors])];
}

/** The redirect filter of a rule, or null. */
export function redirectOf(rule: HttpRouteRule): NonNullable<HttpRouteFilter['requestRedirect']> | null {
  const filter = objects(rule.filters).find((one) => one.type === 'RequestRedirect');
  return filter === undefined ? null : (filter.requestRedirect ?? {});
}

/** Percentages as they are shown: whole ones without decimals. */
export function formatShare(share: number): string {
  return `${share} %`;
}

function describeTarget(rule: HttpRouteRule): string {
  const redirect = redirectOf(rule);
  if (redirect !== null) return describeRedirect(redirect);
  const refs = objects(rule.backendRefs);
  const [only] = refs;
  if (only === undefined) return 'no backend';
  if (refs.length === 1) return backendLabel(only);
  const shares = sharesOf(refs);
  return refs.map((ref, index) => `${backendLabel(ref)} ${shares[index] ?? 0}`).join(' · ');
}

function describeRedirect(redirect: NonNullable<HttpRouteFilter['requestRedirect']>): string {
  const code = number(redirect.statusCode) ?? 302;
  const scheme = text(redirect.scheme);
  const host = text(redirect.hostname);
  const port = number(redirect.port);
  const path = text(redirect.path?.replaceFullPath) ?? text(redirect.path?.replacePrefixMatch) ?? '';
  const authority = `${host ?? ''}${port === undefined ? '' : `:${port}`}`;
  if (host !== undefined) return `${code} → ${scheme === undefined ? '' : `${scheme}://`}${authority}${path}`;
  const parts = [scheme, port === undefined ? undefined : `port ${port}`, path || undefined].filter(
    (part) => part !== undefined,
  );
  return `${code} → ${parts.length === 0 ? 'same address' : `${parts.join(' ')}, same host`}`;
}

function describePath(path: PathMatch | undefined): string {
  const value = text(path?.value) ?? '/';
  switch (path?.type ?? 'PathPrefix') {
    case 'Exact':
      return `= ${value}`;
    case 'RegularExpression':
      return `~ ${value}`;
    default:
      return value;
  }
}

function explainPath(path: PathMatch | undefined): string {
  const value = text(path?.value) ?? '/';
  switch (path?.type ?? 'PathPrefix') {
    case 'Exact':
      return `path is exactly ${value}`;
    case 'RegularExpression':
      return `path matches ${value}`;
    default:
      return `path starts with ${value}`;
  }
}

function explainValue(match: {
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}): string {
  const verb = match.type === 'RegularExpression' ? 'matches' : 'is';
  return `${text(match.name) ?? '?'} ${verb} ${text(match.value) ?? ''}`;
}
