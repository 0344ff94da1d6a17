import { gatewayGroup } from '../gateway-api/attachment.ts';
import { backendName } from '../gateway-api/backends.ts';
import type { BackendRef, ReferenceGrant } from '../gateway-api/objects.ts';

/**
 * The ReferenceGrant that lets routes of a namespace send to one backend of another; it belongs into the backend's namespace.
 *
 * @returns null for a backend of the route's own namespace, or without a name: these need none
 * @see Gateway API v1, ReferenceGrant
 */
export function grantFor(routeNamespace: string, backend: BackendRef): ReferenceGrant | null {
  const { group, kind, name, namespace } = backendName(backend, routeNamespace);
  if (namespace === routeNamespace || name === '' || routeNamespace === '') return null;
  return {
    apiVersion: `${gatewayGroup}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: { name: `routes-of-${routeNamespace}-to-${name}`.slice(0, 253), namespace },
    spec: {
      from: [{ group: gatewayGroup, kind: 'HTTPRoute', namespace: routeNamespace }],
      to: [{ group, kind, name }],
    },
  };
}
