import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './recipe.ts';

/** Binaries that somebody hands around instead of having everybody build them. */
export interface Prebuilt {
  /** The folder that holds all files of a recipe, or null. */
  folderOf(recipe: Recipe): string | null;
}

/**
 * Opens a folder, or a tar archive, which is unpacked once into the cache. Files lie in it under their own names.
 *
 * @throws when there is nothing at `location`
 */
export function openPrebuilt(location: string | null, cacheFolder: string): Prebuilt {
  if (location === null) return { folderOf: () => null };
  if (!existsSync(location)) throw new Error(`SIGNALBOX_PREBUILT names ${location}, where nothing is.`);
  const folder = statSync(location).isDirectory() ? location : unpack(location, cacheFolder);
  return {
    folderOf: (recipe) => (recipe.files.every((file) => existsSync(join(folder, file))) ? folder : null),
  };
}

function unpack(archive: string, cacheFolder: string): string {
  const { size, mtimeMs } = statSync(archive);
  const key = createHash('sha256').update(`${archive} ${size} ${mtimeMs}`).digest('hex').slice(0, 16);
  const folder = join(cacheFolder, 'prebuilt', key);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.draft`;
  mkdirSync(draft, { recursive: true });
  try {
    execFileSync('tar', ['-xf', archive, '-C', draft]);
    renameSync(draft, folder);
  } catch (cause) {
    throw new Error(`SIGNALBOX_PREBUILT names ${archive}, which tar cannot unpack.`, { cause });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
