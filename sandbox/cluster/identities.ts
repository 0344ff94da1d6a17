/** The user that the portal is for the API server. It has no group. */
export const portalUser = 'signalbox';

/** The group of the platform's own controllers. */
export const controllerGroup = 'sandbox:controllers';

/** The user names of the platform's controllers. */
export const controllers = [
  'kube-controller-manager',
  'envoy-gateway',
  'cert-manager',
  'challenge-solver',
  'external-dns',
] as const;
export type Controller = (typeof controllers)[number];
