import type { Ports } from '../settings/ports.ts';
import { type CustomerZone, customerZones, parentZone, platformZone } from './zones.ts';

/** One nameserver of a customer's zone: a front of the provider's with a Knot behind it. */
export interface CustomerNameserver {
  readonly name: string;
  readonly zone: CustomerZone;
  /** The second nameserver has a copy of the zone; it is the one that can fall behind. */
  readonly rank: 'first' | 'second';
  /** Where the front listens, over UDP and TCP. */
  readonly port: number;
  readonly knotPort: number;
}

type DnsPorts = Pick<Ports, 'knot' | 'knotSecondary' | 'knotParent' | 'nameservers'>;

/** How many ports the fronts take. */
export const nameserverPortCount = customerZones.length * 2;

/** The nameservers of the customers' zones. The order gives each its port: new zones go to the end. */
export function customerNameservers(ports: DnsPorts): readonly CustomerNameserver[] {
  return customerZones.flatMap((zone, index) => [
    { name: `ns1.${zone}`, zone, rank: 'first', port: ports.nameservers + 2 * index, knotPort: ports.knot } as const,
    {
      name: `ns2.${zone}`,
      zone,
      rank: 'second',
      port: ports.nameservers + 2 * index + 1,
      knotPort: ports.knotSecondary,
    } as const,
  ]);
}

/** NS records carry no port: which nameserver answers where, for the portal. `ns2.apps.localhost` is the same Knot. */
export function nameserverAddresses(ports: DnsPorts): Readonly<Record<string, string>> {
  const knot = `127.0.0.1:${ports.knot}`;
  return {
    [`ns1.${platformZone}`]: knot,
    [`ns2.${platformZone}`]: knot,
    [`ns1.${parentZone}`]: `127.0.0.1:${ports.knotParent}`,
    ...Object.fromEntries(customerNameservers(ports).map(({ name, port }) => [name, `127.0.0.1:${port}`])),
  };
}
