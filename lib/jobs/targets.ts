import 'server-only';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import { probeTargets } from '../signals/probe-targets.ts';

/** What there is to probe of one hostname, over all routes that name it. */
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

/**
 * Every hostname that a route names or ExternalDNS publishes for it, with the ports that serve it.
 *
 * @param annotationPrefix of the running ExternalDNS
 */
export function collectTargets(
  routes: Iterable<HttpRoute>,
  snapshot: ClusterSnapshot,
  annotationPrefix: string,
): ReadonlyMap<string, ProbeTarget> {
  const endpoints = new Map<string, Map<string, Endpoint>>();
  for (const route of routes) {
    const path = probePath(route);
    for (const { hostname, ports } of probeTargets(route, snapshot, annotationPrefix)) {
      const known = endpoints.get(hostname) ?? new Map<string, Endpoint>();
      endpoints.set(hostname, known);
      for (const { addresses, port, scheme } of ports) {
        const [address] = addresses;
        if (address) known.set(`${scheme}:${port}`, { scheme, port, address, path });
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
