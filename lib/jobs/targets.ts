import 'server-only';
import { attachRoute } from '../gateway-api/attachment.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';

/** What there is to probe of one hostname. */
export type ProbeTarget = {
  readonly hostname: string;
  readonly endpoints: readonly Endpoint[];
};

export type Endpoint = {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  /** An address of the Gateway, as its status gives it: an IP address or a name. */
  readonly address: string;
  readonly path: string;
};

/** Every hostname that a route names, with the ports on which the listeners that take it serve it. */
export function probeTargets(routes: Iterable<HttpRoute>, snapshot: ClusterSnapshot): ReadonlyMap<string, ProbeTarget> {
  const endpoints = new Map<string, Map<string, Endpoint>>();
  for (const route of routes) {
    for (const hostname of route.spec?.hostnames ?? []) {
      if (!endpoints.has(hostname)) endpoints.set(hostname, new Map());
    }
    for (const { attached } of attachRoute(route, snapshot)) {
      for (const { listener, hostnames } of attached) {
        const address = snapshot.gateways.get(objectKey(listener.gateway))?.status?.addresses?.[0]?.value;
        const scheme = listener.protocol === 'HTTPS' ? 'https' : 'http';
        for (const { hostname } of hostnames) {
          if (!address || hostname === '*') continue;
          endpoints
            .get(hostname)
            ?.set(`${scheme}:${listener.port}`, { scheme, port: listener.port, address, path: probePath(route) });
        }
      }
    }
  }
  return new Map([...endpoints].map(([hostname, byPort]) => [hostname, { hostname, endpoints: [...byPort.values()] }]));
}

/** The path of a rule that a plain GET can reach; `/` where every rule wants more. */
function probePath(route: HttpRoute): string {
  for (const rule of route.spec?.rules ?? []) {
    for (const match of rule.matches ?? [{}]) {
      const needsMore =
        (match.headers?.length ?? 0) > 0 || (match.queryParams?.length ?? 0) > 0 || (match.method ?? 'GET') !== 'GET';
      const { type = 'PathPrefix', value = '/' } = match.path ?? {};
      if (!needsMore && type !== 'RegularExpression' && value.startsWith('/') && !/[\s?#]/.test(value)) return value;
    }
  }
  return '/';
}
