import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, db } from '../db/client.ts';
import { findClaim, listDomainEvents, type StoredClaim, saveClaims } from '../db/domains.ts';
import type { Claim } from '../domains/claim.ts';
import { dayMs } from '../domains/settings.ts';
import { gateway, snapshot } from '../gateway-api/object-builders.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { type Claimer, claimNames, recheckClaim, releaseClaim } from './claims.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-claims-'));
const now = Date.UTC(2026, 10, 27, 12);
const open = { namespaces: { from: 'All' } };
const listeners = [
  { name: 'http', port: 80, protocol: 'HTTP' },
  { name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.apps.test' },
];
const world = snapshot({ gateways: [gateway({ allowedListeners: open, listeners })] });

const mara: Claimer = {
  actor: { userId: 'mara', name: 'Mara' },
  team: { id: 'storefront', namespaces: ['storefront', 'content'] },
};
const pia: Claimer = { actor: { userId: 'pia', name: 'Pia' }, team: { id: 'payments', namespaces: ['payments'] } };

beforeAll(async () => {
  setMinimalEnvironment({
    SIGNALBOX_STATE: folder,
    SIGNALBOX_ZONES: 'apps.test',
    SIGNALBOX_GATEWAY_NAMES: 'ext.apps.test',
    SIGNALBOX_DELEGATION_ZONE: 'dcv.test',
    SIGNALBOX_CLUSTER_ISSUER: 'letsencrypt',
    SIGNALBOX_RESERVED_LABELS: 'www',
  });
  const prisma = await db();
  for (const id of ['storefront', 'payments']) await prisma.team.create({ data: { id, slug: id, name: id } });
}, 60_000);

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

function claim(claimer: Claimer, names: string, at = now, namespace = '') {
  return claimNames(claimer, { names, namespace }, { snapshot: world, now: at });
}

async function claimOne(claimer: Claimer, name: string, at = now): Promise<StoredClaim> {
  const { claimed } = await claim(claimer, name, at);
  const found = await findClaim(claimer.team.id, claimed[0]?.id ?? '');
  if (!found) throw new Error(`${name} was not claimed`);
  return found;
}

async function change({ claim: { id, teamId } }: StoredClaim, more: Partial<Claim>): Promise<void> {
  const found = await findClaim(teamId, id);
  if (!found) throw new Error('gone');
  expect(await saveClaims([{ stored: { ...found, claim: { ...found.claim, ...more } }, events: [] }])).toBe('stored');
}

test('claims each name of a paste by itself, and gives back as it was typed what it refuses', async () => {
  const result = await claim(
    mara,
    'https://Shop.Acme.test/basket, com 127.0.0.1\nb_d.acme.test  apps.test www.apps.test',
  );
  expect(result.claimed).toMatchObject([{ hostname: 'shop.acme.test', unicode: 'shop.acme.test' }]);
  expect(result.refused.map(({ input, issue }) => [input, issue.code])).toEqual([
    ['com', 'domain.single-label'],
    ['127.0.0.1', 'domain.address'],
    ['b_d.acme.test', 'domain.underscore'],
    ['apps.test', 'domain.platform-zone'],
    ['www.apps.test', 'domain.platform-name'],
  ]);
  expect((await claim(mara, '  ')).refused).toMatchObject([{ input: '', issue: { code: 'domain.empty' } }]);
});

test('takes fifty names at once and names the rest', async () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `n${index}.bulk.test`);
  const { claimed, refused, leftOut } = await claim(mara, names.join('\n'));
  expect([claimed.length, refused.length, leftOut.length]).toEqual([50, 0, 950]);
  expect(leftOut[0]).toBe('n50.bulk.test');
});

test('a claim has what the platform chose, a token of its own and a first line in its log', async () => {
  const { claim: made } = await claimOne(mara, 'one.made.test');
  expect(made).toMatchObject({
    attachment: {
      strategy: 'listener-set',
      gateway: { namespace: 'infra', name: 'external' },
      namespace: 'storefront',
    },
    challenge: 'dns-01',
    origin: 'custom',
    createdAt: now,
    provenAt: null,
  });
  expect(made.token).toMatch(/^[0-9a-f]{32}$/);
  expect(await listDomainEvents(made.id)).toMatchObject([{ kind: 'claim.made', text: 'Mara claimed one.made.test.' }]);
});

test('apex and wildcard of a team share one token; other names and other teams have others', async () => {
  const tokens = await Promise.all([
    claimOne(mara, 'both.test'),
    claimOne(pia, 'both.test'),
    claimOne(mara, 'other.both.test'),
  ]);
  const wildcard = await claimOne(mara, '*.both.test');
  expect(wildcard.claim.token).toBe(tokens[0]?.claim.token);
  expect(new Set(tokens.map(({ claim: { token } }) => token)).size).toBe(3);
});

