import type {
  Certificate,
  CertificateRequest,
  Challenge,
  EndpointSlice,
  Gateway,
  GatewayClass,
  HttpRoute,
  ListenerSet,
  Namespace,
  Order,
  ReferenceGrant,
  Service,
} from './objects.ts';

/**
 * Everything of the cluster that a verdict may need, as one moment saw it.
 * Keys are `namespace/name` for namespaced kinds and `name` for the others.
 */
export type ClusterSnapshot = {
  readonly gatewayClasses: ReadonlyMap<string, GatewayClass>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly listenerSets: ReadonlyMap<string, ListenerSet>;
  readonly routes: ReadonlyMap<string, HttpRoute>;
  readonly referenceGrants: ReadonlyMap<string, ReferenceGrant>;
  readonly services: ReadonlyMap<string, Service>;
  /** By `namespace/name` of the Service that the slice's label `kubernetes.io/service-name` names. */
  readonly endpointSlices: ReadonlyMap<string, readonly EndpointSlice[]>;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly certificateRequests: ReadonlyMap<string, CertificateRequest>;
  readonly orders: ReadonlyMap<string, Order>;
  readonly challenges: ReadonlyMap<string, Challenge>;
  /** Plural names of kinds that the cluster does not have, for example `listenersets`. */
  readonly missingKinds: ReadonlySet<string>;
  /** Plural names of kinds whose first list has not arrived yet: their absence means nothing. */
  readonly pendingKinds: ReadonlySet<string>;
};
