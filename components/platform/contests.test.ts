import { expect, test } from 'vitest';
import { domainRow } from '@/components/domains/domain-row-builder.ts';
import { contestsOf, effectsOfRelease } from './contests.ts';

const holder = domainRow({ hostname: 'shop.acme.test' });
const claim = domainRow({
  id: 'theirs',
  team: 'payments',
  hostname: 'shop.acme.test',
  state: 'contested',
  headline: 'The notice runs until {time:9}',
  provenAt: null,
  deadlineAt: 9,
});

test('a contested claim is shown with whoever holds the name, also by a wildcard', () => {
  const wide = domainRow({ hostname: '*.acme.test' });
  const other = domainRow({ hostname: 'other.test' });
  const released = domainRow({ hostname: 'shop.acme.test', id: 'old', state: 'released' });
  const [contest] = contestsOf([holder, wide, other, released, claim]);
  expect(contest?.holders).toEqual([holder, wide]);
  expect(contest?.decision).toContain('{time:9}');
});

test('what passes on by itself comes first, and the rest says what it waits for', () => {
  const next = { title: '', text: '', records: [], found: null, instructions: '', isYours: true };
  const waiting = { ...claim, id: 'waiting', headline: 'In use by another claim', deadlineAt: 3, next };
  const handover = { ...claim, id: 'handover', headline: 'Being handed over', deadlineAt: 1 };
  const contests = contestsOf([waiting, claim, handover, holder]);
  expect(contests.map((contest) => contest.claim.id)).toEqual(['handover', 'theirs', 'waiting']);
  expect(contests.map((contest) => contest.decision)).toEqual([
    expect.stringContaining('The notice is over'),
    expect.stringContaining('passes on {time:9} unless'),
    expect.stringContaining('lapses on {time:3}'),
  ]);
});

test('a release says what it takes from one side and what the other gets by it: never the name itself', () => {
  const serving = { ...holder, routes: ['storefront/shop', 'storefront/blog'] };
  const nameOf = ({ team }: { readonly team: string }) => `Team ${team}`;
  expect(effectsOfRelease(serving, { claim, holders: [serving] }, nameOf)).toEqual([
    expect.stringContaining('shop, blog stop serving the name'),
    'Team payments gets the name as soon as its proof is seen, and not before.',
  ]);
  expect(effectsOfRelease(claim, { claim, holders: [serving] }, nameOf)).toEqual([
    expect.stringContaining('Nothing that is served changes'),
    'Team storefront keeps the name.',
  ]);
  expect(effectsOfRelease(claim, { claim, holders: [] }, nameOf)[1]).toBe('Nobody else holds the name.');
});
