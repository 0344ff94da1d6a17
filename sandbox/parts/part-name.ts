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

/** Parts that stand for something outside of the platform, or for what a real one would have no name for. */
type UnshownPart =
  /** The second nameserver of customer zones. */
  | 'knot-secondary'
  /** The nameserver of the zone above all others. */
  | 'knot-parent'
  /** What Let's Encrypt does and Pebble does not. */
  | 'acme'
  | 'challenge-solver'
  | 'cdn';

/** A part of the sandbox. */
export type PartName = (typeof shownParts)[number] | UnshownPart;

/** What a part is doing. */
export type PartState = 'waiting' | 'building' | 'starting' | 'ready' | 'down' | 'failed';
