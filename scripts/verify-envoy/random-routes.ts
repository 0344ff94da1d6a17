import { type Random, randomMatch } from '../../lib/gateway-api/matching/random-world.ts';
import type { RequestFacts } from '../../lib/gateway-api/matching/request.ts';
import type { BackendRef, HttpRoute, HttpRouteFilter, HttpRouteRule } from '../../lib/gateway-api/objects.ts';
import { ownLabel } from './cluster.ts';

const zone = 'verify.test';
const hostnames = [`a.${zone}`, `x.a.${zone}`, `*.a.${zone}`, `*.x.a.${zone}`, `b.${zone}`, `*.${zone}`] as const;
const asked = [
  `a.${zone}`,
  `x.a.${zone}`,
  `y.x.a.${zone}`,
  `z.a.${zone}`,
  `b.${zone}`,
  `c.${zone}`,
  `A.${zone}:80`,
] as const;
const paths = ['/', '/a', '/a/', '/a/b', '/a/b/', '/a/b/c', '/ab', '/b', '/b/a', '/c'] as const;
const ready = ['hello-a', 'hello-b', 'hello-c', 'catalog'] as const;

/** Random routes of one batch in the sandbox's namespaces, with everything that the comparison looks at. */
export function randomRoutes(random: Random, batch: number, count: number): readonly HttpRoute[] {
  return Array.from({ length: count }, (_, index) => randomRoute(random, `verify-${batch}-${index}`));
}

function randomRoute(random: Random, name: string): HttpRoute {
  const names = [...new Set(Array.from({ length: 1 + random.below(2) }, () => random.pick(hostnames)))];
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'storefront', labels: { [ownLabel]: 'yes' } },
    spec: {
      parentRefs: [{ name: 'external', namespace: 'infra', sectionName: 'http' }],
      hostnames: names,
      rules: Array.from({ length: 1 + random.below(3) }, () => randomRule(random)),
    },
  };
}

function randomRule(random: Random): HttpRouteRule {
  const matches = Array.from({ length: 1 + random.below(2) }, () => randomMatch(random, { expressions: true }));
  const [only, second] = matches;
  const hasOnePrefix = second === undefined && only?.path?.type === 'PathPrefix';
  if (random.chance(0.2)) return { matches, filters: [redirect(random, hasOnePrefix)] };
  return {
    matches,
    ...(random.chance(0.5) ? { filters: changes(random, hasOnePrefix) } : {}),
    backendRefs: backends(random),
  };
}

/** Weights of 0 and 1 leave one possible backend; missing ones and those without endpoints are rare. */
function backends(random: Random): readonly BackendRef[] {
  const name = random.chance(0.06) ? 'not-there' : random.chance(0.06) ? 'search-api' : random.pick(ready);
  const chosen: BackendRef = { name, port: 80, weight: 1 };
  if (random.chance(0.5)) return [chosen];
  const idle: BackendRef = { name: random.pick(ready), port: 80, weight: 0 };
  return random.chance(0.5) ? [chosen, idle] : [idle, chosen];
}

function redirect(random: Random, hasOnePrefix: boolean): HttpRouteFilter {
  return {
    type: 'RequestRedirect',
    requestRedirect: {
      ...(random.chance(0.5) ? { hostname: 'elsewhere.test' } : {}),
      ...(random.chance(0.4) ? { scheme: random.pick(['http', 'https']) } : {}),
      ...(random.chance(0.3) ? { port: random.pick([80, 443, 8443]) } : {}),
      ...(random.chance(0.5) ? { path: pathChange(random, hasOnePrefix) } : {}),
      statusCode: random.pick([301, 302]),
    },
  };
}

function pathChange(random: Random, hasOnePrefix: boolean) {
  return hasOnePrefix && random.chance(0.7)
    ? ({ type: 'ReplacePrefixMatch', replacePrefixMatch: random.pick(['/', '/new', '/new/', '/new/deep']) } as const)
    : ({ type: 'ReplaceFullPath', replaceFullPath: random.pick(['/', '/whole', '/whole/path']) } as const);
}

function changes(random: Random, hasOnePrefix: boolean): readonly HttpRouteFilter[] {
  const rewrite: HttpRouteFilter = {
    type: 'URLRewrite',
    urlRewrite: {
      ...(random.chance(0.4) ? { hostname: 'inside.test' } : {}),
      path: pathChange(random, hasOnePrefix),
    },
  };
  const modify: HttpRouteFilter = {
    type: 'RequestHeaderModifier',
    requestHeaderModifier: {
      set: [{ name: 'x-one', value: 'set' }],
      add: [{ name: 'X-Two', value: 'added' }],
      remove: ['x-three'],
    },
  };
  const kinds = [[rewrite], [modify], [rewrite, modify]] as const;
  return random.pick(kinds);
}

/** A random request that often fits some of the random routes. */
export function randomRequest(random: Random, port: number): RequestFacts {
  const query = ['p', 'q'].flatMap((name) => (random.chance(0.4) ? [`${name}=${random.pick(['1', '2'])}`] : []));
  return {
    scheme: 'http',
    host: random.pick(asked),
    port,
    method: random.pick(['GET', 'POST', 'PUT']),
    path: `${random.pick(paths)}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    headers: ['x-one', 'X-Two', 'x-three'].flatMap((name) =>
      random.chance(0.5) ? [[name, random.pick(['1', '2'])] as const] : [],
    ),
  };
}
