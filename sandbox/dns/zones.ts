/** The zones of the sandbox, as the text of zone files without their SOA. */
export interface Zone {
  readonly name: string;
  readonly file: string;
  /** How long resolvers remember that nothing was there. */
  readonly negativeTtlSeconds: number;
  /** Knot signs it, and Unbound validates it. */
  readonly isSigned: boolean;
  readonly records: string;
}

/** The platform's zone, where ExternalDNS publishes. */
export const platformZone = 'apps.localhost';
/** Labels directly below it that no team gets. */
export const reservedLabels = ['ext', 'ns1', 'ns2', 'www', 'admin'] as const;
/** What ExternalDNS calls itself in the records that it owns. */
export const externalDnsOwner = 'sandbox';
/** Certificate validation happens here alone, apart from every name of a tenant. */
export const validationZone = 'dcv.localhost';
/** The zone above all others: it delegates, and holds the trust anchor of whatever is signed below it. */
export const parentZone = 'localhost';

/** The zones of customers, which their DNS provider serves from two nameservers each. The last one is signed. */
export const customerZones = ['acme.localhost', 'globex.localhost', 'signed.localhost'] as const;
export type CustomerZone = (typeof customerZones)[number];

/** With what every customer's zone begins. */
export const customerRecords = `
@ NS ns1
@ NS ns2
ns1 A 127.0.0.1
ns2 A 127.0.0.1
www A 127.0.0.1
`;

/** The TTL of records that do not name one, in seconds. */
export const recordTtl = 30;

/** The name in the validation zone to which the platform's own `_acme-challenge` points. */
const platformToken = 'platform';

/** The zones with their unchanging records; dynamic updates add the rest. */
export const zones: readonly Zone[] = [
  {
    name: platformZone,
    file: 'apps.zone',
    negativeTtlSeconds: 5,
    isSigned: false,
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
    isSigned: false,
    // The wildcard keeps a look before the challenge from planting a negative answer.
    records: `
@ NS ns1.apps.localhost.
* 1 TXT "unused"
`,
  },
  ...customerZones.map(customer),
  {
    name: parentZone,
    file: 'localhost.zone',
    negativeTtlSeconds: 10,
    isSigned: true,
    records: `
@ NS ns1
ns1 A 127.0.0.1
apps NS ns1.apps
apps NS ns2.apps
ns1.apps A 127.0.0.1
ns2.apps A 127.0.0.1
dcv NS ns1.apps
${customerZones.map(delegation).join('\n')}
`,
  },
];

function customer(name: CustomerZone): Zone {
  return {
    name,
    file: zoneFile(name),
    negativeTtlSeconds: 10,
    isSigned: isSignedZone(name),
    records: customerRecords,
  };
}

/** True for the customer's zone that is signed. */
export function isSignedZone(zone: CustomerZone): boolean {
  return zone === 'signed.localhost';
}

function zoneFile(zone: CustomerZone): string {
  return zone.replace(/localhost$/, 'zone');
}

function delegation(zone: CustomerZone): string {
  const label = zone.replace(/\.localhost$/, '');
  return ['ns1', 'ns2'].flatMap((ns) => [`${label} NS ${ns}.${label}`, `${ns}.${label} A 127.0.0.1`]).join('\n');
}

/** The text of a zone file. */
export function zoneText(zone: Zone, serial: number): string {
  const nameserver = zone.name === validationZone ? 'ns1.apps.localhost.' : `ns1.${zone.name}.`;
  return [
    `$ORIGIN ${zone.name}.`,
    `$TTL ${recordTtl}`,
    `@ SOA ${nameserver} hostmaster.${zone.name}. ${serial} 60 30 600 ${zone.negativeTtlSeconds}`,
    zone.records.trim(),
    '',
  ].join('\n');
}
