/** The parts whose state the portal shows, by the names that it knows. */
export const shownParts = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'envoy-gateway',
  'envoy',
  'knot',
  'unbound',
  'registrar',
  'external-dns',
  'pebble',
  'cert-manager',
  'oidc',
  'samples',
  'portal',
] as const;

/** A part of the sandbox. `knot-secondary` is the second nameserver of customer zones. */
export type PartName = (typeof shownParts)[number] | 'knot-secondary';

/** What a part is doing. */
export type PartState = 'waiting' | 'building' | 'starting' | 'ready' | 'down' | 'failed';
