import 'server-only';

/** The kinds that are watched. `needs` is the feature that is off while the cluster lacks the kind. */
export const watchedKinds = {
  gatewayclasses: { path: '/apis/gateway.networking.k8s.io/v1/gatewayclasses', feature: 'Gateways' },
  gateways: { path: '/apis/gateway.networking.k8s.io/v1/gateways', feature: 'Gateways' },
  listenersets: { path: '/apis/gateway.networking.k8s.io/v1/listenersets', feature: 'Listener sets' },
  httproutes: { path: '/apis/gateway.networking.k8s.io/v1/httproutes', feature: 'Routes' },
  referencegrants: {
    path: '/apis/gateway.networking.k8s.io/v1beta1/referencegrants',
    feature: 'Backends in other namespaces',
  },
  services: { path: '/api/v1/services', feature: 'Backends' },
  endpointslices: { path: '/apis/discovery.k8s.io/v1/endpointslices', feature: 'Backends' },
  namespaces: { path: '/api/v1/namespaces', feature: 'Namespaces' },
  events: { path: '/api/v1/events', feature: 'Events' },
  customresourcedefinitions: { path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', feature: 'Schemas' },
  certificates: { path: '/apis/cert-manager.io/v1/certificates', feature: 'Certificates' },
  clusterissuers: { path: '/apis/cert-manager.io/v1/clusterissuers', feature: 'Certificates' },
  certificaterequests: { path: '/apis/cert-manager.io/v1/certificaterequests', feature: 'Certificates' },
  orders: { path: '/apis/acme.cert-manager.io/v1/orders', feature: 'Certificates' },
  challenges: { path: '/apis/acme.cert-manager.io/v1/challenges', feature: 'Certificates' },
} as const;

export type WatchedKind = keyof typeof watchedKinds;
export const watchedKindNames = Object.keys(watchedKinds) as readonly WatchedKind[];
