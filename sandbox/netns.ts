import { spawnSync } from 'node:child_process';

/** A command as `spawn` takes it. */
export interface WrappedCommand {
  readonly file: string;
  readonly args: readonly string[];
}

const bringUp =
  'PATH="$PATH:/usr/sbin:/sbin"; if command -v ip >/dev/null; then ip link set lo up; else ifconfig lo up; fi';

/**
 * Wraps a command so that it runs in a network namespace of its own, where every port is free and nothing but loopback
 * is there. A second sandbox can then run beside a first one. Its state folder must be another, and what it needs must
 * have been prepared before: from inside nothing can be downloaded.
 */
export function inNetworkNamespace(command: readonly string[]): WrappedCommand {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return {
    file: 'unshare',
    args: ['--net', '--mount', ...asRoot, '--', 'sh', '-c', `${bringUp} && exec "$@"`, 'sh', ...command],
  };
}

/** True where this machine allows such a namespace: Linux, as root or with user namespaces. */
export function canUseNetworkNamespace(): boolean {
  if (process.platform !== 'linux') return false;
  const { file, args } = inNetworkNamespace(['true']);
  return spawnSync(file, [...args], { stdio: 'ignore' }).status === 0;
}
