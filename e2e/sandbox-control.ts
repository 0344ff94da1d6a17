import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const state = process.env.SIGNALBOX_STATE ?? '.signalbox';

/** Runs kubectl as the sandbox's administrator; gives standard output. */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(join(state, 'bin', 'kubectl'), ['--kubeconfig', join(state, 'kubeconfig'), ...args]);
  return stdout;
}

/** Applies a manifest given as an object, under a field manager's name. */
export async function applyManifest(manifest: object, manager = 'e2e'): Promise<void> {
  const child = run(join(state, 'bin', 'kubectl'), [
    '--kubeconfig',
    join(state, 'kubeconfig'),
    'apply',
    '--server-side',
    '--force-conflicts',
    `--field-manager=${manager}`,
    '-f',
    '-',
  ]);
  child.child.stdin?.end(JSON.stringify(manifest));
  await child;
}

/** Takes a part of the running sandbox away, or brings it back: `stop knot`. */
export async function sandbox(command: 'stop' | 'start' | 'restart', part: string): Promise<void> {
  await run(process.execPath, ['sandbox/cli.ts', command, part]);
}

/** What the proxy in front of the API server does from now on. */
export async function fault(mode: 'pass' | 'refuse' | 'silence' | 'cut' | '403' | '429' | '503'): Promise<void> {
  await run(process.execPath, ['sandbox/cli.ts', 'fault', mode]);
}

/** curl through the Gateway; gives the body. */
export async function curl(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('curl', ['--silent', '--max-time', '5', ...args]);
  return stdout;
}

/** What a DNS server on loopback answers for the addresses of a name. */
export async function dig(port: number, name: string): Promise<readonly string[]> {
  const { stdout } = await run('kdig', [`@127.0.0.1`, '-p', String(port), '+short', name, 'A']);
  return stdout.split('\n').filter(Boolean);
}
