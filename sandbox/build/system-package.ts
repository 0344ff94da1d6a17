import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BuildPlace } from './build-place.ts';
import type { SystemPackage } from './recipe.ts';
import { runTool } from './run-tool.ts';

/** Daemons live in folders that are not on everybody's PATH. */
const systemFolders = ['/usr/sbin', '/usr/local/sbin', '/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];

/** The path of a program of the machine, or null. */
export function findOnPath(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...systemFolders].filter((folder) => folder !== '');
  for (const folder of folders) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** Finds programs of the machine; as root on a Debian-like system installs them, elsewhere says in one line what to install. */
export async function findSystemPackage(
  recipe: SystemPackage,
  place: Pick<BuildPlace, 'logFile' | 'report' | 'signal'>,
): Promise<ReadonlyMap<string, string>> {
  const known = findAll(recipe);
  if (known) return known;
  const apt = findOnPath('apt-get');
  if (!apt || process.getuid?.() !== 0) throw new Error(adviceFor(recipe));
  place.report(`installing ${recipe.systemPackage}`);
  // Debian starts a daemon as soon as it is installed; it would take port 53 and is not wanted.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const common = { file: apt, env, logFile: place.logFile, signal: place.signal };
  // Another apt-get may be at work on this machine: that is worth waiting for, not an error.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = [...wait, 'install', '-y', '--no-install-recommends', recipe.systemPackage];
  try {
    await runTool({ ...common, args: install });
  } catch {
    await runTool({ ...common, args: [...wait, 'update'] });
    await runTool({ ...common, args: install });
  }
  const installed = findAll(recipe);
  if (!installed) throw new Error(adviceFor(recipe));
  return installed;
}

function findAll(recipe: SystemPackage): ReadonlyMap<string, string> | null {
  const paths = new Map<string, string>();
  for (const file of recipe.files) {
    const path = findOnPath(file);
    if (!path) return null;
    paths.set(file, path);
  }
  return paths;
}

function adviceFor(recipe: SystemPackage): string {
  const command =
    process.platform === 'darwin'
      ? `brew install ${recipe.homebrewPackage}`
      : `sudo apt-get install ${recipe.systemPackage}`;
  return `${recipe.files.join(', ')} is not installed. Run: ${command}`;
}
