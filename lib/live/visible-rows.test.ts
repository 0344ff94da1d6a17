import { expect, test } from 'vitest';
import type { DomainRow } from '../domains/domain-row.ts';
import type { RouteRow } from '../signals/route-view.ts';
import { lights } from '../signals/verdict.ts';
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
    confirmed: [],
    domains: [domain('a', 'storefront', 'two')],
    goneDomains: ['c'],
  });
});

test('of a route of which nothing is new but when it was looked at, only the times are told', () => {
  const hub = createHub();
  const route = (headline: string, at: number) => {
    const verdict = { state: 'ok', source: 'dns probe', at };
    const verdicts = Object.fromEntries(lights.map((light) => [light, { ...verdict, light }]));
    const names = { id: 'storefront/a', namespace: 'storefront', name: 'a' };
    return { ...names, headline, signals: [{ hostname: 'a.test', verdicts }] } as unknown as RouteRow;
  };
  hub.putRoute(route('one', 1));
  const since = hub.sequence();
  hub.putRoute(route('one', 2));
  expect(visibleChange(hub, hub.changesSince(since) ?? [], mine)).toMatchObject({
    routes: [],
    confirmed: [{ id: 'storefront/a', at: [[2, 2, 2, 2, 2]] }],
  });
  expect(visibleChange(hub, hub.changesSince(since) ?? [], new Set())).toBeNull();
  hub.putRoute(route('two', 3));
  hub.putRoute(route('two', 4));
  expect(visibleChange(hub, hub.changesSince(since) ?? [], mine)).toMatchObject({
    routes: [route('two', 4)],
    confirmed: [],
  });
});
