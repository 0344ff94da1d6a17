import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function onPath(): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/Applications/Google Chrome.app/Contents/MacOS',
  ];
  const candidates = folders.flatMap((folder) => [...names, 'Google Chrome'].map((name) => join(folder, name)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

/**
 * A Chromium for the browser tests: `SIGNALBOX_CHROMIUM`, one that is installed, Playwright's own, else Debian's package when root.
 *
 * @throws Error that says in one line what to install
 */
export function findChromium(): string {
  const named = process.env.SIGNALBOX_CHROMIUM;
  if (named) return named;
  const installed = onPath() ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null);
  if (installed) return installed;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Installing Chromium (apt-get install chromium) …');
    const apt = (...args: readonly string[]) =>
      spawnSync('apt-get', ['-qq', ...args], {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
    const found = onPath();
    if (found) return found;
  }
  throw new Error('The browser tests need Chromium: install it, or name one with SIGNALBOX_CHROMIUM.');
}

/** Flags that keep a browser of a test to itself. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
