import type { BinaryName } from '../build/recipe.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Settings } from '../settings/settings.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { Folders } from './folders.ts';
import type { Secrets } from './secrets.ts';

/** What every part is given: where things are, the secrets, and a way to the cluster. */
export interface Sandbox {
  readonly settings: Settings;
  readonly folders: Folders;
  readonly secrets: Secrets;
  readonly authority: CertificateAuthority;
  readonly cluster: Cluster;
  /** True when the portal reaches the API server through the fault proxy. */
  readonly usesFaultProxy: boolean;
  /** The path of a binary (or folder) that was resolved before. */
  readonly binary: (name: BinaryName) => string;
}
