import type { Environment } from './environment.ts';

/** Every port that the sandbox takes: its usual number and what for. The setting that moves one is `portSetting`. */
const portTable = {
  portal: { number: 3000, what: 'the portal' },
  gatewayHttp: { number: 10080, what: 'the Gateway, HTTP' },
  // Browsers refuse 10080, which is on the Fetch standard's list of bad ports.
  gatewayWeb: { number: 10088, what: 'the Gateway, HTTP, for browsers' },
  gatewayOps: { number: 10081, what: 'the Gateway, listener of the operations team' },
  gatewayHttps: { number: 10443, what: 'the Gateway, HTTPS' },
  knot: { number: 10053, what: 'Knot, authoritative DNS' },
  knotSecondary: { number: 10054, what: 'Knot, which copies customer zones' },
  unbound: { number: 10055, what: 'Unbound, recursive DNS' },
  knotParent: { number: 10057, what: 'Knot, nameserver of the zone above all others' },
  clusterResolver: { number: 10056, what: 'the resolver of the cluster’s own parts' },
  nameservers: { number: 10061, what: 'nameservers of the customers, this one and those that follow' },
  challengeSolver: { number: 10089, what: 'the answers to HTTP-01 challenges' },
  selfCheck: { number: 10092, what: 'cert-manager’s way to port 80' },
  oidc: { number: 10090, what: 'the sign-in issuer' },
  registrar: { number: 10091, what: 'the page of the customers’ DNS provider' },
  samples: { number: 10101, what: 'sample services, this one and those that follow' },
  apiServer: { number: 16443, what: 'kube-apiserver' },
  faultProxy: { number: 16444, what: 'the fault proxy in front of kube-apiserver' },
  etcdClient: { number: 23790, what: 'etcd, clients' },
  etcdPeer: { number: 23800, what: 'etcd, peers' },
  pebble: { number: 14000, what: 'Pebble, behind the ACME front' },
  acme: { number: 14001, what: 'ACME, the front of the certificate authority' },
  acmeControl: { number: 14002, what: 'orders to the ACME front' },
  pebbleManagement: { number: 15000, what: 'Pebble, management' },
} as const satisfies Record<string, { number: number; what: string }>;

export type PortName = keyof typeof portTable;
export type Ports = Readonly<Record<PortName, number>>;

/** Ports that are constants inside Envoy Gateway and Envoy: no setting moves them. */
export const fixedPorts: readonly number[] = [8080, 8081, 9443, 18000, 18002, 19000, 19001, 19003];

/** The names of all ports, in the order of the table. */
export const portNames = Object.keys(portTable).filter((name): name is PortName => name in portTable);

/** The environment variable that moves a port: `gatewayHttp` is moved by `SIGNALBOX_PORT_GATEWAY_HTTP`. */
export function portSetting(name: PortName): string {
  return `SIGNALBOX_PORT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The settings that give a process of the sandbox these ports. */
export function portVariables(ports: Ports): Readonly<Record<string, string>> {
  return Object.fromEntries(portNames.map((name) => [portSetting(name), String(ports[name])]));
}

/** What a port is for, to be read by people. */
export function portPurpose(name: PortName): string {
  return portTable[name].what;
}

/**
 * Reads the numbers of all ports.
 *
 * @throws when a setting is no port number, naming it
 */
export function readPorts(environment: Environment): Ports {
  const read = (name: PortName): number => {
    const text = environment[portSetting(name)];
    if (text === undefined || text === '') return portTable[name].number;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) {
      throw new Error(`${portSetting(name)} must be a port number from 1 to 65535, it is "${text}".`);
    }
    return value;
  };
  return {
    portal: read('portal'),
    gatewayHttp: read('gatewayHttp'),
    gatewayWeb: read('gatewayWeb'),
    gatewayOps: read('gatewayOps'),
    gatewayHttps: read('gatewayHttps'),
    knot: read('knot'),
    knotSecondary: read('knotSecondary'),
    unbound: read('unbound'),
    knotParent: read('knotParent'),
    clusterResolver: read('clusterResolver'),
    nameservers: read('nameservers'),
    challengeSolver: read('challengeSolver'),
    selfCheck: read('selfCheck'),
    oidc: read('oidc'),
    registrar: read('registrar'),
    samples: read('samples'),
    apiServer: read('apiServer'),
    faultProxy: read('faultProxy'),
    etcdClient: read('etcdClient'),
    etcdPeer: read('etcdPeer'),
    pebble: read('pebble'),
    acme: read('acme'),
    acmeControl: read('acmeControl'),
    pebbleManagement: read('pebbleManagement'),
  };
}
