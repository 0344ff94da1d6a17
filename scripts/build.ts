import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

/** Builds the portal into `.next/standalone`, complete: `node .next/standalone/server.js` needs nothing else of the checkout. */
function run(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}

run('scripts/generate-client.ts');
run('node_modules/next/dist/bin/next', 'build');
for (const [from, to] of [
  ['.next/static', '.next/standalone/.next/static'],
  ['prisma/migrations', '.next/standalone/prisma/migrations'],
] as const) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, force: true });
}
