import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { customerZones, parentZone, platformZone, type Zone, zones, zoneText } from './zones.ts';

/** Writes the configuration and zones of the first Knot; answers with the configuration's path. */
export function writeKnotFiles({ folders, settings, secrets }: Sandbox): string {
  const { knot: port, knotSecondary, knotParent } = settings.ports;
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
  - id: parent
    address: 127.0.0.1@${knotParent}
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
export function writeKnotSecondaryFiles(sandbox: Sandbox): string {
  const { folders, settings } = sandbox;
  return writeCopyingFiles(sandbox, folders.knotSecondary, { port: settings.ports.knotSecondary, of: customerZones });
}

/**
 * Writes the configuration of the nameserver that has the zone above all others and nothing below it. The first Knot has both, and would
 * tell what a zone says of itself where what is said above it was asked for.
 */
export function writeKnotParentFiles(sandbox: Sandbox): string {
  const { folders, settings } = sandbox;
  return writeCopyingFiles(sandbox, folders.knotParent, { port: settings.ports.knotParent, of: [parentZone] });
}

/** A nameserver that transfers its zones from the first. */
function writeCopyingFiles(
  { settings, secrets }: Sandbox,
  folder: string,
  { port, of }: { readonly port: number; readonly of: readonly string[] },
): string {
  const config = `${common(folder, port)}
key:
${key('transfer', secrets.tsigTransfer)}
remote:
  - id: primary
    address: 127.0.0.1@${settings.ports.knot}
    key: transfer
acl:
  - id: primary
    key: transfer
    action: notify
template:
  - id: default
    storage: ${folder}/zones
zone:
${of.map((name) => `  - domain: ${name}\n    master: primary\n    acl: primary\n`).join('')}`;
  return writeConfig(folder, config);
}

function zoneSection({ name, file, isSigned }: Zone): string {
  const copied = customerZones.some((zone) => zone === name) ? 'secondary' : name === parentZone ? 'parent' : null;
  const lines = [`domain: ${name}`, `file: ${file}`];
  lines.push(copied === null ? `acl: ${writerOf(name)}` : 'acl: [registrar, transfer]');
  if (copied !== null) lines.push(`notify: ${copied}`);
  if (isSigned) lines.push('dnssec-signing: on');
  return `  - ${lines.join('\n    ')}\n`;
}

/** Whose key may change a zone that nobody copies. */
function writerOf(zone: string): string {
  return zone === platformZone ? 'external-dns' : 'cert-manager';
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
