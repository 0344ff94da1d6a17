// Runs on Node 18 with nothing installed: brings the dependencies and Node 24, then runs the given TypeScript with them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(checkout, 'node_modules');
const stamp = join(modules, '.signalbox-lock-hash');
const node24 = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Brings the dependencies that package-lock.json names, unless they are there. */
export function ensureDependencies() {
  const hash = createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex');
  const isInstalled = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (!isInstalled && !hasSameLock()) installDependencies();
  if (!existsSync(node24)) ensureNode();
  if (!isInstalled) {
    mkdirSync(modules, { recursive: true });
    writeFileSync(stamp, hash);
  }
}

/** The arguments with which Node 24 runs TypeScript as it stands. */
export function nodeCommand(entry, args) {
  return { file: node24, args: ['--disable-warning=ExperimentalWarning', entry, ...args] };
}

/** A folder that somebody filled with `npm ci` by hand needs no second one. */
function hasSameLock() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) => path === '' || optional || peer || found[path]?.version === version,
  );
}

function installDependencies() {
  console.log('Installing the dependencies (npm ci) …');
  // Prisma would download engines that nothing here uses.
  const environment = {
    ...process.env,
    PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
    PRISMA_ENGINES_CHECKSUM_IGNORE_MISSING: '1',
  };
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    ...(process.stdout.isTTY ? [] : ['--loglevel=error']),
  ];
  const { status, error } = spawnSync(npm, args, { cwd: checkout, stdio: 'inherit', env: environment });
  if (status === 0) return;
  console.error(
    `npm ci failed${error ? `: ${error.message}` : ''}. Its output above says why; start again when that is mended.`,
  );
  process.exit(status ?? 1);
}

/** The npm package `node` fetches its binary in an install script, which some settings of npm switch off. */
function ensureNode() {
  const { status } = spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(modules, 'node'),
    stdio: 'inherit',
  });
  if (status === 0 && existsSync(node24)) return;
  console.error('Node 24 could not be brought by the npm package "node". Run "npm rebuild node" and start again.');
  process.exit(1);
}

/** Runs a TypeScript file with Node 24 and ends as it ends. */
function run(entry, args) {
  const command = nodeCommand(resolve(entry), args);
  const environment = { ...process.env, SIGNALBOX_BOOTSTRAP_PID: String(process.pid) };
  const child = spawn(command.file, command.args, { stdio: 'inherit', env: environment });
  // A Ctrl-C reaches the child by itself; this process stays until the child has cleaned up.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Under npm there is a process above this one; when it is killed nobody passes signals on any more.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [entry, ...args] = process.argv.slice(2);
  if (!entry) {
    console.error('Usage: node sandbox/bootstrap.mjs ENTRY.ts [ARGUMENT ...]');
    process.exit(2);
  }
  ensureDependencies();
  run(entry, args);
}
