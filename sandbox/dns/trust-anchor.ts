import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ports } from '../settings/ports.ts';
import { ask } from './ask.ts';
import { parentZone } from './zones.ts';

/** A DNSKEY record's data. */
export interface ZoneKey {
  readonly flags: number;
  readonly algorithm: number;
  readonly key: Buffer;
}

/** A DS record in presentation format: what a parent zone says about the key of its child. */
export type DelegationSigner = string;

const secureEntryPoint = 257;
const sha256 = 2;

/** The key of the parent zone, as Unbound takes it for a trust anchor. */
export async function readTrustAnchor(ports: Pick<Ports, 'knot'>): Promise<string> {
  const { flags, algorithm, key } = await readZoneKey(parentZone, ports);
  return `${parentZone}. DNSKEY ${flags} 3 ${algorithm} ${key.toString('base64')}`;
}

/**
 * Asks Knot for the key with which a zone signs its keys. A zone is signed a moment after it was loaded.
 *
 * @throws when there is none after ten seconds
 */
export async function readZoneKey(zone: string, { knot }: Pick<Ports, 'knot'>): Promise<ZoneKey> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(200)) {
    const reply = await ask({ type: 'DNSKEY', name: zone }, knot, 500);
    for (const record of reply?.answers ?? []) {
      if (record.type === 'DNSKEY' && record.data.flags === secureEntryPoint) {
        return { flags: record.data.flags, algorithm: record.data.algorithm, key: Buffer.from(record.data.key) };
      }
    }
  }
  throw new Error(`Knot has not signed ${zone}: it has no key.`);
}

/**
 * The DS record that belongs to a zone's key.
 *
 * @see RFC 4034, section 5.1.4 and appendix B
 */
export function toDelegationSigner(zone: string, zoneKey: ZoneKey): DelegationSigner {
  const data = Buffer.concat([
    Buffer.from([zoneKey.flags >> 8, zoneKey.flags & 255, 3, zoneKey.algorithm]),
    zoneKey.key,
  ]);
  const digest = createHash('sha256').update(wireName(zone)).update(data).digest('hex');
  return `${keyTag(data)} ${zoneKey.algorithm} ${sha256} ${digest.toUpperCase()}`;
}

function wireName(zone: string): Buffer {
  const labels = zone
    .toLowerCase()
    .split('.')
    .flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([...labels, Buffer.from([0])]);
}

function keyTag(data: Buffer): number {
  let sum = 0;
  for (const [index, byte] of data.entries()) sum += index % 2 === 0 ? byte << 8 : byte;
  return (sum + (sum >> 16)) & 0xffff;
}
