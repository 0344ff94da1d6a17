import { countEndpoints } from '../gateway-api/backends.ts';
import { namespaceOf, number, objects, text } from '../gateway-api/hostile.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';
import type { ServiceRow } from './route-view.ts';

/**
 * Every Service with a TCP port, and how many endpoints of each port are ready, by namespace and name.
 *
 * @param namespaces the namespaces wanted; all of them when null
 */
export function serviceRows(
  snapshot: ClusterSnapshot,
  namespaces: ReadonlySet<string> | null = null,
): readonly ServiceRow[] {
  const rows = [...snapshot.services].flatMap(([key, service]): readonly ServiceRow[] => {
    const { name } = service.metadata;
    const namespace = namespaceOf(service);
    if (namespaces !== null && !namespaces.has(namespace)) return [];
    const slices = snapshot.endpointSlices.get(key);
    const ports = objects(service.spec?.ports).flatMap((port) => {
      const value = number(port.port);
      if (value === undefined || (port.protocol !== undefined && port.protocol !== 'TCP')) return [];
      const count = countEndpoints(port.name, slices);
      return [{ port: value, name: text(port.name) ?? null, readyEndpoints: count.ready, totalEndpoints: count.total }];
    });
    return ports.length === 0 ? [] : [{ namespace, name, ports }];
  });
  return rows.toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
