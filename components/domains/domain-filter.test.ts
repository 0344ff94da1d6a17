import { expect, test } from 'vitest';
import { domainStates } from '@/lib/domains/domain-row.ts';
import { countGroups, filterDomains, groupOf, sortDomains } from './domain-filter.ts';
import { domainRow } from './domain-row-builder.ts';

const shop = domainRow({ hostname: 'shop.acme.test' });
const blog = domainRow({
  hostname: 'xn--bcher-kva.test',
  unicode: 'bücher.test',
  state: 'blocked',
  headline: 'CAA allows another authority only',
  certificate: { issuer: 'Test CA', notAfter: 500, renewalAt: 400 },
});
const old = domainRow({ hostname: 'old.acme.test', state: 'released' });

test('every state belongs to one group', () => {
  for (const state of domainStates) expect(groupOf({ state })).toBeTruthy();
  expect(countGroups([shop, blog, old])).toEqual({ live: 1, 'under way': 0, troubled: 1, over: 1 });
});

test.each([
  ['acme', null, ['shop.acme.test', 'old.acme.test']],
  ['BÜCHER', null, ['xn--bcher-kva.test']], // as people read it
  ['xn--', null, ['xn--bcher-kva.test']], // as DNS has it
  ['caa blocked', null, ['xn--bcher-kva.test']], // words of the headline and of the state
  ['acme', 'over', ['old.acme.test']],
  ['nothing', null, []],
] as const)('"%s" among those %s finds %j', (search, group, found) => {
  expect(filterDomains([shop, blog, old], search, group).map(({ hostname }) => hostname)).toEqual(found);
});

test('what needs somebody comes first, and what has no certificate expires last', () => {
  const yours = domainRow({
    hostname: 'zzz.test',
    state: 'ready-to-switch',
    next: { title: 'Switch', text: '', records: [], found: null, instructions: '', isYours: true },
  });
  const names = (column: 'state' | 'expiry') =>
    sortDomains([shop, blog, yours], { column, direction: 'ascending' }).map(({ hostname }) => hostname);
  expect(names('state')).toEqual(['zzz.test', 'xn--bcher-kva.test', 'shop.acme.test']);
  expect(names('expiry')[0]).toBe('xn--bcher-kva.test');
});
