import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readManifestFolder } from '../cluster/manifests.ts';
import type { BuildPlace } from './build-place.ts';
import { goBuildFlags } from './cache-key.ts';
import { findGo } from './go-toolchain.ts';
import type { GoModule, GoOwnModule, Manifests } from './recipe.ts';
import { runTool } from './run-tool.ts';

/** Builds the binaries of a Go module of ours. */
export async function buildGoOwnModule(recipe: GoOwnModule, place: BuildPlace): Promise<void> {
  const source = join(place.modulesFolder, recipe.folder);
  const flags = recipe.versionVariable ? [`-ldflags=-s -w -X ${recipe.versionVariable}`] : [];
  await goBuild({ source, packages: recipe.packages, files: recipe.files, flags }, place);
}

/** Builds a published Go module from its own source: checked against the pinned sum, copied, patched. */
export async function buildGoModule(recipe: GoModule, place: BuildPlace): Promise<void> {
  const folder = await downloadModule(recipe, place);
  // Go refuses to build in its module cache with changes, so the source is copied first.
  const source = join(place.work, recipe.name);
  rmSync(source, { recursive: true, force: true });
  cpSync(folder, source, { recursive: true });
  for (const patch of recipe.patches) applyPatch(join(source, patch.file), patch);
  await goBuild({ source, packages: [recipe.package], files: recipe.files, flags: [] }, place);
  rmSync(source, { recursive: true, force: true });
}

/** Takes manifests out of published Go modules, so that they are there where nothing can be downloaded. */
export async function collectManifests(recipe: Manifests, place: BuildPlace): Promise<void> {
  const [folderName = recipe.name] = recipe.files;
  const target = join(place.output, folderName);
  mkdirSync(target, { recursive: true });
  for (const source of recipe.sources) {
    place.report(`fetching ${source.name}`);
    const folder = await downloadModule({ module: source.module, sum: source.sum, name: source.name }, place);
    const manifests = readManifestFolder(join(folder, source.folder));
    writeFileSync(join(target, `${source.name}.json`), JSON.stringify(manifests));
  }
}

const downloadShape = z.object({ Dir: z.string(), Sum: z.string() });

async function downloadModule(wanted: Pick<GoModule, 'module' | 'sum' | 'name'>, place: BuildPlace): Promise<string> {
  place.report('fetching the source');
  const output = await runTool({
    ...goRun(place),
    file: await findGo(place),
    args: ['mod', 'download', '-json', wanted.module],
    cwd: place.work,
  });
  const { Dir, Sum } = downloadShape.parse(JSON.parse(output));
  if (Sum !== wanted.sum)
    throw new Error(`${wanted.module} has the checksum ${Sum}, expected was ${wanted.sum}. Nothing was built.`);
  return Dir;
}

function applyPatch(file: string, patch: GoModule['patches'][number]): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(patch.find))
    throw new Error(`The patch of ${patch.file} does not apply: it does not hold ${patch.find}.`);
  rmSync(file); // It is read-only, as everything in the module cache.
  writeFileSync(file, text.replaceAll(patch.find, patch.replace));
}

interface GoBuild {
  readonly source: string;
  readonly packages: readonly string[];
  /** The binaries that come out. */
  readonly files: readonly string[];
  readonly flags: readonly string[];
}

async function goBuild(build: GoBuild, place: BuildPlace): Promise<void> {
  const go = await findGo(place);
  place.report('fetching modules');
  let modules = 0;
  const list = await runTool({
    ...goRun(place),
    file: go,
    // With the flags of the build, since they decide what is stale.
    args: [
      'list',
      ...goBuildFlags,
      ...build.flags,
      '-deps',
      '-f',
      '{{if .Stale}}{{.ImportPath}}{{end}}',
      ...build.packages,
    ],
    cwd: build.source,
    onErrorLine: (line) => {
      if (line.startsWith('go: downloading')) place.report(`fetching modules, ${++modules} so far`);
    },
  });
  const total = list.split('\n').filter((line) => line !== '').length;
  // A lone binary takes any name; several take those of their packages.
  const [file] = build.files;
  const output = build.packages.length === 1 && file ? join(place.output, file) : `${place.output}/`;
  let compiled = 0;
  place.report(`0 of ${total} packages`);
  await runTool({
    ...goRun(place),
    file: go,
    args: ['build', '-v', ...goBuildFlags, ...build.flags, '-o', output, ...build.packages],
    cwd: build.source,
    onErrorLine: (line) => {
      if (!/^[\w.~/-]+$/.test(line)) return; // A package's path stands alone on its line; warnings do not.
      compiled += 1;
      place.report(compiled >= total ? 'linking' : `${compiled} of ${total} packages`);
    },
  });
}

/** Caches of our own: a developer's are neither filled nor emptied. No C compiler is needed. */
function goRun(place: BuildPlace) {
  const flags = (process.env.GOFLAGS ?? '').split(' ').filter((flag) => flag !== '' && !flag.startsWith('-mod='));
  return {
    logFile: place.logFile,
    signal: place.signal,
    env: {
      GOMODCACHE: join(place.cacheFolder, 'build', 'mod'),
      GOCACHE: join(place.cacheFolder, 'build', 'go'),
      GOFLAGS: [...flags, '-modcacherw'].join(' '),
      GOWORK: 'off',
      CGO_ENABLED: '0',
    },
  };
}
