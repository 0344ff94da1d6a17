import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { customerZone, platformZone, validationZone, zones, zoneText } from './zones.ts';

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
template:
  - id: default
    storage: ${folders.knot}/zones
    zonefile-sync: 0
    zonefile-load: whole
    serial-policy: unixtime
zone:
  - domain: localhost
    file: localhost.zone
    acl: registrar
  - domain: ${platformZone}
    file: apps.zone
    acl: external-dns
  - domain: ${validationZone}
    file: dcv.zone
    acl: cert-manager
  - domain: ${customerZone}
    file: acme.zone
    acl: [registrar, transfer]
    notify: secondary
`;
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
  - domain: ${customerZone}
    file: acme.zone
    master: primary
    acl: primary
`;
  return writeConfig(folders.knotSecondary, config);
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
