import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Format, lint, types (twice: the fast compiler and the one that tools use), dependency directions, unused code. */
const checks = [
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  ['types', 'node_modules/typescript7/bin/tsc', '--noEmit', '-p', '.'],
  [
    'dependency directions',
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'app',
    'components',
    'lib',
    'sandbox',
    'scripts',
    'e2e',
    'instrumentation.ts',
    'proxy.ts',
  ],
  ['unused code', 'node_modules/knip/bin/knip.js', '--no-progress'],
] as const;

function run(args: readonly string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

if (!existsSync('lib/db/generated/client.ts')) await run(['scripts/generate-client.ts']);
let failed = 0;
for (const [name, ...args] of checks) {
  const started = performance.now();
  const { status, output } = await run(args);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed += 1;
    console.log(output.split('\n').slice(-80).join('\n'));
  }
}
console.log(failed === 0 ? 'no finding' : `${failed} of ${checks.length} checks have findings`);
process.exitCode = failed === 0 ? 0 : 1;
