import 'server-only';
import type { Probe } from '../domains/observation.ts';

type Plain = { readonly [key: string]: unknown };

/** Says when it was, how long it may be remembered or how a failure read: nothing of what was found. */
const fleeting: ReadonlySet<string> = new Set(['at', 'ttlSeconds', 'negativeTtlSeconds', 'failure', 'ede']);

/**
 * What a look says, without all that differs from look to look while nothing has changed: times, TTLs, the order of records, the
 * random label below which a wildcard was looked for, the words of a failure, and which of a proxy's addresses answered. The database
 * gives a look back with its keys in another order, so that they have one here. Observations count from when this changed.
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
  const keys = Object.keys(plain).filter((key) => !fleeting.has(key) && !(key === 'name' && path.includes('wildcard')));
  const say = (key: string, inner: unknown) =>
    key === 'error' ? (inner === null ? null : 'failed') : settled(inner, [...path, key]);
  return Object.fromEntries(keys.toSorted().map((key) => [key, say(key, plain[key])]));
}

function lastOf(look: object): unknown {
  const history = 'history' in look && Array.isArray(look.history) ? look.history : [];
  const last: unknown = history.at(-1);
  return typeof last === 'object' && last !== null && 'value' in last ? last.value : null;
}
