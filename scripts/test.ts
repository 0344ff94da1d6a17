import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canUseNetworkNamespace, inNetworkNamespace } from '../sandbox/netns.ts';
import { findChromium } from './find-chromium.ts';

/**
 * Runs everything, the fast first: checks, unit tests, then a sandbox of its own with integration tests and a browser.
 * The last line is `N passed, N failed`; a step that could not run counts as a failure.
 */
type Count = { readonly passed: number; readonly failed: number };

const folder = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
const started = Date.now();

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function title(text: string): void {
  console.log(`\n== ${text} (after ${Math.round((Date.now() - started) / 1_000)} s)`);
}

async function checks(): Promise<Count> {
  title('format, lint, types, dependency directions, unused code');
  const status = await run(process.execPath, ['scripts/check.ts']);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unit(): Promise<Count> {
  title('unit tests');
  const report = join(folder, 'unit.json');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return readVitest(report, await run(process.execPath, args));
}

function readVitest(report: string, status: number): Count {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readJson(report);
  const failed = Number(numFailedTests) + Number(numPendingTests);
  return { passed: Number(numPassedTests), failed: status !== 0 && failed === 0 ? 1 : failed };
}

async function withSandbox(): Promise<Count> {
  title('preparing the sandbox: what is not in the cache is built');
  const chromium = findChromium();
  if ((await run(process.execPath, ['sandbox/cli.ts', 'prepare'])) !== 0) return { passed: 0, failed: 1 };
  const report = join(folder, 'sandbox.json');
  const command = [process.execPath, 'scripts/test-with-sandbox.ts', report];
  const env = { SIGNALBOX_STATE: join(folder, 'state'), SIGNALBOX_CHROMIUM: chromium };
  const { file, args } = canUseNetworkNamespace()
    ? inNetworkNamespace(command)
    : { file: process.execPath, args: command.slice(1) };
  title('integration and browser tests, in a sandbox of their own');
  const status = await run(file, args, env);
  const { passed = 0, failed = 0 } = readJson(report);
  return { passed: Number(passed), failed: status !== 0 && failed === 0 ? 1 : Number(failed) };
}

function readJson(path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

if ((await run(process.execPath, ['scripts/generate-client.ts'])) !== 0) process.exit(1);
const counts = [await checks(), await unit(), await withSandbox()];
rmSync(folder, { recursive: true, force: true });
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
title('done');
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
