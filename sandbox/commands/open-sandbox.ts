import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import type { BinaryStore } from '../build/binary-store.ts';
import { openCluster } from '../cluster/cluster.ts';
import { seedFile } from '../cluster/content.ts';
import { apiOrigin } from '../cluster/controller-kubeconfig.ts';
import { writePortalEnvironment } from '../portal/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { openCertificateAuthority } from '../state/certificate-authority.ts';
import { foldersOf } from '../state/folders.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { ensureSecrets } from '../state/secrets.ts';
import { ensureTrustFile } from '../state/trust.ts';

/** Opens the state folder: at the first start secrets, the authority and the portal's settings are made. */
export async function openSandbox(settings: Settings, store: BinaryStore, usesFaultProxy: boolean): Promise<Sandbox> {
  const folders = foldersOf(settings.stateFolder);
  for (const folder of [folders.state, folders.pki, folders.logs]) mkdirSync(folder, { recursive: true });
  chmodSync(folders.state, 0o700); // Secrets, keys and the cluster's data are in there.
  const authority = await openCertificateAuthority(folders.pki);
  const admin = await authority.issue('client-admin', {
    kind: 'client',
    name: 'sandbox:admin',
    groups: ['system:masters'],
  });
  const sandbox: Sandbox = {
    settings,
    folders,
    authority,
    secrets: ensureSecrets(folders.secretsFile),
    cluster: openCluster(apiOrigin({ settings }), admin, authority.certificate),
    usesFaultProxy,
    binary: store.pathOf,
  };
  ensureTrustFile(folders.trustFile);
  copyFileSync(seedFile(sandbox, 'teams.json'), folders.teamsFile);
  writePortalEnvironment(sandbox);
  return sandbox;
}
