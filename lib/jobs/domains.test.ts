import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clockNow } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { type WatchedKind, watchedKindNames } from '../cluster/kinds.ts';
import { createStore, type StoreChange } from '../cluster/store.ts';
import type { ClusterRequest, Transport } from '../cluster/transport.ts';
import { closeDatabase, db } from '../db/client.ts';
import { findClaim, insertClaim, listDomainEvents, readClaims, unseen } from '../db/domains.ts';
import type { Claim } from '../domains/claim.ts';
import { answer, domainClaim, noProofLook, proofLook, record, seen, zoneLook } from '../domains/domain-builders.ts';
import type { DomainObservations, Probe, ProofLook } from '../domains/observation.ts';
import { hourMs } from '../domains/settings.ts';
import { gateway } from '../gateway-api/object-builders.ts';
import { createHub, type Hub } from '../live/hub.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { releaseClaim } from './claims.ts';
import type { runDomainProbes } from './domain-probes.ts';
import { type Domains, followDomains } from './domains.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-worker-'));
const clock = join(folder, 'clock');
const running: Domains[] = [];
let names = 0;

beforeAll(async () => {
  setMinimalEnvironment({
    SIGNALBOX_STATE: folder,
    SIGNALBOX_SANDBOX: '1',
    SIGNALBOX_CLOCK_FILE: clock,
    SIGNALBOX_DELEGATION_ZONE: 'dcv.test',
    SIGNALBOX_CLUSTER_ISSUER: 'letsencrypt',
    SIGNALBOX_LOG_LEVEL: 'silent',
  });
  const prisma = await db();
  for (const id of ['storefront', 'payments']) {
    await prisma.team.create({ data: { id, slug: id, name: id, namespaces: { create: { namespace: id } } } });
  }
}, 60_000);

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
  await (await db()).domainClaim.deleteMany();
  writeFileSync(clock, '0');
});

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

/** A cluster that was read, holds one Gateway and nothing else, and lets nobody write. */
function emptyCluster(): Cluster & { readonly writes: ClusterRequest[] } {
  const listeners = new Set<(change: StoreChange | 'connection') => void>();
  const writes: ClusterRequest[] = [];
  const store = createStore((change) => {
    for (const listener of listeners) listener(change);
  });
  for (const kind of watchedKindNames) {
    const content = kind === 'gateways' ? new Map([['infra/external', gateway()]]) : new Map();
    store.sinkFor(kind satisfies WatchedKind).onReplace(content as never);
    store.sinkFor(kind).onState({ state: 'live' });
  }
  const transport: Transport = {
    server: 'https://cluster.test',
    send: async (request) => {
      if (request.method !== 'GET') writes.push(request);
      if (request.path.includes('signalbox.dev')) return { status: 404, body: {}, warnings: [] };
      if (request.method === 'GET') return { status: 200, body: { items: [] }, warnings: [] };
      return { status: 403, body: { message: 'nobody may write here' }, warnings: [] };
    },
    stream: async () => {
      throw new Error('nothing is watched here');
    },
    close: async () => {},
  };
  const connection = () => ({ state: 'live', since: 0, asOf: 0, reason: null }) as const;
  const subscribe = (listener: (change: StoreChange | 'connection') => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { transport, store, connection, subscribe, close: async () => {}, writes };
}

/** DNS as the tests have it: the proof of each team, by its id. */
type World = { proofs: Record<string, 'present' | 'absent' | 'unknown'>; looks: number; gate: Promise<void> };

function lookInto(world: World): typeof runDomainProbes {
  return async (claim, before, due, { now, proofTarget }) => {
    world.looks += 1;
    await world.gate;
    const zone = seen(zoneLook({ at: now, zone: claim.name.split('.').slice(-2).join('.') }), now);
    const found: Partial<DomainObservations> = due.includes('proof')
      ? { proof: observe(proofOf(claim, world.proofs[claim.teamId] ?? 'absent', proofTarget ?? '', now)) }
      : {};
    return { ...before, ...others(due, now), ...found, zone };
  };
}

/** Looks of which nothing came. */
function others(due: readonly Probe[], at: number): Partial<DomainObservations> {
  const lost = { at, error: 'not looked at here' };
  const silent = { ...lost, state: 'unknown' } as const;
  const looks = {
    traffic: { ...lost, answers: [], inside: null },
    caa: { ...lost, state: 'unreadable', foundAt: null, records: [], failure: null },
    dnssec: { ...silent, ede: [] },
    tls: silent,
    nonce: silent,
    publish: { ...lost, owner: null, resource: null, history: [] },
  } as const;
  const made = Object.entries(looks).filter(([probe]) => due.includes(probe as Probe));
  return Object.fromEntries(made.map(([probe, latest]) => [probe, { latest, lastKnown: null, since: at }]));
}

function proofOf(claim: Claim, state: 'present' | 'absent' | 'unknown', target: string, at: number): ProofLook {
  if (state === 'unknown') return { ...noProofLook(), at, error: 'nobody answers', challenge: [], fallback: [] };
  if (state === 'absent') return noProofLook({ at });
  return proofLook({ at, challenge: [answer([record('CNAME', target, `_acme-challenge.${claim.name}`)])] });
}

function observe(look: ProofLook) {
  return { latest: look, lastKnown: look.error === null ? look : null, since: look.at };
}

function start(world: World, hub: Hub = createHub(), cluster = emptyCluster()) {
  const domains = followDomains({ cluster, hub, look: lookInto(world) });
  running.push(domains);
  return { domains, hub, cluster };
}

function newWorld(proofs: World['proofs'] = {}): World {
  return { proofs, looks: 0, gate: Promise.resolve() };
}

async function makeClaim(teamId: string, more: Partial<Claim> = {}): Promise<Claim> {
  names += 1;
  const claim = domainClaim({
    id: `claim-${names}`,
    teamId,
    name: `n${names}.acme.test`,
    token: names.toString(16).padStart(32, '0'),
    createdAt: clockNow(),
    attachment: { strategy: 'listener-set', gateway: { namespace: 'infra', name: 'external' }, namespace: teamId },
    ...more,
  });
  const stored = { claim, observations: unseen, guard: null, createdBy: 'mara', actingUser: 'mara' };
  expect(await insertClaim(stored, { at: claim.createdAt, kind: 'claim.made', text: 'Claimed.' })).toBe('stored');
  return claim;
}

async function until<T>(what: () => T | Promise<T>, timeoutMs = 12_000): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    const value = await what();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error('it did not come to that');
}

