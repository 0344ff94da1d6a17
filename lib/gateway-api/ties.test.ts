import { expect, test } from 'vitest';
import { httpRoute } from './object-builders.ts';
import { tiesLost } from './ties.ts';

const old = httpRoute({}, { creationTimestamp: '2026-01-01T00:00:00Z' });
const younger = { namespace: 'content', name: 'blog', creationTimestamp: '2026-02-01T00:00:00Z' };

test('a route that is made again loses to what was younger than it', () => {
  expect(tiesLost(old, [httpRoute({}, younger)])).toEqual([
    { namespace: 'content', name: 'blog', hostname: 'shop.apps.test', match: '/' },
  ]);
});

test.each([
  ['it lost already to an older route', httpRoute({}, { ...younger, creationTimestamp: '2025-01-01T00:00:00Z' })],
  ['the hostname differs', httpRoute({ hostnames: ['other.apps.test'] }, younger)],
  ['the match differs', httpRoute({ rules: [{ matches: [{ method: 'GET' }] }] }, younger)],
  ['the Gateway differs', httpRoute({ parentRefs: [{ name: 'internal', namespace: 'infra' }] }, younger)],
  ['it is the route itself', httpRoute({}, { creationTimestamp: '2026-02-01T00:00:00Z' })],
])('nothing is lost when %s', (_name, other) => {
  expect(tiesLost(old, [other])).toEqual([]);
});

test('matches are the same whatever the order and case of their headers', () => {
  const a = {
    headers: [
      { name: 'X-A', value: '1' },
      { name: 'x-b', value: '2' },
    ],
    path: { value: '/v2/' },
  };
  const b = {
    headers: [
      { name: 'x-B', value: '2' },
      { name: 'x-a', value: '1' },
    ],
    path: { type: 'PathPrefix', value: '/v2' },
  };
  const route = httpRoute({ rules: [{ matches: [a] }] }, { creationTimestamp: '2026-01-01T00:00:00Z' });
  expect(tiesLost(route, [httpRoute({ rules: [{ matches: [b] }] }, younger)])).toHaveLength(1);
});
