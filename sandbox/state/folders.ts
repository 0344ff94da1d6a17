import { join } from 'node:path';

/** Where things are inside the state folder. */
export function foldersOf(state: string) {
  return {
    state,
    logs: join(state, 'logs'),
    processes: join(state, 'processes'),
    pki: join(state, 'pki'),
    etcd: join(state, 'etcd'),
    knot: join(state, 'knot'),
    knotSecondary: join(state, 'knot-secondary'),
    knotParent: join(state, 'knot-parent'),
    unbound: join(state, 'unbound'),
    registrar: join(state, 'registrar'),
    pebble: join(state, 'pebble'),
    envoyGateway: join(state, 'envoy-gateway'),
    oidc: join(state, 'oidc'),
    bin: join(state, 'bin'),
    secretsFile: join(state, 'secrets.json'),
    statusFile: join(state, 'platform-status.json'),
    trustFile: join(state, 'trust.pem'),
    /** Milliseconds by which the portal's clock is moved; absent until somebody moves it. */
    clockFile: join(state, 'clock-offset'),
    teamsFile: join(state, 'teams.json'),
    /** For the developer's own kubectl. */
    adminKubeconfig: join(state, 'kubeconfig'),
    /** The portal's own identity. */
    portalKubeconfig: join(state, 'portal.kubeconfig'),
    portalEnvironment: join(state, 'portal.env'),
    launcherFile: join(state, 'launcher.json'),
  } as const;
}

export type Folders = ReturnType<typeof foldersOf>;
