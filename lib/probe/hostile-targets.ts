/** A random number from 0 up to and without 1. */
export type Random = () => number;

/** One address of a class that no probe may reach under the production policy, as somebody might write it into a record. */
export type HostileAddress = { readonly kind: string; readonly address: string };

/** The same numbers for the same seed: mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const inner: readonly ((random: Random) => string)[] = [
  (random) => `10.${byte(random)}.${byte(random)}.${byte(random)}`,
  (random) => `172.${16 + below(random, 16)}.${byte(random)}.${byte(random)}`,
  (random) => `192.168.${byte(random)}.${byte(random)}`,
  (random) => `127.${byte(random)}.${byte(random)}.${byte(random)}`,
  (random) => `169.254.${byte(random)}.${byte(random)}`,
  (random) => `100.${64 + below(random, 64)}.${byte(random)}.${byte(random)}`,
];

const makers = {
  private: (random: Random) => pick(random, inner.slice(0, 3))(random),
  loopback: (random: Random) => (random() < 0.2 ? '::1' : `127.${byte(random)}.${byte(random)}.${byte(random)}`),
  mapped: (random: Random) => {
    const address = pick(random, inner)(random);
    return random() < 0.5 ? `::ffff:${address}` : `::ffff:${hex(address)}`;
  },
  compatible: (random: Random) => `::${hex(pick(random, inner)(random))}`,
  nat64: (random: Random) => `${random() < 0.5 ? '64:ff9b::' : '64:ff9b:1::'}${hex(pick(random, inner)(random))}`,
  '6to4': (random: Random) => `2002:${hex(pick(random, inner)(random))}::${word(random)}`,
  teredo: (random: Random) => `2001:0:${word(random)}:${word(random)}::${word(random)}`,
  'carrier-grade NAT': (random: Random) => `100.${64 + below(random, 64)}.${byte(random)}.${byte(random)}`,
  'link-local': (random: Random) =>
    random() < 0.5 ? `169.254.${byte(random)}.${byte(random)}` : `fe80::${word(random)}:${word(random)}`,
  multicast: (random: Random) =>
    random() < 0.5
      ? `${224 + below(random, 16)}.${byte(random)}.${byte(random)}.${byte(random)}`
      : `ff02::${word(random)}`,
  'unique local': (random: Random) =>
    `fd${byte(random).toString(16).padStart(2, '0')}:${word(random)}::${word(random)}`,
  'this network': (random: Random) => (random() < 0.3 ? '::' : `0.${byte(random)}.${byte(random)}.${byte(random)}`),
  reserved: (random: Random) =>
    random() < 0.5
      ? `${240 + below(random, 15)}.${byte(random)}.${byte(random)}.${byte(random)}`
      : `2001:db8::${word(random)}`,
} as const satisfies Record<string, (random: Random) => string>;

/** Every class of address. */
export const hostileKinds = Object.keys(makers);

/** A random address of a random class. */
export function hostileAddress(random: Random): HostileAddress {
  const [kind, make] = pick(random, Object.entries(makers));
  return { kind, address: make(random) };
}

/** An address that anybody may ask. */
export function publicAddress(random: Random): string {
  return `${pick(random, [8, 9, 23, 45, 93, 151])}.${byte(random)}.${byte(random)}.${1 + below(random, 254)}`;
}

/** One of several. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function byte(random: Random): number {
  return below(random, 256);
}

function word(random: Random): string {
  return (1 + below(random, 65_535)).toString(16);
}

/** An IPv4 address as the last 32 bits of an IPv6 address. */
function hex(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
