import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Starts a sandbox with the portal in `SIGNALBOX_STATE`, runs the integration and browser tests against it, stops it,
 * and writes `{passed, failed}` to the file given as argument.
 */
const [reportPath] = process.argv.slice(2);
const state = process.env.SIGNALBOX_STATE;
if (!reportPath || !state) throw new Error('usage: SIGNALBOX_STATE=FOLDER node scripts/test-with-sandbox.ts REPORT');
const readyTimeoutMs = 180_000;

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Waits until every part says ready; gives the name of what does not. */
async function untilReady(sandbox: ChildProcess): Promise<string | null> {
  const deadline = Date.now() + readyTimeoutMs;
  let waiting = 'everything';
  while (Date.now() < deadline && sandbox.exitCode === null) {
    const file = join(state ?? '', 'platform-status.json');
    if (existsSync(file)) {
      const { parts } = JSON.parse(readFileSync(file, 'utf8')) as { parts: Record<string, { state: string }> };
      const open = Object.entries(parts).filter(([, part]) => part.state !== 'ready');
      if (open.length === 0 && 'portal' in parts) return null;
      waiting = open.map(([name, part]) => `${name} (${part.state})`).join(', ');
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return waiting;
}

function readJson(path: string): Record<string, unknown> {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

const sandbox = spawn(process.execPath, ['sandbox/cli.ts', 'up', '--fault-proxy'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: process.env,
});
const stopped = new Promise<void>((resolve) => sandbox.once('exit', () => resolve()));
const missing = await untilReady(sandbox);
let passed = 0;
let failed = 0;
if (missing) {
  console.error(`The sandbox did not become ready: ${missing}.`);
  failed = 1;
} else {
  const env = { ...process.env, ...parseEnv(readFileSync(join(state, 'portal.env'), 'utf8')), NO_COLOR: '1' };
  const vitestReport = join(state, 'vitest.json');
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'cluster',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ];
  const vitestStatus = await run(vitest, env);
  const integration = readJson(vitestReport);
  const browserReport = join(state, 'playwright.json');
  const browserStatus = await run(['node_modules/@playwright/test/cli.js', 'test'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
  });
  const stats = readJson(browserReport).stats as Record<string, number> | undefined;
  passed = Number(integration.numPassedTests ?? 0) + (stats?.expected ?? 0);
  failed =
    Number(integration.numFailedTests ?? 0) +
    Number(integration.numPendingTests ?? 0) +
    (stats?.unexpected ?? 0) +
    (stats?.skipped ?? 0) +
    (stats?.flaky ?? 0);
  if (failed === 0 && (vitestStatus !== 0 || browserStatus !== 0 || !stats)) failed = 1;
}
writeFileSync(reportPath, JSON.stringify({ passed, failed }));
sandbox.kill('SIGTERM');
await stopped;
process.exitCode = failed === 0 ? 0 : 1;
