import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GuardMode, guardModes } from '../../lib/guard/options.ts';
import type { Environment } from './environment.ts';
import { type Ports, readPorts } from './ports.ts';

/** Everything that a person can set about a sandbox; all of it comes from environment variables. */
export interface Settings {
  readonly checkout: string;
  /** Data, logs and secrets of this sandbox (`SIGNALBOX_STATE`). */
  readonly stateFolder: string;
  /** Binaries, built once per machine (`SIGNALBOX_CACHE`). */
  readonly cacheFolder: string;
  /** A folder or archive with ready-made binaries (`SIGNALBOX_PREBUILT`). */
  readonly prebuilt: string | null;
  /** Keeps Go's module and build caches after a success (`SIGNALBOX_KEEP_BUILD_CACHE=1`). */
  readonly keepsBuildCache: boolean;
  readonly ports: Ports;
  /** What the guard of hostnames does (`SIGNALBOX_GUARD_MODE`). */
  readonly guardMode: GuardMode;
  /** Where a browser reaches the portal. */
  readonly portalOrigin: string;
}

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Reads the settings from environment variables; throws when one of them cannot be understood. */
export function readSettings(environment: Environment): Settings {
  const ports = readPorts(environment);
  return {
    checkout,
    stateFolder: resolve(environment.SIGNALBOX_STATE || join(checkout, '.signalbox')),
    cacheFolder: resolve(environment.SIGNALBOX_CACHE || join(userCacheFolder(environment), 'signalbox')),
    prebuilt: environment.SIGNALBOX_PREBUILT ? resolve(environment.SIGNALBOX_PREBUILT) : null,
    keepsBuildCache: environment.SIGNALBOX_KEEP_BUILD_CACHE === '1',
    ports,
    guardMode: readGuardMode(environment.SIGNALBOX_GUARD_MODE),
    portalOrigin: environment.SIGNALBOX_URL || `http://localhost:${ports.portal}`,
  };
}

function readGuardMode(text: string | undefined): GuardMode {
  if (!text) return 'warn';
  const mode = guardModes.find((one) => one === text);
  if (mode === undefined) throw new Error(`SIGNALBOX_GUARD_MODE must be one of ${guardModes.join(', ')}.`);
  return mode;
}

function userCacheFolder(environment: Environment): string {
  if (environment.XDG_CACHE_HOME) return environment.XDG_CACHE_HOME;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
