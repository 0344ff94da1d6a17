import { describe, expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { domainClaim, domainSettings, liveClaim, noon } from './domain-builders.ts';
import {
  type ClaimOutcome,
  claimOutcome,
  noticeAgainst,
  ownerOf,
  ownershipTable,
  prove,
  release,
  transfers,
  waitingFor,
} from './ownership.ts';
import { dayMs, hourMs } from './settings.ts';
import { isHolder } from './standing.ts';

const minuteMs = 60_000;
const holder = liveClaim({ id: 'held', teamId: 'team-b' });
const request = { teamId: 'team-a', name: 'shop.acme.test', scope: 'exact', origin: 'custom' } as const;
const platformName = { ...request, name: 'shop.apps.test', origin: 'platform' } as const;

function outcome(
  wish: Parameters<typeof claimOutcome>[0],
  claims: readonly Claim[],
  delegationZone: string | null = 'dcv.example.test',
): ClaimOutcome {
  return claimOutcome(wish, { claims, settings: domainSettings({ delegationZone }), now: noon });
}

describe('a wish to claim', () => {
  test.each<[string, ClaimOutcome['kind'], readonly Claim[]]>([
    ['a name that nobody claims', 'open', []],
    ['a name that another team claims without proof', 'open', [domainClaim({ teamId: 'team-b' })]],
    ['a name that another team holds', 'contested', [holder]],
    ['a name below another team’s wildcard', 'contested', [{ ...holder, name: 'acme.test', scope: 'wildcard' }]],
    ['a name beside another team’s', 'open', [{ ...holder, name: 'acme.test' }]],
    ['a suspended name', 'contested', [{ ...holder, proofBadSince: 1, proofBadCount: 99 }]],
  ])('%s: %s', (_, kind, claims) => {
    expect(outcome(request, claims).kind).toBe(kind);
  });

  test('of a team that has claimed the name gives its claim, unless that is over', () => {
    const own = domainClaim();
    expect(outcome(request, [own])).toEqual({ kind: 'yours', claim: own });
    expect(outcome(request, [{ ...own, releasedAt: noon - 1 }]).kind).toBe('open');
    expect(outcome(request, [{ ...own, createdAt: noon - 15 * dayMs }]).kind).toBe('open');
    // The wildcard below a name is another name.
    expect(outcome({ ...request, scope: 'wildcard' }, [own]).kind).toBe('open');
  });

  test('says until when the former owner could take the name back', () => {
    const given = { ...holder, releasedAt: noon - dayMs };
    expect(outcome(request, [given])).toEqual({ kind: 'open', heldUntil: noon + 29 * dayMs });
    expect(outcome(request, [{ ...given, releasedAt: noon - 30 * dayMs }])).toEqual({ kind: 'open', heldUntil: null });
  });

  test('for a platform name is refused while another team holds it or could take it back', () => {
    const taken = { ...holder, name: 'shop.apps.test', origin: 'platform' } as const;
    expect(outcome(platformName, [taken])).toMatchObject({ kind: 'refused', code: 'D20' });
    expect(outcome(platformName, [{ ...taken, releasedAt: noon - dayMs }])).toMatchObject({
      kind: 'refused',
      code: 'D20',
    });
    expect(outcome(platformName, [{ ...taken, releasedAt: noon - 31 * dayMs }]).kind).toBe('open');
    expect(JSON.stringify(outcome(platformName, [taken]))).not.toContain('team-b');
  });

  test('for a wildcard needs validation over DNS', () => {
    const wildcard = { ...request, scope: 'wildcard' } as const;
    expect(outcome(wildcard, [], null)).toMatchObject({ kind: 'refused', code: 'D22' });
    expect(outcome(wildcard, []).kind).toBe('open');
  });
});

describe('transfers', () => {
  const bad = { ...holder, proofBadSince: noon - 4 * dayMs, proofBadCount: 99, proofLookAt: noon - minuteMs };
  const challenger = domainClaim({
    id: 'new',
    createdAt: noon - 4 * dayMs,
    noticeAt: noon - 72 * hourMs,
    proofLookAt: noon - minuteMs,
  });
  const run = (claims: readonly Claim[], isInTheWay = false) =>
    new Map(transfers(claims, () => isInTheWay, noon).map((claim) => [claim.id, claim]));

  test('take the name from the holder and give it to who gave notice 72 hours ago', () => {
    const changed = run([bad, challenger]);
    expect(changed.get('held')).toMatchObject({ lostAt: noon, provenAt: null, liveAt: null, proofBadSince: null });
    expect(changed.get('new')).toMatchObject({ provenAt: noon, noticeAt: null });
  });

  test('wait while something is in the way: then nobody owns the name', () => {
    const changed = run([bad, challenger], true);
    expect(changed.get('held')?.lostAt).toBe(noon);
    expect(changed.has('new')).toBe(false);
    const claims = [...changed.values(), challenger];
    expect(claims.filter(isHolder)).toEqual([]);
    expect(run(claims).get('new')?.provenAt).toBe(noon);
  });

  test.each<[string, Claim, Claim]>([
    ['before the 72 hours are over', bad, { ...challenger, noticeAt: noon - 72 * hourMs + 1 }],
    ['when the holder’s proof is back', { ...bad, proofBadSince: null, proofBadCount: 0 }, challenger],
    ['when nobody has looked at the holder’s proof for hours', { ...bad, proofLookAt: noon - 5 * hourMs }, challenger],
    ['when nobody has looked at the own proof for hours', bad, { ...challenger, proofLookAt: noon - 5 * hourMs }],
    ['to a claim that was given up', bad, { ...challenger, releasedAt: noon - 1 }],
    ['without notice', bad, { ...challenger, noticeAt: null }],
    ['to the same team', { ...bad, teamId: 'team-a' }, { ...challenger, noticeAt: null }],
  ])('change nothing %s', (_, holding, challenging) => {
    expect(run([holding, challenging]).size).toBe(0);
  });

  test('give the name to whose notice began first, also while something is in the way', () => {
    const later = {
      ...challenger,
      id: 'later',
      teamId: 'team-c',
      noticeAt: noon - 72 * hourMs + 10,
      createdAt: noon - 4 * dayMs,
    };
    const changed = transfers(
      [later, bad, { ...challenger, noticeAt: noon - 73 * hourMs }],
      ({ id }) => id === 'new',
      noon,
    );
    expect(changed.map(({ id }) => id)).toEqual(['held']);
    expect(run([later, bad, { ...challenger, noticeAt: noon - 73 * hourMs }]).get('later')).toBeUndefined();
  });

  test('need all holders of what a wildcard covers to have lost their proof', () => {
    const wildcard = { ...challenger, name: 'acme.test', scope: 'wildcard' } as const;
    const other = liveClaim({ id: 'other', teamId: 'team-c', name: 'blog.acme.test' });
    expect(run([bad, other, wildcard]).size).toBe(0);
    expect(run([bad, wildcard]).get('new')?.provenAt).toBe(noon);
  });
});

test('the owner of a hostname is who holds it or a wildcard above it', () => {
  const wildcard = liveClaim({ id: 'wild', name: 'acme.test', scope: 'wildcard' });
  expect(ownerOf('shop.acme.test', [wildcard])?.id).toBe('wild');
  expect(ownerOf('a.b.acme.test', [wildcard])?.id).toBe('wild');
  expect(ownerOf('acme.test', [wildcard])).toBeNull();
  expect(ownerOf('*.acme.test', [wildcard])?.id).toBe('wild');
  // Who holds one name does not own the wildcard.
  expect(ownerOf('*.acme.test', [liveClaim()])).toBeNull();
  expect(ownerOf('shop.acme.test', [domainClaim()])).toBeNull();
});

test('the table tells names that are owned, lost, and given up as long as they are held', () => {
  const table = (claim: Claim) => ownershipTable([claim], noon);
  expect(table(liveClaim())).toEqual([{ teamId: 'team-a', hostname: 'shop.acme.test', state: 'owned' }]);
  expect(table(domainClaim())).toEqual([]);
  expect(table(domainClaim({ lostAt: noon - 1 }))).toMatchObject([{ state: 'lost' }]);
  expect(table(liveClaim({ releasedAt: noon - dayMs }))).toMatchObject([{ state: 'lost' }]);
  expect(table(liveClaim({ releasedAt: noon - 31 * dayMs }))).toEqual([]);
});

test('a team that lost a name and has it again owns it', () => {
  const claims = [domainClaim({ id: 'old', lostAt: noon - dayMs }), liveClaim()];
  expect(ownershipTable(claims, noon)).toMatchObject([{ state: 'owned' }]);
  expect(ownershipTable(claims.toReversed(), noon)).toMatchObject([{ state: 'owned' }]);
});

test('a notice against a holder ends with the claim that gave it', () => {
  const challenger = domainClaim({ id: 'new', teamId: 'team-c', noticeAt: noon - hourMs });
  expect(noticeAgainst(holder, [challenger], noon)).toBe(noon - hourMs);
  expect(noticeAgainst(holder, [release(challenger, noon)], noon)).toBeNull();
  expect(noticeAgainst(holder, [challenger], noon + 20 * dayMs)).toBeNull();
});

test('releasing keeps the first time, and proving forgets what was lost', () => {
  expect(release(liveClaim({ releasedAt: 5 }), noon).releasedAt).toBe(5);
  expect(prove(domainClaim({ lostAt: 5, noticeAt: 6, proofBadCount: 3, proofBadSince: 4 }), noon)).toMatchObject({
    provenAt: noon,
    lostAt: null,
    noticeAt: null,
    proofBadSince: null,
    proofBadCount: 0,
  });
});

test('whoever claims a held name waits for its holder, unless the claim is over; nobody waits for a claim that holds nothing', () => {
  const waiting = domainClaim();
  const others = [
    waiting,
    domainClaim({ id: 'given-up', releasedAt: noon - 1 }),
    domainClaim({ id: 'old', createdAt: noon - 15 * dayMs }),
    domainClaim({ id: 'beside', name: 'other.test' }),
    domainClaim({ id: 'own', teamId: 'team-b', scope: 'wildcard', name: 'acme.test' }),
  ];
  expect(waitingFor(holder, others, noon)).toEqual([waiting]);
  expect(waitingFor(release(holder, noon), others, noon)).toEqual([]);
  expect(waitingFor(waiting, [holder], noon)).toEqual([]);
});
