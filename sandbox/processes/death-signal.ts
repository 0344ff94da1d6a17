import { existsSync } from 'node:fs';

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));

/** Wraps a command so that on Linux its process ends when the one that starts it dies, however that happens. */
export function endingWithParent(file: string, args: readonly string[]): readonly [string, string[]] {
  if (!setpriv) return [file, [...args]];
  return [setpriv, ['--pdeathsig', 'SIGKILL', '--', file, ...args]];
}
