import type { Edit } from './edit.ts';
import { namespaceOf, objects, strings, text } from './hostile.ts';
import { isWildcard, normaliseHostname } from './hostname.ts';
import type { ListenerChoice } from './listener-picker.ts';
import type { BackendRef, HttpRoute, HttpRouteRule, ParentRef } from './objects.ts';
import { addressOf, httpListeners, type PublicPorts, secureAddress } from './template-listeners.ts';

export const templateIds = [
  'simple',
  'path-split',
  'canary',
  'blue-green',
  'header-preview',
  'http-to-https',
  'apex-to-www',
  'maintenance',
  'maintenance-redirect',
] as const;
export type TemplateId = (typeof templateIds)[number];

/** What a template is filled with; what is not known yet stays open for the form. */
export type TemplateOptions = {
  readonly namespace: string;
  /** What the route attaches to; a template that needs certain listeners takes those of the same parents. */
  readonly parentRefs: readonly ParentRef[];
  /** The listeners as they are offered to the namespace; empty where they are not known. */
  readonly listeners: readonly ListenerChoice[];
  /** By listener port the port that clients see, where that is another one. */
  readonly publicPorts?: PublicPorts | undefined;
  readonly hostnames?: readonly string[] | undefined;
  /** Backends in the order of the template's places; a place without one stays empty, one too many is left out. */
  readonly backends?: readonly BackendRef[] | undefined;
};

/** A way to begin a route. */
export type RouteTemplate = {
  readonly id: TemplateId;
  readonly title: string;
  readonly sentence: string;
  /** What somebody must know before they apply it, or null. */
  readonly note: string | null;
  /** How many backends it has a place for. */
  readonly places: number;
  /** Why it cannot work in this namespace, or null. */
  readonly unavailable: (options: TemplateOptions) => string | null;
  readonly build: (options: TemplateOptions) => HttpRoute;
  /** What follows from what has been typed since: patches of a draft that began as this template. */
  readonly complete: (draft: HttpRoute, options: TemplateOptions) => readonly Edit[];
};

type Definition = Omit<RouteTemplate, 'id' | 'build' | 'unavailable' | 'complete'> &
  Partial<Pick<RouteTemplate, 'unavailable' | 'complete'>> & {
    readonly rules: (place: Place, options: TemplateOptions) => readonly HttpRouteRule[];
    readonly parents?: (options: TemplateOptions) => readonly ParentRef[];
  };

/** A place for a backend, with the weight that the template gives it. */
type Place = (index: number, weight?: number) => BackendRef;

const everyPath = { path: { type: 'PathPrefix', value: '/' } } as const;

const definitions: Readonly<Record<TemplateId, Definition>> = {
  simple: {
    title: 'Simple',
    sentence: 'One Service answers everything.',
    note: null,
    places: 1,
    rules: (place) => [{ matches: [everyPath], backendRefs: [place(0)] }],
  },
  'path-split': {
    title: 'Path split',
    sentence: 'One path goes to its own Service, the rest to another.',
    note: null,
    places: 2,
    rules: (place) => [
      { matches: [{ path: { type: 'PathPrefix', value: '/api' } }], backendRefs: [place(0)] },
      { matches: [everyPath], backendRefs: [place(1)] },
    ],
  },
  canary: {
    title: 'Canary',
    sentence: 'A new version gets 5 % of the requests, the old one the rest.',
    note: 'First the old version, then the new one. Once it is applied, “Shift traffic” on the route’s page goes on in steps.',
    places: 2,
    rules: (place) => [{ matches: [everyPath], backendRefs: [place(0, 95), place(1, 5)] }],
  },
  'blue-green': {
    title: 'Blue/green',
    sentence: 'One version gets everything, the other one waits for the switch.',
    note: 'The second Service has weight 0 and gets nothing until you switch.',
    places: 2,
    rules: (place) => [{ matches: [everyPath], backendRefs: [place(0, 100), place(1, 0)] }],
  },
  'header-preview': {
    title: 'Header preview',
    sentence: 'Requests with a header see the preview, all others the site.',
    note: 'First the preview, then the site. Anybody who knows the header can send it: it hides the preview, it does not lock it.',
    places: 2,
    rules: (place) => [
      {
        matches: [{ ...everyPath, headers: [{ type: 'Exact', name: 'x-preview', value: '1' }] }],
        backendRefs: [place(0)],
      },
      { matches: [everyPath], backendRefs: [place(1)] },
    ],
  },
  'http-to-https': {
    title: 'HTTP → HTTPS',
    sentence: 'Plain HTTP is answered with a redirect to HTTPS.',
    note: 'It stands on HTTP listeners only. The route that serves the same hostname must stand on HTTPS listeners only: of two routes for one name on one listener the older wins.',
    places: 0,
    unavailable: withoutHttps,
    parents: onHttpOnly,
    rules: (_place, options) => [
      redirectRule({ ...secureAddress(options, strings(options.hostnames)), statusCode: 301 }),
    ],
  },
  'apex-to-www': {
    title: 'Apex → www',
    sentence: 'The bare domain is answered with a redirect to its www name.',
    note: 'Add the bare domain as hostname; the www name is filled in. The www name itself needs a route of its own.',
    places: 0,
    rules: (_place, options) => [redirectRule(redirectToWww(strings(options.hostnames)[0], options))],
    complete: completeWww,
  },
  maintenance: {
    title: 'Maintenance page',
    sentence: 'Everything goes to a Service that shows a maintenance page.',
    note: 'A route cannot hold a page or answer 503 by itself: the Service does. A route that serves the same hostname and path already keeps its requests, so send that one to the Service instead.',
    places: 1,
    rules: (place) => [{ matches: [everyPath], backendRefs: [place(0)] }],
  },
  'maintenance-redirect': {
    title: 'Maintenance redirect',
    sentence: 'Every request is sent with 302 to a page elsewhere.',
    note: 'Browsers do not remember a 302, so they come back when you take the route away. A route that serves the same hostname and path already keeps its requests.',
    places: 0,
    rules: () => [
      redirectRule({
        scheme: 'https',
        hostname: '',
        path: { type: 'ReplaceFullPath', replaceFullPath: '/' },
        statusCode: 302,
      }),
    ],
  },
};

