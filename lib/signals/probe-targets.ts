import { attachRoute, hostnamesOf } from '../gateway-api/attachment.ts';
import { publishedNames } from '../gateway-api/external-dns.ts';
import { objects, text } from '../gateway-api/hostile.ts';
import { objectKey } from '../gateway-api/listeners.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';

/** What to look at for one name so that `judgeRoute` can judge it. */
export type ProbeTarget = {
  readonly hostname: string;
  /** One for each port that serves it; empty for a name that is only to be looked up. */
  readonly ports: readonly {
    readonly scheme: 'http' | 'https';
    readonly port: number;
    /** The Gateway's addresses: IP addresses or names. */
    readonly addresses: readonly string[];
  }[];
};

/** The names and ports of a route to observe. A route that names no hostname has none. */
export function probeTargets(
  route: HttpRoute,
  snapshot: ClusterSnapshot,
  annotationPrefix: string,
): readonly ProbeTarget[] {
  const attached = attachRoute(route, snapshot).flatMap((parent) => parent.attached);
  const names = [
    ...hostnamesOf(route).filter((name) => name !== '*'),
    ...publishedNames(route, annotationPrefix).names,
  ];
  return [...new Set(names)].map((hostname) => {
    const serving = attached.filter((one) => one.hostnames.some((served) => served.hostname === hostname));
    const ports = serving.map(({ listener }) => ({
      scheme: listener.protocol === 'HTTPS' ? ('https' as const) : ('http' as const),
      port: listener.port,
      addresses: objects(snapshot.gateways.get(objectKey(listener.gateway))?.status?.addresses).flatMap(
        (one) => text(one.value) ?? [],
      ),
    }));
    return {
      hostname,
      ports: ports.filter((one, index) => ports.findIndex((other) => other.port === one.port) === index),
    };
  });
}
