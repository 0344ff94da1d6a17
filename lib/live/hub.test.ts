import { expect, test } from 'vitest';
import type { DomainRow } from '../domains/domain-row.ts';
import type { RouteRow } from '../signals/route-view.ts';
import { createHub } from './hub.ts';

function row(name: string, headline = 'All clear'): RouteRow {
  const lamps = { dns: 'ok', tls: 'ok', gateway: 'ok', route: 'ok', backend: 'ok' } as const;
  return {
    id: `storefront/${name}`,
    namespace: 'storefront',
    name,
    hostnames: [],
    summary: '',
    backends: [],
    lamps,
    state: 'ok',
    headline,
    clearHostnames: 0,
    signals: [],
    generation: 1,
    resourceVersion: '1',
    createdAt: 0,
    lastChange: null,
    deletingAt: null,
  };
}

test('numbers what differs and nothing else', () => {
  const hub = createHub();
  hub.putRoute(row('a'));
  hub.putRoute(row('a'));
  expect(hub.sequence()).toBe(1);
  hub.putRoute(row('a', 'No record'));
  expect(hub.changesSince(1)).toMatchObject([{ sequence: 2, id: 'storefront/a', row: { headline: 'No record' } }]);
});

test('tells of a route that is gone once', () => {
  const hub = createHub();
  hub.putRoute(row('a'));
  hub.removeRoute('storefront/a');
  hub.removeRoute('storefront/a');
  expect(hub.changesSince(1)).toMatchObject([{ row: null }]);
});

test('tells of domains beside routes, under numbers of the same row', () => {
  const hub = createHub();
  const domain = { id: 'storefront/a', namespace: 'storefront', headline: 'Add the record' } as DomainRow;
  hub.putRoute(row('a'));
  hub.putDomain(domain);
  hub.putDomain({ ...domain });
  hub.removeDomain('storefront/a');
  hub.removeDomain('storefront/a');
  expect(hub.changesSince(0)).toMatchObject([
    { sequence: 1, kind: 'route', row: { name: 'a' } },
    { sequence: 2, kind: 'domain', row: domain },
    { sequence: 3, kind: 'domain', row: null },
  ]);
  expect([hub.routes.size, hub.domains.size]).toEqual([1, 0]);
});

test('says that a gap is too large instead of leaving something out', () => {
  const hub = createHub();
  for (let index = 0; index < 41_000; index += 1) hub.putRoute(row('a', String(index)));
  expect(hub.changesSince(0)).toBeNull();
  expect(hub.changesSince(hub.sequence() - 10)).toHaveLength(10);
});

test('knows nothing of a sequence that it has not given yet', () => {
  expect(createHub().changesSince(5)).toBeNull();
});

test('tells what a probe confirmed from what is new, and nothing of what the cluster confirmed but the time for who comes next', () => {
  const hub = createHub();
  const verdict = (source: string, at: number) => ({ state: 'ok', source, at });
  const judged = (probedAt: number, judgedAt: number) => {
    const cluster = verdict('cluster', judgedAt);
    const verdicts = {
      dns: verdict('dns probe', probedAt),
      tls: cluster,
      gateway: cluster,
      route: cluster,
      backend: cluster,
    };
    return { ...row('a'), signals: [{ hostname: 'a.test', verdicts }] } as unknown as RouteRow;
  };
  hub.putRoute(judged(1, 1));
  hub.putRoute(judged(1, 5));
  expect(hub.sequence()).toBe(1);
  expect(hub.routes.get('storefront/a')?.signals[0]?.verdicts.backend.at).toBe(5);
  hub.putRoute(judged(2, 5));
  expect(hub.changesSince(1)).toMatchObject([{ sequence: 2, isConfirmation: true }]);
  hub.putRoute({ ...judged(3, 5), headline: 'No record' });
  expect(hub.changesSince(2)).toMatchObject([{ sequence: 3, isConfirmation: false }]);
});