/** The ways to begin a route, in the order in which they are offered. */
export const templates: readonly RouteTemplate[] = templateIds.map((id) => toTemplate(id, definitions[id]));

/** The template of an id, or null for anything else. */
export function findTemplate(id: string | null): RouteTemplate | null {
  return templates.find((template) => template.id === id) ?? null;
}

function toTemplate(id: TemplateId, { rules, parents, ...words }: Definition): RouteTemplate {
  return {
    unavailable: () => null,
    complete: () => [],
    ...words,
    id,
    build: (options) => {
      const parentRefs = parents?.(options) ?? options.parentRefs;
      const hostnames = strings(options.hostnames);
      const place: Place = (index, weight) => ({
        ...(objects(options.backends)[index] ?? { name: '' }),
        ...(weight === undefined ? {} : { weight }),
      });
      return {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: '', namespace: options.namespace },
        spec: {
          ...(parentRefs.length > 0 ? { parentRefs } : {}),
          ...(hostnames.length > 0 ? { hostnames } : {}),
          rules: rules(place, options),
        },
      };
    },
  };
}

type Redirect = NonNullable<NonNullable<HttpRouteRule['filters']>[number]['requestRedirect']>;

function redirectRule(requestRedirect: Redirect): HttpRouteRule {
  return { matches: [everyPath], filters: [{ type: 'RequestRedirect', requestRedirect }] };
}

/** A redirect on an HTTPS listener would lead to itself, so only the HTTP listeners of the parents are taken. */
function onHttpOnly(options: TemplateOptions): readonly ParentRef[] {
  return httpListeners(options).map(({ listenerSet, gateway, listener }) => {
    const owner = listenerSet ?? gateway;
    return {
      ...(listenerSet ? { kind: 'ListenerSet' } : {}),
      name: owner.name,
      ...(owner.namespace === options.namespace ? {} : { namespace: owner.namespace }),
      sectionName: listener,
    };
  });
}

function withoutHttps(options: TemplateOptions): string | null {
  if (options.listeners.length === 0) return null;
  const takes = (protocol: string) =>
    options.listeners.some((listener) => listener.wouldAccept && listener.protocol === protocol);
  if (!takes('HTTPS'))
    return `No HTTPS listener takes routes of ${options.namespace}: there is nothing to redirect to.`;
  return takes('HTTP') ? null : `No HTTP listener takes routes of ${options.namespace}: there is nothing to redirect.`;
}

/** Straight to HTTPS where the www name is served over it: one redirect instead of two. */
function redirectToWww(apex: string | undefined, options: TemplateOptions): Redirect {
  if (apex === undefined) return { ...secureAddress(options, []), hostname: '', statusCode: 301 };
  const hostname = `www.${normaliseHostname(apex)}`;
  return { ...addressOf(hostname, options), hostname, statusCode: 301 };
}

function completeWww(draft: HttpRoute, options: TemplateOptions): readonly Edit[] {
  const [first] = strings(draft.spec?.hostnames);
  const filter = objects(objects(draft.spec?.rules)[0]?.filters)[0];
  if (first === undefined || isWildcard(first) || first.startsWith('www.')) return [];
  if (filter?.type !== 'RequestRedirect' || text(filter.requestRedirect?.hostname) !== '') return [];
  const parentRefs = objects(draft.spec?.parentRefs);
  const value = redirectToWww(first, { ...options, namespace: namespaceOf(draft), parentRefs });
  return [{ op: 'set', path: ['spec', 'rules', 0, 'filters', 0, 'requestRedirect'], value }];
}
