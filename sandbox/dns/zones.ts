/** The zones of the sandbox, as the text of zone files without their SOA. */
export interface Zone {
  readonly name: string;
  readonly file: string;
  /** How long resolvers remember that nothing was there. */
  readonly negativeTtlSeconds: number;
  readonly records: string;
}

/** The platform's zone, where ExternalDNS publishes. */
export const platformZone = 'apps.localhost';
/** The customer whose zone is served by two nameservers. */
export const customerZone = 'acme.localhost';
/** Certificate validation happens here alone, apart from every name of a tenant. */
export const validationZone = 'dcv.localhost';

/** The name in the validation zone to which the platform's own `_acme-challenge` points. */
const platformToken = 'platform';

/** The zones with their unchanging records; dynamic updates add the rest. */
export const zones: readonly Zone[] = [
  {
    name: platformZone,
    file: 'apps.zone',
    negativeTtlSeconds: 5,
    records: `
@ NS ns1
@ NS ns2
ns1 A 127.0.0.1
ns2 A 127.0.0.1
ext A 127.0.0.1
_acme-challenge CNAME ${platformToken}.${validationZone}.
`,
  },
  {
    name: validationZone,
    file: 'dcv.zone',
    negativeTtlSeconds: 5,
    // The wildcard keeps a look before the challenge from planting a negative answer.
    records: `
@ NS ns1.apps.localhost.
* 1 TXT "unused"
`,
  },
  {
    name: customerZone,
    file: 'acme.zone',
    negativeTtlSeconds: 10,
    records: `
@ NS ns1
@ NS ns2
ns1 A 127.0.0.1
ns2 A 127.0.0.1
www A 127.0.0.1
`,
  },
  {
    name: 'localhost',
    file: 'localhost.zone',
    negativeTtlSeconds: 10,
    records: `
@ NS ns1
ns1 A 127.0.0.1
apps NS ns1.apps
apps NS ns2.apps
ns1.apps A 127.0.0.1
ns2.apps A 127.0.0.1
dcv NS ns1.apps
acme NS ns1.acme
acme NS ns2.acme
ns1.acme A 127.0.0.1
ns2.acme A 127.0.0.1
`,
  },
];

/** The text of a zone file. */
export function zoneText(zone: Zone, serial: number): string {
  const nameserver = zone.name === validationZone ? 'ns1.apps.localhost.' : `ns1.${zone.name}.`;
  return [
    `$ORIGIN ${zone.name}.`,
    '$TTL 30',
    `@ SOA ${nameserver} hostmaster.${zone.name}. ${serial} 60 30 600 ${zone.negativeTtlSeconds}`,
    zone.records.trim(),
    '',
  ].join('\n');
}

/** NS records carry no port: which nameserver answers where, for the portal. `ns2.apps.localhost` is the same Knot. */
export function nameserverAddresses(ports: {
  readonly knot: number;
  readonly knotSecondary: number;
}): Readonly<Record<string, string>> {
  const first = `127.0.0.1:${ports.knot}`;
  return {
    'ns1.apps.localhost': first,
    'ns2.apps.localhost': first,
    'ns1.acme.localhost': first,
    'ns2.acme.localhost': `127.0.0.1:${ports.knotSecondary}`,
    'ns1.localhost': first,
  };
}
