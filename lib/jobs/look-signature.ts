import 'server-only';
import type { Probe } from '../domains/observation.ts';

type Plain = { readonly [key: string]: unknown };

/** Says when it was, how long it may be remembered or how a failure read: nothing of what was found. */
const fleeting: ReadonlySet<string> = new Set(['at', 'ttlSeconds', 'negativeTtlSeconds', 'failure', 'ede']);

/**
 * What a look says, without all that differs from look to look while nothing has changed: times, TTLs, the order of records, the
 * random label below which a wildcard was looked for, the words of a failure, and which of a proxy's addresses answered. Observations
 * count from when this changed.
 */
export function signatureOf(probe: Probe, look: object): string {
  if (probe === 'nonce') return 'state' in look ? String(look.state) : '';
  return JSON.stringify(settled({ ...look, ...(probe === 'publish' ? { history: lastOf(look) } : {}) }, []));
}

function settled(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => settled(item, path));
    return path.at(-1) === 'records' ? items.map((item) => JSON.stringify(item)).toSorted() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const plain: Plain = { ...value };
  // Nobody was heard: why varies from try to try, and says nothing of the record.
  if (plain.state === 'unknown') return { server: plain.server, state: 'unknown' };
  const entries = Object.entries(plain).flatMap(([key, inner]): [string, unknown][] => {
    if (fleeting.has(key)) return [];
    if (key === 'error') return [[key, inner === null ? null : 'failed']];
    if (key === 'name' && path.includes('wildcard')) return [];
    return [[key, settled(inner, [...path, key])]];
  });
  return Object.fromEntries(entries);
}

function lastOf(look: object): unknown {
  const history = 'history' in look && Array.isArray(look.history) ? look.history : [];
  const last: unknown = history.at(-1);
  return typeof last === 'object' && last !== null && 'value' in last ? last.value : null;
}
