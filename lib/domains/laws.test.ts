import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, hostnameOfClaim, overlaps } from './claim.ts';
import { derive, type Judgement } from './derive.ts';
import type { DomainCase } from './domain-case.ts';
import { domainStates } from './domain-row.ts';
import { learn } from './learn.ts';
import { holdersAgainst, ownershipTable } from './ownership.ts';
import {
  caseOf,
  claimsOf,
  emptyHistory,
  findings,
  type History,
  happen,
  judgeAll,
  names,
  type Step,
} from './random-history.ts';
import { dayMs, hourMs } from './settings.ts';
import { isHolder, noticeMs, standingOf } from './standing.ts';

/** How many histories are tried; more with `DOMAIN_HISTORIES=10000`. */
const histories = Number(process.env.DOMAIN_HISTORIES ?? 500);
const minuteMs = 60_000;

const claim = fc.nat({ max: 11 });
const finding = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('right' as const, 'absent' as const) },
  { weight: 3, arbitrary: fc.constantFrom(...findings) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('claim' as const),
      team: fc.nat({ max: 2 }),
      name: fc.nat({ max: names.length - 1 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('looks' as const),
      times: fc.integer({ min: 1, max: 5 }),
      everyMs: fc.constantFrom(5_000, 20 * minuteMs, 35 * minuteMs, 20 * hourMs, 2 * dayMs),
      proofs: fc.array(finding, { minLength: 1, maxLength: 4 }),
      traffic: finding,
      isForbidden: fc.constantFrom(false, false, true, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('release' as const, 'recheck' as const), claim }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete-objects' as const), claim }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      claim,
      outcome: fc.constantFrom('issued' as const, 'issued' as const, 'failed' as const, 'limited' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(1_000, 2 * minuteMs, hourMs, 4 * dayMs, 15 * dayMs, 31 * dayMs),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hear' as const), isHeard: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('transfer' as const), isInTheWay: fc.boolean() }) },
);
const history = fc.record({
  orders: fc.record({ ofDomain: fc.constantFrom(0, 0, 38), ofAll: fc.constantFrom(0, 0, 248) }),
  steps: fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
});

const everywhere = [
  ...domainStates,
  ...['a name was lost', 'a name changed hands', 'an order was placed', 'the budget was used up'],
];

test('in no history has a name two owners, does the unknown take something away, or is an order placed that may not be', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(history, ({ orders, steps }) => {
      const world = emptyHistory(orders);
      let before: readonly Claim[] = [];
      for (const one of steps) {
        happen(world, one, (now) => {
          hasOneOwner(now);
          if (changesHandsLawfully(before, now)) met.add('a name changed hands');
          isProvenLawfully(before, now);
          before = claimsOf(now);
        });
        const judged = judgeAll(world);
        for (const { domainCase, judgement } of judged) {
          met.add(judgement.state);
          if (domainCase.claim.lostAt !== null) met.add('a name was lost');
          if (!judgement.budget.mayOrder) met.add('the budget was used up');
          if (judgement.wantObjects.kind === 'listener' && judgement.wantObjects.placesOrder)
            met.add('an order was placed');
          ordersLawfully(judgement, domainCase);
          tellsNobody(judgement, domainCase);
          losesNothingToTheUnknown(judgement, domainCase);
        }
        keepsBudget(world);
      }
      const last = world.held.at(-1);
      if (last !== undefined) isAlwaysTheSame(caseOf(world, last));
    }),
    { numRuns: histories, seed: Number(process.env.DOMAIN_SEED ?? 1) },
  );
  // The histories go everywhere, or the laws would say little.
  expect([...everywhere].filter((place) => !met.has(place))).toEqual([]);
}, 600_000);

function hasOneOwner(world: History): void {
  const claims = claimsOf(world);
  for (const one of claims.filter(isHolder)) {
    const against = holdersAgainst(one, claims);
    if (against.length > 0) throw new Error(`${hostnameOfClaim(one)} has two owners: ${one.id} and ${against[0]?.id}`);
  }
  const owned = ownershipTable(claims, world.now).filter(({ state }) => state === 'owned');
  const owners = new Map(owned.map(({ hostname, teamId }) => [hostname, teamId]));
  if (owned.some(({ hostname, teamId }) => owners.get(hostname) !== teamId))
    throw new Error('the table has two owners');
}

/** Nobody gets a name of their own zone without a proof that was seen lately, at every server. */
function isProvenLawfully(before: readonly Claim[], { held, now }: History): void {
  for (const { claim, observations } of held) {
    const old = before.find(({ id }) => id === claim.id);
    if (!isHolder(claim) || claim.origin === 'platform' || (old !== undefined && isHolder(old))) continue;
    const look = observations.proof?.lastKnown;
    const isRight = look?.challenge.every(
      (one) => one.state === 'answered' && one.records[0]?.value.startsWith(claim.token),
    );
    if (look === undefined || look === null || !isRight || now - look.at > 2 * hourMs)
      throw new Error(`${claim.id} is not proven`);
  }
}

/** A name is lost to a proof that gave notice 72 hours ago, and to nothing else. */
function changesHandsLawfully(before: readonly Claim[], world: History): boolean {
  const after = claimsOf(world);
  let hasChanged = false;
  for (const old of before.filter(isHolder)) {
    const now = after.find(({ id }) => id === old.id);
    if (now === undefined) throw new Error(`${old.id} vanished`);
    if (isHolder(now) || now.releasedAt !== null) continue;
    const notice = before.find(
      (other) =>
        other.teamId !== old.teamId &&
        overlaps(other, old) &&
        other.noticeAt !== null &&
        world.now - other.noticeAt >= noticeMs,
    );
    if (notice === undefined) throw new Error(`${old.id} was lost without notice`);
    if (old.proofBadCount < 3) throw new Error(`${old.id} was lost with its proof in place`);
    if (old.origin === 'platform') throw new Error(`${old.id} is a platform name and was lost`);
    hasChanged ||= after.some((other) => isHolder(other) && other.teamId !== old.teamId && overlaps(other, old));
  }
  return hasChanged;
}

function ordersLawfully(judgement: Judgement, { observations, cluster, claim }: DomainCase): void {
  const { wantObjects, state, diagnoses, budget } = judgement;
  if (wantObjects.kind !== 'listener' || !wantObjects.placesOrder) return;
  const fault = diagnoses.find(({ code, severity }) => severity === 'problem' && orderFaults.has(code));
  if (fault !== undefined) throw new Error(`ordered beside ${fault.code}`);
  if (['released', 'suspended', 'lapsed', 'contested', 'awaiting-proof', 'blocked'].includes(state))
    throw new Error(`ordered while ${state}`);
  if (observations.caa?.lastKnown?.state === 'found') throw new Error('ordered against CAA');
  if (cluster?.isHeard !== true || cluster.certificate !== null) throw new Error('ordered without looking');
  if (!budget.mayOrder || !isHolder(claim)) throw new Error('ordered without budget or name');
}

const orderFaults: ReadonlySet<string> = new Set([
  'D10',
  'D11',
  'D12',
  'D15',
  'D18',
  'C01',
  'C02',
  'T04',
  'T05',
  'T06',
]);

/** What others do is nobody's business. */
function tellsNobody(judgement: Judgement, { others, claim }: DomainCase): void {
  const text = JSON.stringify(judgement);
  const told = others.find(
    ({ teamId, id }) => teamId !== claim.teamId && (text.includes(teamId) || text.includes(`"${id}"`)),
  );
  if (told !== undefined) throw new Error(`${claim.id} is told of ${told.teamId}`);
}

/** Another look that says nothing, now or years later, leaves a claim that holds its name as it is. */
function losesNothingToTheUnknown(judgement: Judgement, domainCase: DomainCase): void {
  const { observations, claim, now } = domainCase;
  const standing = standingOf(claim, now);
  const blind = (at: number): DomainCase => ({
    ...domainCase,
    now: at,
    observations: {
      ...observations,
      proof: observations.proof && {
        ...observations.proof,
        latest: { ...observations.proof.latest, at, error: 'no answer' },
      },
      traffic: observations.traffic && {
        ...observations.traffic,
        latest: { ...observations.traffic.latest, at, error: 'no answer' },
      },
      tls: observations.tls && { ...observations.tls, latest: { at, state: 'unknown', error: 'no answer' } },
    },
  });
  const learned = learn(blind(now));
  const atOnce = derive({ ...blind(now), claim: learned });
  if (atOnce.state !== judgement.state) throw new Error(`${judgement.state} became ${atOnce.state} by not knowing`);
  if (standing !== 'proven') return;
  const later = blind(now + 400 * dayMs);
  const claimLater = learn(later);
  if (standingOf(claimLater, later.now) !== 'proven') throw new Error('a year of silence took a name away');
  const { lights } = derive({ ...later, claim: claimLater });
  if (lights.traffic === 'ok' || lights.traffic === 'problem' || lights.serving === 'ok')
    throw new Error('a year-old look lights a lamp');
}

/** Counted anew, window by window, from the log alone. */
function keepsBudget({ orders, now }: History): void {
  const recent = (ms: number) => orders.filter(({ at }) => at > now - ms);
  const most = (list: readonly string[]) =>
    [...Map.groupBy(list, (key) => key).values()].reduce((count, same) => Math.max(count, same.length), 0);
  const failed = recent(hourMs).filter(({ hasFailed }) => hasFailed);
  if (most(failed.map(({ hostname }) => hostname)) > 2) throw new Error('three failures in an hour');
  if (most(recent(7 * dayMs).map((order) => order.names)) > 3) throw new Error('four orders for one set of names');
  const ofDomain = recent(7 * dayMs).filter(({ registrable }) => registrable === 'acme.test');
  if (ofDomain.length > 40) throw new Error('41 orders for one domain');
  if (recent(3 * hourMs).length > 250) throw new Error('251 orders in three hours');
}

function isAlwaysTheSame(domainCase: DomainCase): void {
  const copy = deepFrozen(structuredClone(domainCase));
  expect(derive(copy)).toEqual(derive(domainCase));
  expect(learn(copy)).toEqual(learn(domainCase));
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}