test('a name of the platform’s needs no listener of its own, and goes to who comes first', async () => {
  const { claim: made } = await claimOne(mara, 'first.apps.test');
  expect(made).toMatchObject({ origin: 'platform', attachment: { strategy: 'covered' } });
  await change(await claimOne(mara, 'second.apps.test'), { provenAt: now });
  expect((await claim(pia, 'second.apps.test')).refused).toMatchObject([{ issue: { code: 'domain.taken' } }]);
});

test('a team learns that a name is its own already, and of another team’s nothing but that proof decides', async () => {
  const held = await claimOne(mara, 'held.test');
  expect((await claim(mara, 'held.test')).refused).toMatchObject([{ issue: { code: 'domain.yours' } }]);
  await change(held, { provenAt: now });
  const contested = await claimOne(pia, 'x.held.test');
  expect(contested.claim.provenAt).toBeNull();
  const other = await claimOne(pia, 'held.test');
  const [event] = await listDomainEvents(other.claim.id);
  expect(event?.text).toBe('Pia claimed held.test. The name is in use here: proof decides.');
  expect(JSON.stringify([other, event])).not.toMatch(/storefront|Mara/);
});

test('a namespace that is not the team’s is refused', async () => {
  const { refused } = await claim(mara, 'elsewhere.test', now, 'payments');
  expect(refused).toMatchObject([{ issue: { code: 'domain.no-gateway' } }]);
});

test('what lapsed begins anew under its old address and token', async () => {
  const made = await claimOne(mara, 'slow.test');
  const later = now + 15 * dayMs;
  const again = await claimOne(mara, 'slow.test', later);
  expect(again.claim).toMatchObject({ id: made.claim.id, token: made.claim.token, createdAt: later });
  const evenLater = later + 15 * dayMs;
  expect(await recheckClaim(mara, { id: made.claim.id, why: 'check' }, evenLater)).toMatchObject({
    status: 'accepted',
  });
  expect((await findClaim('storefront', made.claim.id))?.claim).toMatchObject({ createdAt: evenLater });
  const kinds = (await listDomainEvents(made.claim.id)).map(({ kind }) => kind);
  expect(kinds).toEqual(['claim.restarted', 'claim.made', 'claim.made']);
});

test('a check is for the team alone, changes whose rights are used, and is written down once a minute', async () => {
  const { claim: made } = await claimOne(mara, 'check.test');
  const ada: Claimer = { ...mara, actor: { userId: 'ada', name: 'Ada' } };
  expect(await recheckClaim(pia, { id: made.id, why: 'check' }, now)).toMatchObject({ status: 'refused' });
  for (const at of [now, now + 1_000, now + 2_000]) {
    expect((await recheckClaim(ada, { id: made.id, why: 'added' }, at)).status).toBe('accepted');
  }
  expect(await findClaim('storefront', made.id)).toMatchObject({
    actingUser: 'ada',
    createdBy: 'mara',
    claim: { recheckAt: now + 2_000 },
  });
  expect((await listDomainEvents(made.id)).map(({ text }) => text)).toEqual([
    'Ada said that the record was added.',
    'Mara claimed check.test.',
  ]);
});

test('a released name is kept for who had it, and its token proves nothing any more', async () => {
  const made = await claimOne(mara, 'given.test');
  await change(made, { provenAt: now });
  expect((await releaseClaim(pia, made.claim.id, now)).status).toBe('refused');
  expect((await releaseClaim(mara, made.claim.id, now)).status).toBe('accepted');
  expect(await releaseClaim(mara, made.claim.id, now)).toMatchObject({ issues: [{ code: 'domain.gone' }] });
  expect((await recheckClaim(mara, { id: made.claim.id, why: 'check' }, now)).status, 'are its records gone?').toBe(
    'accepted',
  );
  const back = await claimOne(mara, 'given.test', now + 1_000);
  expect(back.claim.token).not.toBe(made.claim.token);
  const other = await claimOne(pia, 'given.test', now + 2_000);
  const [event] = await listDomainEvents(other.claim.id);
  expect(event?.text).toContain('can take it back until');
});

test('of two who claim at the same moment in one team one gets the claim', async () => {
  const results = await Promise.all([claim(mara, 'race.test'), claim(mara, 'race.test')]);
  expect(results.flatMap(({ claimed }) => claimed)).toHaveLength(1);
  expect(results.flatMap(({ refused }) => refused)).toMatchObject([{ issue: { code: 'domain.yours' } }]);
});
