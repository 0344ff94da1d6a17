import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../build/lock.ts';
import { runTool } from '../build/run-tool.ts';
import type { Report } from '../parts/part.ts';
import { logFileOf } from '../processes/log-file.ts';
import type { Settings } from '../settings/settings.ts';
import type { Sandbox } from '../state/sandbox.ts';

/** What the portal is built from. */
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const sourceFiles = /^(next\.config|postcss\.config|prisma\.config|proxy|middleware|instrumentation)\.[a-z]+$/;
const generated = /(^|\/)(generated|node_modules)(\/|$)|\.test(-d)?\.tsx?$/;

/** The file that starts the built portal. */
export function portalServerFile(settings: Pick<Settings, 'checkout'>): string {
  return join(settings.checkout, '.next', 'standalone', 'server.js');
}

/** Builds the portal, unless it was built from the same files before. */
export async function buildPortal(
  { settings, folders }: Pick<Sandbox, 'settings' | 'folders'>,
  report: Report,
): Promise<void> {
  const { checkout } = settings;
  const stamp = join(checkout, '.next', 'standalone', '.sources');
  const isBuilt = (hash: string) =>
    existsSync(portalServerFile(settings)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isBuilt(sourceHash(checkout))) return;
  await withLock(
    join(checkout, 'node_modules', '.signalbox-build.lock'),
    (pid) => report(`another start builds the portal (process ${pid})`),
    async () => {
      const hash = sourceHash(checkout);
      if (isBuilt(hash)) return;
      report('building the portal');
      await runTool({
        file: 'npm',
        args: ['run', 'build'],
        cwd: checkout,
        env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        logFile: logFileOf(folders.state, 'build-portal'),
        signal: AbortSignal.timeout(600_000),
      });
      writeFileSync(stamp, hash);
    },
  );
}

function sourceHash(checkout: string): string {
  const hash = createHash('sha256');
  const add = (name: string): void => {
    const file = join(checkout, name);
    if (generated.test(name)) return;
    if (statSync(file).isDirectory()) {
      for (const entry of readdirSync(file).sort()) add(`${name}/${entry}`);
    } else {
      hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
    }
  };
  const roots = readdirSync(checkout).filter((name) => sources.includes(name) || sourceFiles.test(name));
  for (const name of roots.sort()) add(name);
  return hash.digest('hex');
}
