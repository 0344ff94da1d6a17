import { expect, test } from 'vitest';
import { domainRow } from '@/components/domains/domain-row-builder.ts';
import { contestsOf } from './contests.ts';

const holder = domainRow({ hostname: 'shop.acme.test' });
const claim = domainRow({
  id: 'theirs',
  team: 'payments',
  hostname: 'shop.acme.test',
  state: 'contested',
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

test('what is decided next comes first, and nobody but records decides what has no date', () => {
  const undated = { ...claim, id: 'undated', deadlineAt: null };
  const contests = contestsOf([undated, claim, holder]);
  expect(contests.map((contest) => contest.claim.id)).toEqual(['theirs', 'undated']);
  expect(contests[1]?.decision).toContain('while its proof stands');
});
