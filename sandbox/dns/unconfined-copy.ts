import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Where AppArmor is active, distributions confine their DNS daemons by path to their own folders, so that they cannot
 * read a configuration in the state folder. A copy elsewhere is not confined. Answers with the path to start.
 */
export function unconfinedCopy(binary: string, folder: string): string {
  if (!existsSync('/sys/kernel/security/apparmor')) return binary;
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, basename(binary));
  copyFileSync(binary, copy);
  return copy;
}
