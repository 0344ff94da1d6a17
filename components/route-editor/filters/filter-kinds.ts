import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteFilter } from '@/lib/gateway-api/objects.ts';

type FilterKind = {
  /** The field beside `type` that holds what the filter does. */
  readonly member: string;
  readonly label: string;
  /** What it does, for somebody who has not read the standard. */
  readonly does: string;
  /** What a new one begins as. */
  readonly initial: unknown;
  /** Whether a list may hold several. */
  readonly repeats: boolean;
};

/** The filters that the form edits, in the order in which it offers them. @see Gateway API v1, HTTPRouteFilter */
export const filterKinds = {
  RequestHeaderModifier: {
    member: 'requestHeaderModifier',
    label: 'Change request headers',
    does: 'Sets, adds or removes headers before the backend gets the request.',
    initial: { set: [{ name: '', value: '' }] },
    repeats: false,
  },
  ResponseHeaderModifier: {
    member: 'responseHeaderModifier',
    label: 'Change response headers',
    does: 'Sets, adds or removes headers before the client gets the answer.',
    initial: { set: [{ name: '', value: '' }] },
    repeats: false,
  },
  RequestRedirect: {
    member: 'requestRedirect',
    label: 'Redirect',
    does: 'Answers with another address. No backend gets the request.',
    initial: { scheme: 'https', statusCode: 301 },
    repeats: false,
  },
  URLRewrite: {
    member: 'urlRewrite',
    label: 'Rewrite host or path',
    does: 'Changes what the backend sees. The client sees no change.',
    initial: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
    repeats: false,
  },
  RequestMirror: {
    member: 'requestMirror',
    label: 'Mirror',
    does: 'Sends a copy to another backend as well. Its answers are thrown away.',
    initial: { backendRef: { name: '' } },
    repeats: true,
  },
  CORS: {
    member: 'cors',
    label: 'CORS',
    does: 'Lets scripts of other websites call this address.',
    initial: {},
    repeats: false,
  },
  ExtensionRef: {
    member: 'extensionRef',
    label: 'Extension',
    does: 'Names an object with a filter of your Gateway’s own.',
    initial: { group: '', kind: '', name: '' },
    repeats: true,
  },
} as const satisfies Readonly<Record<string, FilterKind>>;

export type FilterType = keyof typeof filterKinds;

/** All types that the form edits. */
export const filterTypes: readonly FilterType[] = Object.keys(filterKinds).filter(isFilterType);

/** Whether the form has an editor for a filter of this type. */
export function isFilterType(type: unknown): type is FilterType {
  return typeof type === 'string' && Object.hasOwn(filterKinds, type);
}

/** What a filter stands on: a rule, or one of its backends. */
export type FilterHolder = {
  readonly place: 'rule' | 'backend';
  readonly filters: readonly HttpRouteFilter[];
  /** Of the rule; 0 where filters stand on a backend. */
  readonly backendCount: number;
};

const maxFilters = 16;

/**
 * Why a filter of a type cannot be added, or null when it can.
 *
 * @see Gateway API v1, the CEL rules of `filters`; redirects on backends left the standard in 1.7
 */
export function whyNotAdd(type: FilterType, { place, filters, backendCount }: FilterHolder): string | null {
  const has = (other: FilterType) => objects(filters).some((filter) => filter.type === other);
  const here = place === 'rule' ? 'rule' : 'backend';
  if (filters.length >= maxFilters) return `A ${here} holds ${maxFilters} filters at most.`;
  if (!filterKinds[type].repeats && has(type)) return `This ${here} has one already: open it instead.`;
  if (type === 'RequestRedirect') {
    if (place === 'backend') return 'Only a whole rule can redirect.';
    if (has('URLRewrite')) return 'Remove the rewrite first: a redirect sends nothing on.';
    if (backendCount > 0) return 'Remove the backends first: a redirect answers by itself.';
  }
  if (type === 'URLRewrite' && has('RequestRedirect')) return 'This rule redirects: there is nothing to rewrite.';
  return null;
}

/** A new filter of a type, as little as its editor needs. */
export function newFilter(type: FilterType): Readonly<Record<string, unknown>> {
  const { member, initial } = filterKinds[type];
  return { type, [member]: initial };
}
