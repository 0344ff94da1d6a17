import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from '../state/folders.ts';
import { writePublicFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { customerNameservers } from './nameservers.ts';
import { customerZones, parentZone, platformZone, validationZone, zones } from './zones.ts';

/**
 * Writes the configuration of the recursive resolver, which stands for "what the world sees"; answers with its path.
 *
 * @param trustAnchor the DNSKEY of the parent zone, in presentation format: from there signed zones are validated
 */
export function writeUnboundFile({ folders, settings }: Sandbox, trustAnchor: string): string {
  const { knot, unbound } = settings.ports;
  const nameservers = customerNameservers(settings.ports);
  const first = `127.0.0.1@${knot}`;
  const fronts = (zone: string) =>
    nameservers.filter((server) => server.zone === zone).map(({ port }) => `127.0.0.1@${port}`);
  const insecure = zones.filter(({ isSigned }) => !isSigned).map(({ name }) => `  domain-insecure: "${name}."`);
  const text = `server:
  interface: 127.0.0.1@${unbound}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${folders.unbound}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  num-threads: 1
  do-ip6: no
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  local-zone: "localhost." nodefault
  trust-anchor: "${trustAnchor}"
${insecure.join('\n')}
  module-config: "validator iterator"
  ede: yes
  cache-max-ttl: 30
  cache-max-negative-ttl: 10
  val-bogus-ttl: 5
  infra-host-ttl: 5
  infra-keep-probing: yes
remote-control:
  control-enable: yes
  control-interface: "${unboundControlSocket(folders)}"
  control-use-cert: no
${[parentZone, platformZone].map((zone) => stub(zone, [first])).join('')}${validationStub(first)}${customerZones.map((zone) => stub(zone, fronts(zone))).join('')}`;
  mkdirSync(folders.unbound, { recursive: true });
  const file = join(folders.unbound, 'unbound.conf');
  writePublicFile(file, text);
  return file;
}

/** Where Unbound takes orders. */
export function unboundControlSocket(folders: Pick<Folders, 'unbound'>): string {
  return join(folders.unbound, 'control.sock');
}

/**
 * Proofs are not remembered: of two orders for one name that follow each other within the minute that their TXT records may be kept, the
 * authority would take the former's proof for the latter's.
 */
function validationStub(address: string): string {
  return `${stub(validationZone, [address])}  stub-no-cache: yes\n`;
}

/** A stub names the servers of a zone with their ports, which the zone's own NS records cannot. */
function stub(zone: string, addresses: readonly string[]): string {
  return ['stub-zone:', `  name: "${zone}"`, ...addresses.map((address) => `  stub-addr: ${address}`), ''].join('\n');
}
