import { redirectOf } from './describe.ts';
import { number, objects, strings, text } from './hostile.ts';
import type { HttpRouteFilter, HttpRouteRule } from './objects.ts';

/** A filter in two parts: what it does, and with what. */
export type FilterWords = { readonly verb: string; readonly detail: string };

/** What a rule's filter does, in words; one entry for each thing that it does. */
export function filterWords(filter: HttpRouteFilter): readonly FilterWords[] {
  switch (filter.type) {
    case 'RequestRedirect':
      return [redirectWords(filter)];
    case 'URLRewrite':
      return rewriteWords(filter);
    case 'RequestHeaderModifier':
      return headerWords(filter.requestHeaderModifier, 'header');
    case 'ResponseHeaderModifier':
      return headerWords(filter.responseHeaderModifier, 'response header');
    case 'RequestMirror':
      return [mirrorWords(filter)];
    case 'CORS':
      return [{ verb: 'CORS', detail: `from ${strings(filter.cors?.allowOrigins).join(', ') || 'no origin'}` }];
    case 'ExtensionRef': {
      const { kind, name } = filter.extensionRef ?? {};
      return [{ verb: text(kind) ?? 'extension', detail: text(name) ?? '?' }];
    }
    default:
      return [{ verb: 'filter', detail: text(filter.type) ?? '?' }];
  }
}

/** Whether a rule answers with a redirect itself, so that it needs no backend. */
export function isRedirect(rule: HttpRouteRule): boolean {
  return redirectOf(rule) !== null;
}

type PathModifier = NonNullable<NonNullable<HttpRouteFilter['urlRewrite']>['path']>;
type HeaderModifier = HttpRouteFilter['requestHeaderModifier'];

function redirectWords({ requestRedirect }: HttpRouteFilter): FilterWords {
  const to = requestRedirect ?? {};
  const port = number(to.port);
  const host = text(to.hostname) ?? 'same host';
  const scheme = text(to.scheme);
  const path = to.path ? pathTarget(to.path) : '';
  const address = `${scheme ? `${scheme}://` : ''}${host}${port === undefined ? '' : `:${port}`}${path}`;
  return { verb: `redirects with ${number(to.statusCode) ?? 302} to`, detail: address };
}

function rewriteWords({ urlRewrite }: HttpRouteFilter): readonly FilterWords[] {
  const host = text(urlRewrite?.hostname);
  return [
    ...(host === undefined ? [] : [{ verb: 'rewrite host', detail: host }]),
    ...(urlRewrite?.path ? [{ verb: 'rewrite path', detail: rewriteTarget(urlRewrite.path) }] : []),
    ...(host === undefined && !urlRewrite?.path ? [{ verb: 'rewrite', detail: 'nothing' }] : []),
  ];
}

function rewriteTarget(path: PathModifier): string {
  return path.type === 'ReplacePrefixMatch'
    ? `prefix → ${text(path.replacePrefixMatch) || '/'}`
    : `→ ${text(path.replaceFullPath) || '/'}`;
}

function pathTarget(path: PathModifier): string {
  const target = text(path.replaceFullPath) ?? text(path.replacePrefixMatch) ?? '/';
  return path.type === 'ReplacePrefixMatch' ? `${target}…` : target;
}

function headerWords(modifier: HeaderModifier, what: string): readonly FilterWords[] {
  const pairs = (verb: string, list: NonNullable<HeaderModifier>['set']) =>
    objects(list).map(({ name, value }) => ({
      verb: `${verb} ${what}`,
      detail: `${text(name) ?? '?'}: ${text(value) ?? ''}`,
    }));
  return [
    ...pairs('set', modifier?.set),
    ...pairs('add', modifier?.add),
    ...strings(modifier?.remove).map((name) => ({ verb: `remove ${what}`, detail: name })),
  ];
}

function mirrorWords({ requestMirror }: HttpRouteFilter): FilterWords {
  return { verb: 'mirror', detail: `${mirrorShare(requestMirror)} to ${mirrorTarget(requestMirror)}` };
}

type Mirror = HttpRouteFilter['requestMirror'];

/** How much a mirror copies: `all requests`, `5 % of requests`, `1 of 1000 requests`. */
export function mirrorShare(mirror: Mirror): string {
  const percent = number(mirror?.percent);
  if (percent !== undefined) return `${percent} % of requests`;
  const numerator = number(mirror?.fraction?.numerator);
  return numerator === undefined
    ? 'all requests'
    : `${numerator} of ${number(mirror?.fraction?.denominator) ?? 100} requests`;
}

/** Where a mirror copies to: `copy:80`, `other/copy:80`. */
export function mirrorTarget(mirror: Mirror): string {
  const port = number(mirror?.backendRef?.port);
  const namespace = text(mirror?.backendRef?.namespace);
  const name = `${namespace === undefined ? '' : `${namespace}/`}${text(mirror?.backendRef?.name) || '?'}`;
  return `${name}${port === undefined ? '' : `:${port}`}`;
}
