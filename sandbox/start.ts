import { existsSync } from 'node:fs';
import { startPortalAlone } from './commands/portal-alone.ts';
import { up } from './commands/up.ts';
import { readSettings } from './settings/settings.ts';

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** With a cluster of the user's own there is nothing to simulate: the portal alone is started. */
async function main(): Promise<number> {
  const settings = readSettings(process.env);
  const hasCluster = Boolean(process.env.SIGNALBOX_KUBECONFIG) || existsSync(serviceAccountToken);
  if (hasCluster) return startPortalAlone(settings);
  return up(settings, { hasPortal: true, usesFaultProxy: false });
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
