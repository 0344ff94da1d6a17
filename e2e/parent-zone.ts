import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parentZone } from '../sandbox/dns/zones.ts';
import { readPorts } from '../sandbox/settings/ports.ts';

const run = promisify(execFile);
const ports = readPorts(process.env);
const key = join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'registrar', 'tsig.key');

/** Delegates a zone directly below the one above all others, as a registry does when a domain is registered. */
export async function delegate(zone: string, nameserver: string): Promise<void> {
  await update(`update add ${zone}. 5 NS ${nameserver}.`);
}

/** Takes the delegation back. */
export async function undelegate(zone: string): Promise<void> {
  await update(`update delete ${zone}. NS`);
}

async function update(line: string): Promise<void> {
  const text = [`server 127.0.0.1 ${ports.knot}`, `zone ${parentZone}.`, line, 'send', 'quit', ''].join('\n');
  const updating = run('knsupdate', ['-k', key, '-t', '5', '-r', '1']);
  updating.child.stdin?.end(text);
  await updating;
}
