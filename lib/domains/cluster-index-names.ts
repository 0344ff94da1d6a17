import { coversHostname } from '../gateway-api/hostname.ts';

/** Things by the hostnames that they carry, found by any hostname that shares a request with one of those. */
export type NameIndex<T> = {
  readonly add: (hostname: string, value: T) => void;
  /** Each thing once whose hostname covers this one or is covered by it; `*.` allowed on both sides. */
  readonly overlapping: (hostname: string) => readonly T[];
};

/** Makes an empty index; adding and asking take as many steps as a name has labels, however many names there are. */
export function createNameIndex<T>(): NameIndex<T> {
  const exact = new Map<string, Set<T>>();
  /** By each name above a hostname: `acme.test` has what is at `*.acme.test`, `x.acme.test` and `*.x.acme.test`. */
  const below = new Map<string, Set<T>>();

  return {
    add: (hostname, value) => {
      put(exact, hostname, value);
      for (const parent of parentsOf(hostname)) put(below, parent, value);
    },
    overlapping: (hostname) => {
      const found = new Set(exact.get(hostname));
      for (const parent of parentsOf(hostname)) {
        const pattern = `*.${parent}`;
        if (!coversHostname(pattern, hostname)) continue;
        for (const value of exact.get(pattern) ?? []) found.add(value);
      }
      if (hostname.startsWith('*.')) for (const value of below.get(hostname.slice(2)) ?? []) found.add(value);
      return [...found];
    },
  };
}

function put<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

function parentsOf(hostname: string): readonly string[] {
  const labels = hostname.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}
