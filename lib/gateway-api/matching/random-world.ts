import { gateway, httpRoute, snapshot } from '../object-builders.ts';
import type { Gateway, HttpRoute, HttpRouteMatch, HttpRouteRule, Listener } from '../objects.ts';
import type { ClusterSnapshot } from '../snapshot.ts';
import type { RequestFacts } from './request.ts';

/** A source of choices that gives the same ones for the same seed: for tests, benchmarks and the comparison with Envoy. */
export type Random = {
  /** A whole number from 0 up to and without `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
  readonly chance: (probability: number) => boolean;
};

/** @see mulberry32, a 32-bit generator in the public domain */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    chance: (probability) => next() < probability,
  };
}

/** Names and values collide often, so that precedence has much to decide. */
const hostnames = ['a.test', 'x.a.test', 'y.x.a.test', '*.a.test', '*.x.a.test', 'b.test', '*.test'] as const;
const asked = ['a.test', 'x.a.test', 'y.x.a.test', 'z.a.test', 'b.test', 'c.test', 'A.test:8080', ''] as const;
const prefixes = ['/', '/a', '/a/', '/a/b', '/a/b/c', '/ab', '/b'] as const;
const paths = ['/', '/a', '/a/', '/a/b', '/a/b/', '/a/b/c', '/a/b/c/d', '/ab', '/abc', '/b', '/b/a', '/c'] as const;
const expressions = ['/a/.*', '/a/[a-c]', '/(a|b)/?.*', '.*', '/b'] as const;
const headerNames = ['x-one', 'X-Two', 'x-three'] as const;
const paramNames = ['p', 'q'] as const;
const values = ['1', '2'] as const;
const valueExpressions = ['[12]', '.*', '1'] as const;
const methods = ['GET', 'POST', 'PUT'] as const;

/** What a random route may hold. */
export type RandomOptions = { readonly expressions: boolean };

/** A Gateway with several overlapping listeners on two ports, one of them HTTPS, that takes routes of every namespace. */
export function randomGateway(random: Random): Gateway {
  const allowedRoutes = { namespaces: { from: 'All' } } as const;
  const names = ['', 'a.test', '*.a.test', '*.x.a.test', 'x.a.test'].filter(
    (name) => name === '' || random.chance(0.4),
  );
  const listeners: Listener[] = names.flatMap((name, index) => {
    const hostname = name === '' ? {} : { hostname: name };
    return [
      { name: `http-${index}`, port: 8080, protocol: 'HTTP', allowedRoutes, ...hostname },
      { name: `https-${index}`, port: 8443, protocol: 'HTTPS', allowedRoutes, ...hostname },
    ];
  });
  return gateway({ listeners });
}

/** A random route with up to three rules; `createdAt` often ties. */
export function randomRoute(random: Random, name: string, options: RandomOptions): HttpRoute {
  const count = random.below(3);
  const names = Array.from({ length: count }, () => random.pick(hostnames));
  const spec = {
    hostnames: names.length === 0 ? undefined : [...new Set(names)],
    parentRefs: [
      {
        name: 'external',
        namespace: 'infra',
        ...(random.chance(0.2) ? { sectionName: `http-${random.below(3)}` } : {}),
      },
    ],
    rules: Array.from({ length: 1 + random.below(3) }, () => randomRule(random, options)),
  };
  const creationTimestamp = `2026-01-01T00:00:0${random.below(3)}Z`;
  return httpRoute(spec, { name, namespace: random.pick(['storefront', 'content']), creationTimestamp });
}

function randomRule(random: Random, options: RandomOptions): HttpRouteRule {
  const matches = Array.from({ length: random.below(3) }, () => randomMatch(random, options));
  return {
    ...(matches.length === 0 ? {} : { matches }),
    backendRefs: [{ name: 'storefront', port: 80 }],
  };
}

/** One match with each condition present or not. */
export function randomMatch(random: Random, options: RandomOptions): HttpRouteMatch {
  const list = (names: readonly [string, ...string[]]) =>
    [...new Set(Array.from({ length: random.below(3) }, () => random.pick(names)))].map((name) => {
      const isExpression = options.expressions && random.chance(0.2);
      return isExpression
        ? { name, type: 'RegularExpression', value: random.pick(valueExpressions) }
        : { name, value: random.pick(values) };
    });
  const headers = random.chance(0.4) ? list(headerNames) : [];
  const queryParams = random.chance(0.3) ? list(paramNames) : [];
  return {
    ...(random.chance(0.85) ? { path: randomPath(random, options) } : {}),
    ...(random.chance(0.25) ? { method: random.pick(methods) } : {}),
    ...(headers.length > 0 ? { headers } : {}),
    ...(queryParams.length > 0 ? { queryParams } : {}),
  };
}

function randomPath(random: Random, options: RandomOptions): NonNullable<HttpRouteMatch['path']> {
  if (options.expressions && random.chance(0.15)) return { type: 'RegularExpression', value: random.pick(expressions) };
  return random.chance(0.4)
    ? { type: 'Exact', value: random.pick(paths) }
    : { type: 'PathPrefix', value: random.pick(prefixes) };
}

/** A random request that often fits some of the random routes. */
export function randomRequest(random: Random): RequestFacts {
  const scheme = random.chance(0.8) ? 'http' : 'https';
  const host = random.pick(asked);
  const headers = headerNames.flatMap((name) => (random.chance(0.5) ? [[name, random.pick(values)] as const] : []));
  const query = paramNames.flatMap((name) => (random.chance(0.4) ? [`${name}=${random.pick(values)}`] : []));
  return {
    scheme,
    host,
    port: scheme === 'http' ? 8080 : 8443,
    method: random.pick(methods),
    path: `${random.pick(paths)}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    headers,
    ...(scheme === 'https' && random.chance(0.2) ? { sni: random.pick(asked) } : {}),
  };
}

/** A whole cluster of random routes. */
export function randomWorld(random: Random, routeCount: number, options: RandomOptions): ClusterSnapshot {
  const routes = Array.from({ length: routeCount }, (_, index) => randomRoute(random, `route-${index}`, options));
  return snapshot({ gateways: [randomGateway(random)], routes });
}
