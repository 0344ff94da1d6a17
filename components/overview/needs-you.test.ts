import { expect, test } from 'vitest';
import { domainRow } from '@/components/domains/domain-row-builder.ts';
import { hostnameSignals, routeRow } from '@/components/routes/route-row-builder.ts';
import { hostnameTiles, lifeLeftPercent } from './hostname-tiles.ts';
import { needsOf, needsOfTeam } from './needs-you.ts';

const empty = { state: 'problem', code: 'backend.empty', reason: 'search-api has no ready endpoints' } as const;

test('the same problem of several hostnames is said once, under the name of the route', () => {
  const route = routeRow({
    name: 'search',
    signals: [hostnameSignals('a.test', { backend: empty }), hostnameSignals('b.test', { backend: empty })],
  });
  expect(needsOf([route]).map((need) => need.subject)).toEqual(['search']);
});

test('a problem of a name is said under the hostname', () => {
  const route = routeRow({ name: 'blog', signals: [hostnameSignals('blog.test', { dns: { state: 'problem' } })] });
  expect(needsOf([route])).toMatchObject([{ subject: 'blog.test', at: { light: 'dns' } }]);
});

test('what is in progress needs nobody unless there is something to do, and unknown needs nobody', () => {
  const route = (tls: object) => routeRow({ name: 'pay', signals: [hostnameSignals('pay.test', { tls })] });
  expect(needsOf([route({ state: 'progress' }), route({ state: 'unknown' })])).toEqual([]);
  expect(needsOf([route({ state: 'progress', fix: 'Change the record.' })])).toHaveLength(1);
});

test('what the Gateway or the backend light says is not said again by the route light', () => {
  const route = { state: 'problem' } as const;
  const signals = [hostnameSignals('a.test', { backend: empty, route }), hostnameSignals('b.test', { route })];
  expect(needsOf([routeRow({ name: 'old', signals })]).map(({ at }) => at)).toMatchObject([
    { light: 'backend' },
    { light: 'route' },
  ]);
});

test('a route that is being deleted needs nobody', () => {
  const signals = [hostnameSignals('a.test', { backend: empty })];
  expect(needsOf([routeRow({ name: 'old', signals, deletingAt: 1 })])).toEqual([]);
});

test('a domain that waits for somebody is told with what to do, and its routes do not say the same of its name', () => {
  const signals = [hostnameSignals('shop.test', { dns: { state: 'problem' }, backend: empty })];
  const next = { title: 'Put this record back', text: '', records: [], found: null, instructions: '', isYours: true };
  const drifted = domainRow({ hostname: 'shop.test', state: 'drifted', headline: 'Leads elsewhere', next });
  const needs = needsOfTeam([routeRow({ name: 'shop', signals })], [drifted, domainRow({ hostname: 'live.test' })]);
  expect(needs.map(({ subject, fix, at }) => [subject, fix, at.kind])).toEqual([
    ['shop.test', 'Put this record back', 'domain'],
    ['shop', null, 'route'],
  ]);
});

test('tiles come worst first and look only at the name and the certificate', () => {
  const signals = [
    hostnameSignals('a.test', { backend: empty }),
    hostnameSignals('b.test', { tls: { state: 'progress' } }),
  ];
  const tiles = hostnameTiles([routeRow({ name: 'x', signals })]);
  expect(tiles.map((tile) => [tile.signal.hostname, tile.state])).toEqual([
    ['b.test', 'progress'],
    ['a.test', 'ok'],
  ]);
});

test.each([
  [25, 75],
  [0, 100],
  [-10, 100],
  [120, 0],
])('at %i of a life of 100, %i percent are left', (now, percent) => {
  expect(lifeLeftPercent({ validity: { notBefore: 0, notAfter: 100 } }, now)).toBe(percent);
});

test('a certificate that nobody saw has no life to draw', () => {
  expect(lifeLeftPercent(hostnameSignals('a.test', {}).verdicts.tls, 0)).toBeNull();
});