function moveClock(hours: number): void {
  writeFileSync(clock, String(hours * hourMs));
}

async function kindsOf(id: string): Promise<readonly string[]> {
  return (await listDomainEvents(id)).map(({ kind }) => kind).toReversed();
}

test('a claim waits for its proof, is proven by it, and the log says so once, also over a restart', async () => {
  const world = newWorld();
  const claim = await makeClaim('storefront');
  const first = start(world);
  await until(() => first.hub.domains.get(claim.id)?.state === 'awaiting-proof');
  await until(async () => (await kindsOf(claim.id)).includes('state'));
  world.proofs.storefront = 'present';
  await until(async () => (await findClaim('storefront', claim.id))?.claim.provenAt, 30_000);
  await until(() => first.hub.domains.get(claim.id)?.provenAt);
  await until(async () => (await kindsOf(claim.id)).filter((kind) => kind === 'state').length >= 2);
  await first.domains.close();
  const second = start(world);
  await until(() => second.hub.domains.get(claim.id)?.provenAt);
  await until(() => second.domains.isLeading());
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const lines = (await listDomainEvents(claim.id)).map(({ kind, text }) => `${kind} ${text}`);
  expect(lines.filter((line) => line.startsWith('proof.found'))).toHaveLength(1);
  expect(lines.toSorted()).toEqual([...new Set(lines)].toSorted());
}, 60_000);

test('of two replicas one works, both have the rows, and the other goes on when the first ends', async () => {
  const world = newWorld();
  const claim = await makeClaim('storefront');
  const one = start(world);
  await until(() => one.domains.isLeading());
  const two = start(newWorld());
  await until(() => two.hub.domains.get(claim.id));
  expect([one.domains.isLeading(), two.domains.isLeading()]).toEqual([true, false]);
  await until(() => two.hub.domains.get(claim.id)?.checkedAt);
  await one.domains.close();
  await until(() => two.domains.isLeading());
  expect(two.hub.domains.get(claim.id)?.state).toBe('awaiting-proof');
}, 60_000);

test('what somebody does while a look is under way is kept, and so is the look', async () => {
  const world = newWorld();
  let open = () => {};
  world.gate = new Promise((resolve) => {
    open = resolve;
  });
  const claim = await makeClaim('storefront');
  const { hub } = start(world);
  await until(() => world.looks > 0);
  const team = { id: 'storefront', namespaces: ['storefront'] };
  await releaseClaim({ actor: { userId: 'mara', name: 'Mara' }, team }, claim.id, clockNow());
  open();
  const [stored] = await until(async () => {
    const found = await readClaims([claim.id]);
    return found[0]?.observations.zone ? found : null;
  });
  expect(stored?.claim.releasedAt).not.toBeNull();
  await until(() => hub.domains.get(claim.id)?.state === 'released');
}, 60_000);

test('what is unknown neither proves nor takes anything', async () => {
  const world = newWorld({ storefront: 'unknown' });
  const proven = await makeClaim('storefront', { provenAt: clockNow() });
  const unproven = await makeClaim('storefront');
  start(world);
  for (const hours of [1, 2, 24, 200]) {
    moveClock(hours);
    const before = world.looks;
    await until(() => world.looks >= before + 2);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await findClaim('storefront', proven.id))?.claim).toMatchObject({
    proofBadCount: 0,
    provenAt: proven.provenAt,
  });
  expect((await findClaim('storefront', unproven.id))?.claim.provenAt).toBeNull();
}, 60_000);

test('a name passes to whoever proves it when the holder’s proof is gone and the notice has run out', async () => {
  const world = newWorld({ storefront: 'absent', payments: 'present' });
  const holder = await makeClaim('storefront', { provenAt: clockNow() });
  const challenger = await makeClaim('payments', { name: holder.name });
  const { hub } = start(world);
  const claimOf = async (claim: Claim) => (await findClaim(claim.teamId, claim.id))?.claim;
  for (const hours of [0.5, 1.1, 1.6]) {
    moveClock(hours);
    const end = Date.now() + hours * hourMs;
    await until(async () => ((await claimOf(holder))?.proofLookAt ?? 0) >= end - 1_000);
  }
  moveClock(2);
  await until(async () => (await claimOf(challenger))?.noticeAt, 20_000);
  expect((await claimOf(holder))?.provenAt).not.toBeNull();
  moveClock(70);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect((await claimOf(challenger))?.provenAt).toBeNull();
  moveClock(75);
  await until(async () => (await claimOf(challenger))?.provenAt, 20_000);
  expect(await claimOf(holder)).toMatchObject({ provenAt: null, lostAt: expect.any(Number) });
  await until(() => hub.domains.get(challenger.id)?.provenAt);
  expect(await kindsOf(holder.id)).toContain('claim.lost');
  expect(JSON.stringify(await listDomainEvents(challenger.id))).not.toContain('storefront');
}, 90_000);
