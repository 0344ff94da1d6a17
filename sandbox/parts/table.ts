import { acme, certManager, challengeSolver, pebble } from './certificate-parts.ts';
import { apiServer, controllerManager, etcd } from './cluster-parts.ts';
import { externalDns, knot, knotParent, knotSecondary, unbound } from './dns-parts.ts';
import { envoyGateway } from './gateway-parts.ts';
import { cdn, oidc, portal, registrar, samples } from './node-parts.ts';
import type { Part } from './part.ts';

/** All parts that are processes, in the order in which their binaries are built. Envoy is started by Envoy Gateway. */
export const parts: readonly Part[] = [
  etcd,
  apiServer,
  controllerManager,
  portal,
  oidc,
  samples,
  cdn,
  knot,
  knotSecondary,
  knotParent,
  unbound,
  registrar,
  envoyGateway,
  pebble,
  acme,
  challengeSolver,
  certManager,
  externalDns,
];
