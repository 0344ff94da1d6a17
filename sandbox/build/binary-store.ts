import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../parts/part.ts';
import type { Settings } from '../settings/settings.ts';
import type { BuildPlace } from './build-place.ts';
import { cacheKey } from './cache-key.ts';
import { buildGoModule, buildGoOwnModule, collectManifests } from './go-build.ts';
import { ifUnlocked, withLock } from './lock.ts';
import { openPrebuilt, type Prebuilt } from './prebuilt.ts';
import { buildPythonWheel } from './python-wheel.ts';
import { type BinaryName, type Recipe, recipeOf, recipes } from './recipe.ts';
import { findSystemPackage } from './system-package.ts';

/** Knows where every binary is, and makes what is missing. */
export interface BinaryStore {
  /** The recipes that would have to be made. */
  missing(): readonly Recipe[];
  /** Resolves a recipe: from the cache, else the prebuilt folder, else by building. One build at a time, in the order of the calls. */
  resolve(recipe: Recipe, report: Report): Promise<void>;
  /** The path of a binary that was resolved. */
  pathOf(binary: BinaryName): string;
  /** Removes Go's caches, unless the settings keep them. */
  cleanUp(): void;
}

/** Opens the store. Builds end early when `signal` says so. */
export function openBinaryStore(settings: Settings, logsFolder: string, signal: AbortSignal): BinaryStore {
  const modulesFolder = join(settings.checkout, 'sandbox', 'modules');
  const prebuilt: Prebuilt = openPrebuilt(settings.prebuilt, settings.cacheFolder);
  const paths = new Map<string, string>();
  const lockFile = join(settings.cacheFolder, 'build.lock');
  let queue: Promise<unknown> = Promise.resolve();

  const cached = (recipe: Recipe) => join(settings.cacheFolder, 'parts', cacheKey(recipe, modulesFolder));
  const register = (recipe: Recipe, folder: string) => {
    for (const file of recipe.files) paths.set(file, join(folder, file));
  };
  const findReady = (recipe: Recipe): string | null => {
    if (recipe.kind === 'system') return null;
    if (existsSync(cached(recipe))) return cached(recipe);
    return prebuilt.folderOf(recipe);
  };
  const build = async (recipe: Recipe, report: Report): Promise<void> => {
    await withLock(
      lockFile,
      (pid) => report(`another sandbox is building (process ${pid})`),
      async () => {
        if (existsSync(cached(recipe))) return;
        requireDisk(recipe, settings.cacheFolder);
        await makeInto(cached(recipe), recipe, {
          cacheFolder: settings.cacheFolder,
          modulesFolder,
          logFile: join(logsFolder, `build-${recipe.name}.log`),
          report,
          signal,
        });
      },
    );
    register(recipe, cached(recipe));
  };

  return {
    missing: () => recipes.filter((recipe) => recipe.kind !== 'system' && findReady(recipe) === null),
    async resolve(recipe, report) {
      if (recipe.kind === 'system') {
        const logFile = join(logsFolder, `build-${recipe.name}.log`);
        const found = await findSystemPackage(recipe, { logFile, report, signal });
        for (const [file, path] of found) paths.set(file, path);
        return;
      }
      const ready = findReady(recipe);
      if (ready !== null) return register(recipe, ready);
      report('waiting for the build before it');
      const turn = queue.then(() => build(recipe, report));
      queue = turn.catch(() => undefined);
      await turn;
    },
    pathOf(binary) {
      const path = paths.get(binary);
      if (!path) throw new Error(`"${binary}" of ${recipeOf(binary).name} was not resolved yet.`);
      return path;
    },
    cleanUp() {
      if (settings.keepsBuildCache) return;
      // Another launcher may be building with what lies there.
      ifUnlocked(lockFile, () => rmSync(join(settings.cacheFolder, 'build'), { recursive: true, force: true }));
    },
  };
}

const draftPrefix = '.making-';

/** What a killed build left; nobody else builds now. */
function removeDrafts(parts: string): void {
  for (const name of readdirSync(parts)) {
    if (name.startsWith(draftPrefix)) rmSync(join(parts, name), { recursive: true, force: true });
  }
}

/** Makes a recipe in a folder of its own, which takes its name in the cache only when all is there. */
async function makeInto(folder: string, recipe: Recipe, place: Omit<BuildPlace, 'output' | 'work'>): Promise<void> {
  const work = join(place.cacheFolder, 'build', 'work');
  const parts = join(place.cacheFolder, 'parts');
  mkdirSync(work, { recursive: true });
  mkdirSync(parts, { recursive: true });
  removeDrafts(parts);
  const output = mkdtempSync(join(parts, draftPrefix));
  try {
    await make(recipe, { ...place, output, work });
    for (const file of recipe.files) {
      if (!existsSync(join(output, file))) throw new Error(`The build of ${recipe.name} gave no ${file}.`);
    }
    renameSync(output, folder);
  } catch (error) {
    rmSync(output, { recursive: true, force: true });
    throw error;
  }
}

async function make(recipe: Recipe, place: BuildPlace): Promise<void> {
  switch (recipe.kind) {
    case 'go-own-module':
      return buildGoOwnModule(recipe, place);
    case 'go-module':
      return buildGoModule(recipe, place);
    case 'manifests':
      return collectManifests(recipe, place);
    case 'python-wheel':
      return buildPythonWheel(recipe, place);
    case 'system':
      return;
  }
}

const bytesPerGb = 1e9;

/** How much disk the building of these recipes takes at its highest, and how much is free. */
export function diskNeed(missing: readonly Recipe[], cacheFolder: string) {
  mkdirSync(cacheFolder, { recursive: true });
  const { bavail, bsize } = statfsSync(cacheFolder);
  return {
    neededGb: Math.ceil(missing.reduce((sum, recipe) => sum + recipe.diskGb, 0)),
    freeGb: Math.floor((bavail * bsize) / bytesPerGb),
  };
}

function requireDisk(recipe: Recipe, cacheFolder: string): void {
  const { neededGb, freeGb } = diskNeed([recipe], cacheFolder);
  if (freeGb >= neededGb) return;
  throw new Error(
    `Building ${recipe.name} takes about ${neededGb} GB below ${cacheFolder}, ${freeGb} GB are free. Free some, or name another folder with SIGNALBOX_CACHE.`,
  );
}
