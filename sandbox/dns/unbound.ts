import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePublicFile } from '../state/private-file.ts';
import type { Sandbox } from '../state/sandbox.ts';
import { customerZone, platformZone, validationZone } from './zones.ts';

/** Writes the configuration of the recursive resolver, which stands for "what the world sees"; answers with its path. */
export function writeUnboundFile({ folders, settings }: Sandbox): string {
  const { knot, knotSecondary, unbound } = settings.ports;
  const first = `127.0.0.1@${knot}`;
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
  domain-insecure: "localhost."
  module-config: "validator iterator"
  ede: yes
  cache-max-ttl: 30
  cache-max-negative-ttl: 10
  infra-host-ttl: 5
  infra-keep-probing: yes
remote-control:
  control-enable: no
${stub('localhost', [first])}${stub(platformZone, [first])}${stub(validationZone, [first])}${stub(customerZone, [first, `127.0.0.1@${knotSecondary}`])}`;
  mkdirSync(folders.unbound, { recursive: true });
  const file = join(folders.unbound, 'unbound.conf');
  writePublicFile(file, text);
  return file;
}

/** A stub names the servers of a zone with their ports, which the zone's own NS records cannot. */
function stub(zone: string, addresses: readonly string[]): string {
  return ['stub-zone:', `  name: "${zone}"`, ...addresses.map((address) => `  stub-addr: ${address}`), ''].join('\n');
}
