import { isPlainObject, namespaceOf, objects, text } from '../../lib/gateway-api/hostile.ts';
import { gatewayClass, snapshot } from '../../lib/gateway-api/object-builders.ts';
import {
  type EndpointSlice,
  type Gateway,
  type HttpRoute,
  isKubeObject,
  type KubeObject,
  type ListenerSet,
  type Namespace,
  type ReferenceGrant,
  type Service,
} from '../../lib/gateway-api/objects.ts';
import type { ClusterSnapshot } from '../../lib/gateway-api/snapshot.ts';
import { type CrdSchemas, withCrdDefaults } from './crd-defaults.ts';

/** The controller that every GatewayClass of the fixtures belongs to. */
export const fixtureController = 'example.com/controller';

/**
 * A fixture as the cluster would hold it: with the defaults of the CRDs, each object a second younger than the one before, a
 * class for every Gateway, and one ready endpoint behind every port of a Service, since no fixture shows any.
 */
export function loadFixture(manifests: readonly unknown[], schemas: CrdSchemas): ClusterSnapshot {
  const stored = manifests.map((manifest, index) => toStored(manifest, index, schemas));
  const gateways = ofKind<Gateway>(stored, 'Gateway');
  const services = ofKind<Service>(stored, 'Service');
  const classNames = new Set(gateways.map((gateway) => text(gateway.spec?.gatewayClassName) ?? ''));
  return snapshot({
    gatewayClasses: [...classNames].map((name) => gatewayClass(fixtureController, name)),
    gateways,
    listenerSets: ofKind<ListenerSet>(stored, 'ListenerSet'),
    routes: ofKind<HttpRoute>(stored, 'HTTPRoute'),
    referenceGrants: ofKind<ReferenceGrant>(stored, 'ReferenceGrant'),
    services,
    namespaces: ofKind<Namespace>(stored, 'Namespace'),
    endpointSlices: services.map(readySlice),
  });
}

function toStored(manifest: unknown, index: number, schemas: CrdSchemas): KubeObject {
  const object = isPlainObject(manifest) ? withCrdDefaults(manifest, schemas) : manifest;
  if (!isKubeObject(object)) throw new Error(`manifest ${index + 1} of the fixture has no metadata.name`);
  const creationTimestamp = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString();
  return { ...object, metadata: { creationTimestamp, generation: 1, ...object.metadata } };
}

function ofKind<T extends KubeObject>(stored: readonly KubeObject[], kind: string): readonly T[] {
  return stored.filter((object): object is T => object.kind === kind);
}

function readySlice(service: Service): EndpointSlice {
  const { name } = service.metadata;
  return {
    metadata: {
      name: `${name}-1`,
      namespace: namespaceOf(service),
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    ports: objects(service.spec?.ports).map((port) => ({ name: port.name ?? '', port: port.port, protocol: 'TCP' })),
    endpoints: [{ addresses: ['192.0.2.1'], conditions: { ready: true } }],
  };
}
