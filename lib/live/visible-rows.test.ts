import { expect, test } from 'vitest';
import type { DomainRow } from '../domains/domain-row.ts';
import { createHub } from './hub.ts';
import { visibleChange, visibleSnapshot } from './visible-rows.ts';

const domain = (id: string, namespace: string, headline = '') => ({ id, namespace, headline }) as DomainRow;
const mine = new Set(['storefront']);

test('a snapshot has the domains of visible namespaces and no other', () => {
  const hub = createHub();
  hub.putDomain(domain('a', 'storefront'));
  hub.putDomain(domain('b', 'payments'));
  expect(visibleSnapshot(hub, mine).domains.map(({ id }) => id)).toEqual(['a']);
  expect(visibleSnapshot(hub, new Set()).domains).toEqual([]);
});

test('a change has the last of several, says what is gone, and nothing when only others see it', () => {
  const hub = createHub();
  const changes = () => hub.changesSince(0) ?? [];
  hub.putDomain(domain('b', 'payments'));
  expect(visibleChange(hub, changes(), mine)).toBeNull();
  hub.putDomain(domain('a', 'storefront', 'one'));
  hub.putDomain(domain('a', 'storefront', 'two'));
  hub.putDomain(domain('c', 'storefront'));
  hub.removeDomain('c');
  expect(visibleChange(hub, changes(), mine)).toEqual({
    type: 'change',
    routes: [],
    goneRoutes: [],
    domains: [domain('a', 'storefront', 'two')],
    goneDomains: ['c'],
  });
});
