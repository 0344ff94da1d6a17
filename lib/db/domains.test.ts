import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim } from '../domains/claim.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { closeDatabase, db } from './client.ts';
import {
  appendDomainEvents,
  findClaim,
  insertClaim,
  latestEventsOfKind,
  listClaims,
  listDomainEvents,
  listEventsOfKinds,
  listGatewayAddresses,
  readClaims,
  rememberGatewayAddresses,
  type StoredClaim,
  saveClaims,
  unseen,
} from './domains.ts';
import { dropLease, holdLease } from './leases.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-domains-'));

beforeAll(async () => {
  setMinimalEnvironment({ SIGNALBOX_STATE: folder });
  const prisma = await db();
  for (const id of ['storefront', 'payments']) await prisma.team.create({ data: { id, slug: id, name: id } });
}, 60_000);

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

function stored(id: string, teamId: string, more: Partial<Claim> = {}): StoredClaim {
  const claim: Claim = {
    id,
    teamId,
    name: 'shop.acme.test',
    scope: 'exact',
    token: 'f'.repeat(32),
    origin: 'custom',
    attachment: { strategy: 'listener-set', gateway: { namespace: 'infra', name: 'external' }, namespace: teamId },
    challenge: 'dns-01',
    createdAt: 1_000,
    provenAt: null,
    liveAt: null,
    proofBadSince: null,
    proofBadCount: 0,
    trafficBadSince: null,
    trafficBadCount: 0,
    proofLookAt: null,
    trafficLookAt: null,
    recheckAt: null,
    noticeAt: null,
    releasedAt: null,
    lostAt: null,
    likenessAllowedAt: null,
    ...more,
  };
  return {
    claim,
    observations: unseen,
    guard: null,
    createdBy: 'user-1',
    actingUser: 'user-1',
    version: 0,
    updatedAt: 0,
  };
}

const made = { at: 1_000, kind: 'claim.made', text: 'Claimed' };

test('a claim comes back as it was stored, to its own team only', async () => {
  const one = stored('a', 'storefront', { liveAt: 5_000, proofBadCount: 2 });
  expect(await insertClaim(one, made)).toBe('stored');
  const found = await findClaim('storefront', 'a');
  expect(found).toEqual({ ...one, updatedAt: expect.any(Number) });
  expect(await findClaim('payments', 'a')).toBeNull();
  expect(await listClaims((found?.updatedAt ?? 0) + 1)).toEqual([]);
  expect(await readClaims(['a', 'nobody'])).toEqual([found]);
  expect(await listDomainEvents('a')).toEqual([made]);
});

test('a team has one open claim on a hostname; another team may claim it too', async () => {
  expect(await insertClaim(stored('again', 'storefront'), made)).toBe('taken');
  expect(await insertClaim(stored('b', 'payments'), made)).toBe('stored');
});

async function current(id: string, more: Partial<Claim>): Promise<StoredClaim> {
  const [found] = await readClaims([id]);
  if (!found) throw new Error(`there is no claim ${id}`);
  return { ...found, claim: { ...found.claim, ...more } };
}

test('a hostname never has two owners, and passes from one to the other in one step', async () => {
  const holder = await current('a', { provenAt: 2_000 });
  const other = await current('b', { provenAt: 3_000 });
  expect(await saveClaims([{ stored: holder, events: [] }])).toBe('stored');
  const event = { at: 3_000, kind: 'proof.found', text: 'Proven' };
  expect(await saveClaims([{ stored: other, events: [event] }])).toBe('taken');
  expect((await findClaim('payments', 'b'))?.claim.provenAt).toBeNull();
  expect(await listDomainEvents('b')).toEqual([made]);
  const transfer = [
    { stored: other, events: [event] },
    { stored: await current('a', { lostAt: 3_000 }), events: [] },
  ];
  expect(await saveClaims(transfer)).toBe('stored');
  expect((await findClaim('payments', 'b'))?.claim.provenAt).toBe(3_000);
});

test('who knows an older version of a claim changes nothing, and neither does who lost the lease', async () => {
  const first = await current('b', { proofBadCount: 1 });
  const guard = { state: 'allowed', message: '', at: 7 } as const;
  expect(await saveClaims([{ stored: { ...first, guard }, events: [] }])).toBe('stored');
  const late = { ...first, claim: { ...first.claim, proofBadCount: 9 } };
  expect(await saveClaims([{ stored: late, events: [made] }])).toBe('stale');
  const fresh = await current('b', {});
  expect(fresh).toMatchObject({ guard, version: first.version + 1, claim: { proofBadCount: 1 } });
  const lease = { name: 'writer', holder: 'one' };
  expect(await saveClaims([{ stored: fresh, events: [] }], lease)).toBe('not-holder');
  expect(await holdLease('writer', 'one', 60_000)).toBe(true);
  expect(await saveClaims([{ stored: fresh, events: [] }], lease)).toBe('stored');
  expect(await saveClaims([{ stored: await current('b', {}), events: [] }], { ...lease, holder: 'two' })).toBe(
    'not-holder',
  );
});

test('events are read over all claims by their kind, with what programs need of them', async () => {
  const order = { at: 4_000, kind: 'order.placed', text: 'Ordered', data: { names: 'shop.acme.test' } };
  await saveClaims([{ stored: await current('b', {}), events: [order] }]);
  await appendDomainEvents('a', [{ ...order, at: 4_100 }]);
  expect(await listEventsOfKinds(['order.placed'], 4_050)).toEqual([{ ...order, at: 4_100, claimId: 'a' }]);
  await appendDomainEvents('b', [{ ...order, at: 4_200 }]);
  const latest = (await latestEventsOfKind('order.placed')).map(({ claimId, at }) => [claimId, at]);
  expect(latest.toSorted()).toEqual([
    ['a', 4_100],
    ['b', 4_200],
  ]);
});

test('knows the addresses that the Gateway ever had', async () => {
  await rememberGatewayAddresses(['192.0.2.2', '192.0.2.1'], 1_000);
  await rememberGatewayAddresses(['192.0.2.2'], 2_000);
  expect(await listGatewayAddresses()).toEqual([
    { address: '192.0.2.1', lastSeenAt: 1_000 },
    { address: '192.0.2.2', lastSeenAt: 2_000 },
  ]);
});

test('one process holds a lease until it ends or is given up', async () => {
  expect(await holdLease('job', 'one', 60_000)).toBe(true);
  expect(await holdLease('job', 'two', 60_000)).toBe(false);
  expect(await holdLease('job', 'one', 1)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(await holdLease('job', 'two', 60_000)).toBe(true);
  await dropLease('job', 'two');
  expect(await holdLease('job', 'one', 60_000)).toBe(true);
});
