import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim } from '../domains/claim.ts';
import { closeDatabase, db } from './client.ts';
import {
  findClaim,
  insertClaim,
  listClaims,
  listDomainEvents,
  listOrders,
  type StoredClaim,
  saveClaims,
  unseen,
} from './domains.ts';
import { dropLease, holdLease } from './leases.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-domains-'));

beforeAll(async () => {
  Object.assign(process.env, {
    SIGNALBOX_URL: 'http://localhost:3000',
    SIGNALBOX_SESSION_SECRET: 'x'.repeat(32),
    SIGNALBOX_OIDC_ISSUER: 'http://localhost:1',
    SIGNALBOX_OIDC_CLIENT_ID: 'signalbox',
    SIGNALBOX_OIDC_CLIENT_SECRET: 'secret',
    SIGNALBOX_STATE: folder,
  });
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
    ...more,
  };
  return { claim, observations: unseen, createdBy: 'user-1', updatedAt: 1_000 };
}

const made = { at: 1_000, kind: 'claim.made', text: 'Claimed' };

test('a claim comes back as it was stored, to its own team only', async () => {
  const one = stored('a', 'storefront', { liveAt: 5_000, proofBadCount: 2 });
  expect(await insertClaim(one, made)).toBe('stored');
  expect(await findClaim('storefront', 'a')).toEqual(one);
  expect(await findClaim('payments', 'a')).toBeNull();
  expect(await listClaims(1_001)).toEqual([]);
  expect(await listDomainEvents('a')).toEqual([made]);
});

test('a team has one open claim on a hostname; another team may claim it too', async () => {
  expect(await insertClaim(stored('again', 'storefront'), made)).toBe('taken');
  expect(await insertClaim(stored('b', 'payments'), made)).toBe('stored');
});

test('a hostname never has two owners, and passes from one to the other in one step', async () => {
  const holder = stored('a', 'storefront', { provenAt: 2_000 });
  const other = stored('b', 'payments', { provenAt: 3_000 });
  expect(await saveClaims([{ stored: holder, events: [] }])).toBe('stored');
  const event = { at: 3_000, kind: 'proof.found', text: 'Proven' };
  expect(await saveClaims([{ stored: other, events: [event] }])).toBe('taken');
  expect((await findClaim('payments', 'b'))?.claim.provenAt).toBeNull();
  expect(await listDomainEvents('b')).toEqual([made]);
  const lost = stored('a', 'storefront', { provenAt: 2_000, lostAt: 3_000 });
  const transfer = [
    { stored: other, events: [event] },
    { stored: lost, events: [] },
  ];
  expect(await saveClaims(transfer)).toBe('stored');
  expect((await findClaim('payments', 'b'))?.claim.provenAt).toBe(3_000);
});

test('orders are counted from the log', async () => {
  const order = { at: 4_000, kind: 'order.placed', text: 'Ordered' };
  await saveClaims([{ stored: stored('b', 'payments', { provenAt: 3_000 }), events: [order] }]);
  expect(await listOrders(3_500)).toEqual([{ at: 4_000, kind: 'order.placed', claimId: 'b' }]);
  expect(await listOrders(4_500)).toEqual([]);
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
