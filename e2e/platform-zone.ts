import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { platformZone } from '../sandbox/dns/zones.ts';
import { readPorts } from '../sandbox/settings/ports.ts';

const run = promisify(execFile);
const state = process.env.SIGNALBOX_STATE ?? '.signalbox';
const port = readPorts(process.env).knot;

/**
 * Changes the platform's zone behind ExternalDNS's back, with its own key: lines of a dynamic update, such as `add shop 30 A 127.0.0.1` or
 * `delete shop A`, with names relative to the zone.
 */
export async function updatePlatformZone(...lines: readonly string[]): Promise<void> {
  const secrets = z.object({ tsigExternalDns: z.string() });
  const { tsigExternalDns } = secrets.parse(JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')));
  const script = [
    `server 127.0.0.1 ${port}`,
    `zone ${platformZone}.`,
    `origin ${platformZone}.`,
    `key hmac-sha256:external-dns ${tsigExternalDns}`,
    ...lines,
    'send',
    'quit',
    '',
  ].join('\n');
  const updated = run('knsupdate', []);
  updated.child.stdin?.end(script);
  await updated;
}
