import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, db } from '../db/client.ts';
import { insertClaim, listDomainEvents, unseen } from '../db/domains.ts';
import { domainClaim } from '../domains/domain-builders.ts';
import { dayMs, hourMs } from '../domains/settings.ts';
import type { Order } from '../gateway-api/objects.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { createOrderLog } from './domain-orders.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-orders-'));
const now = Date.now();
const shop = domainClaim({ id: 'shop', teamId: 'storefront', name: 'shop.acme.test' });
const other = domainClaim({ id: 'other', teamId: 'storefront', name: 'www.elsewhere.test' });

beforeAll(async () => {
  setMinimalEnvironment({ SIGNALBOX_STATE: folder });
  await (await db()).team.create({ data: { id: 'storefront', slug: 'storefront', name: 'Storefront' } });
  for (const claim of [shop, other]) {
    const stored = { claim, observations: unseen, guard: null, createdBy: 'mara', actingUser: 'mara' };
    await insertClaim(stored, { at: now, kind: 'claim.made', text: 'Claimed.' });
  }
}, 60_000);

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

function order(uid: string, state = 'pending', madeAt = now): Order {
  return {
    metadata: { name: uid, namespace: 'acme', uid, creationTimestamp: new Date(madeAt).toISOString() },
    spec: { dnsNames: ['shop.acme.test'] },
    status: { state, reason: state === 'invalid' ? 'CAA forbids it' : '' },
  };
}

async function readAnew() {
  const log = createOrderLog();
  await log.readAll(now);
  return log;
}

test('an order that was logged before it was placed is the one whose object shows up, also after a restart', async () => {
  const log = await readAnew();
  await log.place(shop, now);
  expect(log.ordersFor(shop, now)).toMatchObject([{ hostname: 'shop.acme.test', hasFailed: false }]);
  const restarted = await readAnew();
  expect(await restarted.see(shop, order('one'), now)).toBe(true);
  expect(await restarted.see(shop, order('one'), now)).toBe(false);
  expect(restarted.ordersFor(shop, now)).toHaveLength(1);
  expect((await readAnew()).ordersFor(shop, now)).toHaveLength(1);
});

test('what failed is written down once, with the words of the authority', async () => {
  const log = await readAnew();
  for (const turn of [1, 2]) expect(await log.see(shop, order('one', 'invalid'), now)).toBe(turn === 1);
  expect((await readAnew()).ordersFor(shop, now)).toMatchObject([{ hasFailed: true }]);
  const failures = (await listDomainEvents('shop')).filter(({ kind }) => kind === 'order.failed');
  expect(failures).toMatchObject([{ text: 'The order failed: CAA forbids it' }]);
});

test('an order that cert-manager placed by itself counts from when it was made', async () => {
  const log = await readAnew();
  await log.see(shop, order('renewal', 'valid', now - 2 * hourMs), now);
  const placed = (await readAnew()).ordersFor(shop, now).map(({ at }) => at);
  expect(placed.toSorted()).toEqual([now - 2 * hourMs, now].map((at) => expect.closeTo(at, -4)));
});

test('orders of other domains count for three hours, those of the same domain for seven days', async () => {
  const log = await readAnew();
  await log.place(other, now - 4 * hourMs);
  await log.place(other, now - hourMs);
  expect(log.ordersFor(shop, now).filter(({ hostname }) => hostname === 'www.elsewhere.test')).toHaveLength(1);
  expect(log.ordersFor(other, now).filter(({ hostname }) => hostname === 'www.elsewhere.test')).toHaveLength(2);
  expect(log.ordersFor(other, now + 8 * dayMs)).toEqual([]);
});
