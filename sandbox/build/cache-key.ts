import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './recipe.ts';

/** Flags of every Go build; part of the key, since they shape the binary. */
export const goBuildFlags = ['-mod=readonly', '-trimpath', '-ldflags=-s -w'] as const;

/** The name of the cache folder that holds what a recipe gives: a hash of all that makes it. */
export function cacheKey(recipe: Recipe, modulesFolder: string): string {
  const hash = createHash('sha256');
  const { diskGb: _need, ...shaping } = recipe;
  hash.update(JSON.stringify([shaping, goBuildFlags, process.platform, process.arch]));
  if (recipe.kind === 'go-own-module') {
    const folder = join(modulesFolder, recipe.folder);
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return `${recipe.name}-${hash.digest('hex').slice(0, 16)}`;
}
