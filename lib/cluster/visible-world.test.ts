import { expect, test } from 'vitest';
import { httpRoute } from '../gateway-api/object-builders.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import { createNewsFilter } from './visible-world.ts';

const key = 'storefront/shop';
const change = { kind: 'httproutes', key } as const;

test('a controller that writes the status of a route is no news; what the route says is, and that it is gone', () => {
  const routes = new Map<string, HttpRoute>();
  const isNews = createNewsFilter({ routes, gateways: new Map(), listenerSets: new Map() });
  const route = httpRoute();
  routes.set(key, route);
  expect(isNews(change)).toBe(true);
  const metadata = { ...route.metadata, resourceVersion: '2' };
  routes.set(key, { ...route, metadata, status: { parents: [] } });
  expect(isNews(change)).toBe(false);
  routes.set(key, { ...route, spec: { ...route.spec, hostnames: ['other.apps.test'] } });
  expect(isNews(change)).toBe(true);
  routes.delete(key);
  expect(isNews(change)).toBe(true);
  routes.set(key, route);
  expect(isNews(change)).toBe(true);
});

test('what a new list changed and somebody changes back is news', () => {
  const route = httpRoute();
  const isNews = createNewsFilter({ routes: new Map([[key, route]]), gateways: new Map(), listenerSets: new Map() });
  expect(isNews(change)).toBe(true);
  expect(isNews({ kind: 'httproutes', key: null })).toBe(true);
  expect(isNews(change)).toBe(true);
});

test('a new list and every other kind are news', () => {
  const isNews = createNewsFilter({ routes: new Map(), gateways: new Map(), listenerSets: new Map() });
  for (let again = 0; again < 2; again += 1) {
    expect(isNews({ kind: 'httproutes', key: null })).toBe(true);
    expect(isNews({ kind: 'services', key: 'storefront/shop' })).toBe(true);
  }
});
