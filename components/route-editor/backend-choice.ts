import type { Option } from '@/components/ui/select.tsx';
import { backendName } from '@/lib/gateway-api/backends.ts';
import type { BackendRef } from '@/lib/gateway-api/objects.ts';
import type { ServiceRow } from '@/lib/signals/route-view.ts';
import type { LampState } from '@/lib/signals/verdict.ts';

/** A Service port as the picker writes it: `checkout:8080`, `payments/ledger:80` in another namespace. */
export function formatBackend(ref: BackendRef, routeNamespace: string): string {
  const { kind, namespace, name, port } = backendName(ref, routeNamespace);
  const place = namespace === routeNamespace ? '' : `${namespace}/`;
  return `${kind === 'Service' ? '' : `${kind} `}${place}${name}${port === null ? '' : `:${port}`}`;
}

/** Reads `name`, `name:port` and `namespace/name:port`, as a pick or as typed. A lone name gets the Service's first port. */
export function parseBackend(
  typed: string,
  routeNamespace: string,
  services: readonly ServiceRow[],
): Pick<BackendRef, 'namespace' | 'name' | 'port'> {
  const parts = /^(?:([^/]+)\/)?([^/:]*)(?::(\d{1,5}))?$/.exec(typed.trim());
  const [namespace, name, port] = parts ? [parts[1], parts[2] ?? '', parts[3]] : [undefined, typed.trim(), undefined];
  const service = services.find((one) => one.name === name && one.namespace === (namespace ?? routeNamespace));
  const number = port === undefined ? service?.ports[0]?.port : Number(port);
  return {
    name,
    ...(namespace === undefined || namespace === routeNamespace ? {} : { namespace }),
    ...(number === undefined ? {} : { port: number }),
  };
}

/** Every port of every Service that can be seen, those of the route's own namespace first. */
export function backendOptions(services: readonly ServiceRow[], routeNamespace: string): readonly Option<string>[] {
  return services
    .toSorted(
      (a, b) =>
        Number(b.namespace === routeNamespace) - Number(a.namespace === routeNamespace) ||
        `${a.namespace}/${a.name}`.localeCompare(`${b.namespace}/${b.name}`),
    )
    .flatMap((service) =>
      service.ports.map((port) => {
        const ref = { name: service.name, namespace: service.namespace, port: port.port };
        const value = formatBackend(ref, routeNamespace);
        const named = port.name ? `${port.name} · ` : '';
        return { value, label: value, detail: `${named}${readyText(port)}` };
      }),
    );
}

/** The lamp of a backend as the Services say: unknown where its namespace cannot be seen. */
export function backendLamp(
  ref: BackendRef,
  routeNamespace: string,
  services: readonly ServiceRow[],
): { readonly state: LampState; readonly words: string } {
  const { kind, namespace, name, port } = backendName(ref, routeNamespace);
  if (name === '') return { state: 'unknown', words: 'No Service chosen yet' };
  if (kind !== 'Service') return { state: 'unknown', words: `A ${kind}: its endpoints are not listed` };
  const service = services.find((one) => one.namespace === namespace && one.name === name);
  if (!service) {
    return services.some((one) => one.namespace === namespace)
      ? { state: 'problem', words: `There is no Service ${name} in ${namespace}` }
      : { state: 'unknown', words: `Services of ${namespace} cannot be seen from here` };
  }
  const found = service.ports.find((one) => one.port === port);
  if (!found) return { state: 'problem', words: `Service ${name} has no port ${port ?? ''}`.trim() };
  return { state: found.readyEndpoints > 0 ? 'ok' : 'problem', words: readyText(found) };
}

function readyText(port: ServiceRow['ports'][number]): string {
  return port.totalEndpoints === 0 ? 'no endpoints' : `${port.readyEndpoints} of ${port.totalEndpoints} ready`;
}
