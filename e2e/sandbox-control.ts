import { execFile } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const state = process.env.SIGNALBOX_STATE ?? '.signalbox';
const credentials = ['--kubeconfig', join(state, 'kubeconfig')];

/** Where the sandbox's servers listen. */
export const ports = { gateway: 10080, gatewayWeb: 10088, knot: 10053, unbound: 10055 } as const;

/** Runs kubectl as the sandbox's administrator; gives standard output. */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(join(state, 'bin', 'kubectl'), [...credentials, ...args]);
  return stdout;
}

/** Reads an object, for example `read('httproute', 'storefront', 'shop')`. */
export async function read<T = Readonly<Record<string, unknown>>>(
  kind: string,
  namespace: string,
  name: string,
): Promise<T> {
  return JSON.parse(await kubectl('-n', namespace, 'get', kind, name, '-o', 'json')) as T;
}

/** Deletes routes of a namespace, those that are not there as well. */
export async function deleteRoutes(namespace: string, ...names: readonly string[]): Promise<void> {
  await kubectl('-n', namespace, 'delete', 'httproute', ...names, '--ignore-not-found');
}

/** Applies a manifest given as an object, under a field manager's name. */
export async function applyManifest(manifest: object, manager = 'e2e'): Promise<void> {
  const options = ['apply', '--server-side', '--force-conflicts', `--field-manager=${manager}`, '-f', '-'];
  const applied = run(join(state, 'bin', 'kubectl'), [...credentials, ...options]);
  applied.child.stdin?.end(JSON.stringify(manifest));
  await applied;
}

/** Takes a part of the running sandbox away, or brings it back: `sandbox('stop', 'knot')`. */
export async function sandbox(command: 'stop' | 'start' | 'restart', part: string): Promise<void> {
  await run(process.execPath, ['sandbox/cli.ts', command, part]);
}

/** Ends the portal's process as a power cut would, and waits until the sandbox's next one has read the cluster. */
export async function killPortal(): Promise<void> {
  const killed = portalPid();
  if (killed === null) throw new Error('No portal runs.');
  process.kill(killed, 'SIGKILL');
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(200)) {
    if (![killed, null].includes(portalPid()) && (await isPortalReady())) return;
  }
  throw new Error('The portal did not come back within 90 s.');
}

/** Null between the end of one process and the start of the next. */
function portalPid(): number | null {
  try {
    return Number(JSON.parse(readFileSync(join(state, 'processes', 'portal.json'), 'utf8')).pid);
  } catch {
    return null;
  }
}

async function isPortalReady(): Promise<boolean> {
  const url = process.env.SIGNALBOX_URL ?? 'http://localhost:3000';
  return fetch(`${url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Moves the clock of everything about domains, in the sandbox's portal, to so many hours from now; back with 0. */
export function moveClock(hours: number): void {
  const file = join(state, 'clock-offset');
  if (hours === 0) rmSync(file, { force: true });
  else writeFileSync(file, String(Math.round(hours * 3_600_000)));
}

/** What the proxy in front of the API server does from now on. */
export async function fault(mode: 'pass' | 'refuse' | 'silence' | 'cut' | '403' | '429' | '503'): Promise<void> {
  await run(process.execPath, ['sandbox/cli.ts', 'fault', mode]);
}

/** curl through the Gateway; gives the body. */
export async function curl(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('curl', ['--silent', '--max-time', '60', ...args], { maxBuffer: 16_000_000 });
  return stdout;
}

/** How often each sample service answered requests that curl made. */
export async function countAnswers(...args: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const [, service = ''] of (await curl(...args)).matchAll(/"service": "([^"]+)"/g)) {
    counts[service] = (counts[service] ?? 0) + 1;
  }
  return counts;
}

/** What a DNS server on loopback answers for the addresses of a name; nothing when the name is not there. */
export async function dig(port: number, name: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
  try {
    return await resolver.resolve4(name);
  } catch {
    return [];
  }
}
