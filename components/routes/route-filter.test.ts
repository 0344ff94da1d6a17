import { expect, test } from 'vitest';
import { countStates, filterRoutes, sortRoutes } from './route-filter.ts';
import { hostnameSignals, routeRow } from './route-row-builder.ts';

const shop = routeRow({
  name: 'shop',
  signals: [hostnameSignals('shop.test')],
  backends: ['storefront'],
  createdAt: 3,
});
const blog = routeRow({
  name: 'blog',
  signals: [hostnameSignals('blog.test', { dns: { state: 'problem' } })],
  createdAt: 1,
});
const docs = routeRow({
  name: 'docs',
  signals: [hostnameSignals('docs.test', { tls: { state: 'progress' } })],
  createdAt: 2,
});
const old = routeRow({ name: 'old', signals: [] });
const all = [shop, blog, docs, old];
const namesOf = (routes: readonly { name: string }[]) => routes.map((route) => route.name);

test.each([
  ['a name', 'SHOP', ['shop']],
  ['a hostname', 'docs.test', ['docs']],
  ['a backend', 'storefront shop', ['shop']],
  ['a state', 'stopped', ['blog']],
  ['words that all must occur', 'shop stopped', []],
  ['nothing but spaces', '  ', ['shop', 'blog', 'docs', 'old']],
])('finds routes by %s', (_, search, found) => {
  expect(namesOf(filterRoutes(all, search, null))).toEqual(found);
});

test('a route with nothing to check counts as clear', () => {
  expect(countStates(all)).toEqual({ clear: 2, moving: 1, stopped: 1, unknown: 0 });
  expect(namesOf(filterRoutes(all, '', 'clear'))).toEqual(['shop', 'old']);
});

test('sorts by state worst first, and equal states by name', () => {
  expect(namesOf(sortRoutes(all, { column: 'state', direction: 'ascending' }))).toEqual([
    'blog',
    'docs',
    'shop',
    'old',
  ]);
  expect(namesOf(sortRoutes(all, { column: 'change', direction: 'descending' }))).toEqual([
    'shop',
    'docs',
    'blog',
    'old',
  ]);
});
