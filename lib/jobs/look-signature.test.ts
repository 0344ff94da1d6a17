import { expect, test } from 'vitest';
import type { NonceLook, ProofLook, RecordAnswer } from '../domains/observation.ts';
import { signatureOf } from './look-signature.ts';

const record = (name: string, value: string, ttlSeconds = 60) => ({ name, type: 'CNAME', value, ttlSeconds }) as const;

function answered(records: Extract<RecordAnswer, { state: 'answered' }>['records'], negativeTtlSeconds = 5) {
  const base = { server: 'ns1.test', kind: 'authoritative', state: 'answered', rcode: 'NOERROR' } as const;
  return { ...base, authoritative: true, records, negativeTtlSeconds };
}

function proof(more: Partial<ProofLook> = {}): ProofLook {
  return { at: 1, error: null, challenge: [], fallback: [], doubled: null, wildcard: null, ...more };
}

test('a wildcard that goes on answering says the same below every random label', () => {
  const below = (label: string) => proof({ wildcard: answered([record(`${label}.shop.test`, 'parked.test')]) });
  expect(signatureOf('proof', below('aaaa'))).toBe(signatureOf('proof', { ...below('bbbb'), at: 2 }));
  const elsewhere = proof({ wildcard: answered([record('aaaa.shop.test', 'other.test')]) });
  expect(signatureOf('proof', elsewhere)).not.toBe(signatureOf('proof', below('aaaa')));
});

test('TTLs and the order of records say nothing new; another value does', () => {
  const [one, two] = [record('shop.test', 'a.test', 60), record('shop.test', 'b.test', 50)];
  const first = signatureOf('proof', proof({ challenge: [answered([one, two])] }));
  expect(signatureOf('proof', proof({ challenge: [answered([{ ...two, ttlSeconds: 9 }, one], 7)] }))).toBe(first);
  expect(signatureOf('proof', proof({ challenge: [answered([one])] }))).not.toBe(first);
});

test('a look says the same when the database gives its keys back in another order', () => {
  const look = proof({ challenge: [answered([record('_acme-challenge.shop.test', 'token.dcv.test')])] });
  const stored = turned(look);
  expect(JSON.stringify(stored)).not.toBe(JSON.stringify(look));
  expect(signatureOf('proof', stored)).toBe(signatureOf('proof', look));
});

/** The same with the keys of every object in the opposite order. */
function turned<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toReversed())
      : inner,
  ) as T;
}

test('a server that does not answer is silent, in whatever words', () => {
  const silent = (error: string, rcode: string | null) =>
    proof({ challenge: [{ server: 'ns2.test', kind: 'authoritative', state: 'unknown', error, rcode, ede: [] }] });
  expect(signatureOf('proof', silent('no answer in 1.5 s', null))).toBe(
    signatureOf('proof', silent('answered REFUSED', 'REFUSED')),
  );
});

test('a proxy that swallows the request is the same proxy at each of its addresses', () => {
  const foreign = (address: string, status: number): NonceLook => ({ at: 1, state: 'foreign', address, status });
  expect(signatureOf('nonce', foreign('192.0.2.1', 403))).toBe(signatureOf('nonce', foreign('192.0.2.2', 503)));
  expect(signatureOf('nonce', { ...foreign('192.0.2.1', 302), state: 'ours' })).not.toBe(
    signatureOf('nonce', foreign('192.0.2.1', 302)),
  );
});

test('of what ExternalDNS wrote only the present value counts', () => {
  const look = (...values: string[]) => ({
    at: 1,
    error: null,
    owner: 'a',
    resource: 'r',
    history: values.map((value, at) => ({ at, value })),
  });
  expect(signatureOf('publish', look('x', 'y'))).toBe(signatureOf('publish', look('y')));
});
