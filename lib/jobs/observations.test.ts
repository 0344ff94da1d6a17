import { expect, test } from 'vitest';
import type { DnsObservation } from '../signals/observation.ts';
import { rememberDns } from './observations.ts';

function seen(at: number, addresses: readonly string[] | null): DnsObservation {
  const server = { server: 'ns1.test', kind: 'authoritative' } as const;
  const answer =
    addresses === null
      ? ({ ...server, state: 'unknown', error: 'connection refused' } as const)
      : ({
          ...server,
          state: 'answered',
          rcode: 'NOERROR',
          authoritative: true,
          cnames: [],
          addresses: addresses.map((value) => ({ type: 'A', value, ttlSeconds: at }) as const),
          negativeTtlSeconds: null,
        } as const);
  return { hostname: 'a.test', at, zone: 'test', answers: [answer], writtenBy: null, error: null };
}

test('counts from when the answer began to be the same, whatever its TTL and the order of its addresses', () => {
  const first = rememberDns(null, seen(1, ['192.0.2.1', '192.0.2.2']));
  const second = rememberDns(first, seen(2, ['192.0.2.2', '192.0.2.1']));
  expect(second).toMatchObject({ since: 1, latest: { at: 2 } });
  expect(rememberDns(second, seen(3, ['192.0.2.3'])).since).toBe(3);
});

test('keeps the last result while nobody answers', () => {
  const known = rememberDns(null, seen(1, ['192.0.2.1']));
  const silent = rememberDns(known, seen(2, null));
  expect(silent).toMatchObject({ since: 2, latest: { at: 2 }, lastKnown: { at: 1 } });
  expect(rememberDns(silent, seen(3, null))).toMatchObject({ since: 2, lastKnown: { at: 1 } });
});
