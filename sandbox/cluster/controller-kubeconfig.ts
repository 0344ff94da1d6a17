import { join } from 'node:path';
import type { Sandbox } from '../state/sandbox.ts';
import { type Controller, controllerGroup } from './identities.ts';
import { writeKubeconfig } from './kubeconfig.ts';

/** The API server's origin. */
export function apiOrigin({ settings }: Pick<Sandbox, 'settings'>): string {
  return `https://127.0.0.1:${settings.ports.apiServer}`;
}

/** Where the kubeconfig of a controller of the platform is. */
export function controllerKubeconfigFile({ folders }: Pick<Sandbox, 'folders'>, controller: Controller): string {
  return join(folders.pki, `${controller}.kubeconfig`);
}

/** Writes the kubeconfig of a controller, with a certificate in its own name. */
export async function writeControllerKubeconfig(sandbox: Sandbox, controller: Controller): Promise<void> {
  const identity = await sandbox.authority.issue(`client-${controller}`, {
    kind: 'client',
    name: `sandbox:${controller}`,
    groups: [controllerGroup],
  });
  writeKubeconfig(controllerKubeconfigFile(sandbox, controller), apiOrigin(sandbox), sandbox.authority, identity);
}
