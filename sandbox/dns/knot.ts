import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { customerZones, platformZone, validationZone, type Zone, zones, zoneText } from './zones.ts';

/** Writes the configuration and zones of the first Knot; answers with the configuration's path. */
export function writeKnotFiles({ folders, settings, secrets }: Sandbox): string {
  const { knot: port, knotSecondary } = settings.ports;
  writeZones(folders.knot);
  const config = `${common(folders.knot, port)}
key:
${key('external-dns', secrets.tsigExternalDns)}
${key('cert-manager', secrets.tsigCertManager)}
${key('registrar', secrets.tsigRegistrar)}
${key('transfer', secrets.tsigTransfer)}
remote:
  - id: secondary
    address: 127.0.0.1@${knotSecondary}
    key: transfer
acl:
  - id: external-dns
    key: external-dns
    action: [update, transfer]
  - id: cert-manager
    key: cert-manager
    action: update
  - id: registrar
    key: registrar
    action: [update, transfer]
  - id: transfer
    key: transfer
    action: transfer
policy:
  - id: sandbox
    dnskey-ttl: 5
template:
  - id: default
    storage: ${folders.knot}/zones
    zonefile-sync: 0
    zonefile-load: whole
    serial-policy: unixtime
    dnssec-policy: sandbox
zone:
${zones.map(zoneSection).join('')}`;
  return writeConfig(folders.knot, config);
}

/** Writes the configuration of the second nameserver of customer zones, which transfers them from the first. */
export function writeKnotSecondaryFiles({ folders, settings, secrets }: Sandbox): string {
  const { knot, knotSecondary: port } = settings.ports;
  mkdirSync(join(folders.knotSecondary, 'zones'), { recursive: true });
  const config = `${common(folders.knotSecondary, port)}
key:
${key('transfer', secrets.tsigTransfer)}
remote:
  - id: primary
    address: 127.0.0.1@${knot}
    key: transfer
acl:
  - id: primary
    key: transfer
    action: notify
template:
  - id: default
    storage: ${folders.knotSecondary}/zones
zone:
${customerZones.map((name) => `  - domain: ${name}\n    master: primary\n    acl: primary\n`).join('')}`;
  return writeConfig(folders.knotSecondary, config);
}

function zoneSection({ name, file, isSigned }: Zone): string {
  const isCustomers = customerZones.some((zone) => zone === name);
  const lines = [`domain: ${name}`, `file: ${file}`, `acl: ${isCustomers ? '[registrar, transfer]' : writerOf(name)}`];
  if (isCustomers) lines.push('notify: secondary');
  if (isSigned) lines.push('dnssec-signing: on');
  return `  - ${lines.join('\n    ')}\n`;
}

/** Whose key may change a zone that is no customer's. */
function writerOf(zone: string): string {
  if (zone === platformZone) return 'external-dns';
  return zone === validationZone ? 'cert-manager' : 'registrar';
}

function common(folder: string, port: number): string {
  return `server:
    rundir: ${folder}/run
    listen: 127.0.0.1@${port}
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
log:
  - target: stdout
    any: info
database:
    storage: ${folder}/db
    journal-db-max-size: 64M
    timer-db-max-size: 8M
    kasp-db-max-size: 8M
`;
}

function key(id: string, secret: string): string {
  return `  - id: ${id}\n    algorithm: hmac-sha256\n    secret: ${secret}`;
}

function writeConfig(folder: string, config: string): string {
  for (const name of ['run', 'db', 'zones']) mkdirSync(join(folder, name), { recursive: true });
  const file = join(folder, 'knot.conf');
  writePrivateFile(file, config);
  return file;
}

/** Knot owns its zone files once they are there; they are written anew only when what the sandbox puts into them changed. */
function writeZones(folder: string): void {
  const hash = createHash('sha256').update(JSON.stringify(zones)).digest('hex');
  const stamp = join(folder, 'zones.hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  mkdirSync(join(folder, 'zones'), { recursive: true });
  const serial = Math.floor(Date.now() / 1000);
  for (const zone of zones) writeFileSync(join(folder, 'zones', zone.file), zoneText(zone, serial));
  writeFileSync(stamp, hash);
}
