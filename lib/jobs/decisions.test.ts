import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, db } from '../db/client.ts';
import { findClaim, insertClaim, listDomainEvents, unseen } from '../db/domains.ts';
import type { Claim } from '../domains/claim.ts';
import { domainClaim, liveClaim, noon } from '../domains/domain-builders.ts';
import { dayMs } from '../domains/settings.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { type Decision, decideClaim } from './decisions.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-decisions-'));
const rosa = { name: 'Rosa' };

beforeAll(async () => {
  setMinimalEnvironment({ SIGNALBOX_STATE: folder });
  const prisma = await db();
  for (const id of ['team-a', 'team-b']) await prisma.team.create({ data: { id, slug: id, name: `The ${id}` } });
}, 60_000);

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

async function store(claim: Claim): Promise<Claim> {
  const stored = { claim, observations: unseen, guard: null, createdBy: 'mara', actingUser: 'mara' };
  expect(await insertClaim(stored, { at: claim.createdAt, kind: 'claim.made', text: 'Claimed.' })).toBe('stored');
  return claim;
}

async function textsOf({ id }: Claim, kind: string): Promise<readonly string[]> {
  return (await listDomainEvents(id)).filter((event) => event.kind === kind).map(({ text }) => text);
}

function decide({ teamId, id }: Claim, verdict: Decision['verdict'] = 'release') {
  return decideClaim(rosa, { teamId, id, verdict, reason: 'It is theirs.' }, noon);
}

test('against the holder: the claim is released with the reason, and whoever waited is looked at at once but has to prove the name', async () => {
  const holder = await store(liveClaim({ id: 'held', teamId: 'team-b', name: 'one.test' }));
  const challenger = await store(domainClaim({ id: 'waits', teamId: 'team-a', name: 'one.test' }));
  expect(await decide(holder)).toEqual({ status: 'accepted', value: { hostname: 'one.test' } });

  const released = await findClaim('team-b', holder.id);
  expect(released).toMatchObject({ claim: { releasedAt: noon, provenAt: holder.provenAt }, actingUser: 'mara' });
  expect(await textsOf(holder, 'claim.released')).toEqual([
    'Rosa of the platform team released one.test. Reason: It is theirs.',
  ]);
  expect((await findClaim('team-a', challenger.id))?.claim).toMatchObject({ provenAt: null, recheckAt: noon });
  const [told] = await textsOf(challenger, 'contest.decided');
  expect(told).toContain('with its proof one.test is yours');
  expect(told).not.toContain('team-b');
});

test('against the claimant: the holder keeps the name and is not told of the claim', async () => {
  const holder = await store(liveClaim({ id: 'kept', teamId: 'team-b', name: 'two.test' }));
  const challenger = await store(
    domainClaim({ id: 'sent-off', teamId: 'team-a', name: 'two.test', noticeAt: noon - dayMs }),
  );
  expect((await decide(challenger)).status).toBe('accepted');
  expect((await findClaim('team-a', challenger.id))?.claim).toMatchObject({ releasedAt: noon, noticeAt: null });
  expect((await findClaim('team-b', holder.id))?.claim).toEqual(holder);
  expect((await listDomainEvents(holder.id)).map(({ kind }) => kind)).toEqual(['claim.made']);
});

test('a name that can be mistaken for another may stay, and nothing else changes', async () => {
  const claim = await store(liveClaim({ id: 'likeness', teamId: 'team-b', name: 'xn--80aa0cf.test' }));
  expect((await decide(claim, 'allow-likeness')).status).toBe('accepted');
  expect((await findClaim('team-b', claim.id))?.claim).toEqual({ ...claim, likenessAllowedAt: noon });
  expect(await textsOf(claim, 'likeness.allowed')).toEqual([
    'Rosa of the platform team let xn--80aa0cf.test stay, although it can be mistaken for another name. Reason: It is theirs.',
  ]);
});

test('a claim that is over, or of another team than is said, is refused and nothing is written', async () => {
  const over = await store(domainClaim({ id: 'over', name: 'three.test', createdAt: noon - 15 * dayMs }));
  const other = await store(liveClaim({ id: 'other', teamId: 'team-b', name: 'four.test' }));
  for (const claim of [over, { ...other, teamId: 'team-a' }]) {
    expect(await decide(claim)).toMatchObject({ status: 'refused', issues: [{ code: 'domain.gone' }] });
  }
  expect((await findClaim('team-b', other.id))?.claim.releasedAt).toBeNull();
  expect(await textsOf(over, 'claim.released')).toEqual([]);
});
