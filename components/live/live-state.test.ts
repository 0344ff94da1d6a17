import { expect, test } from 'vitest';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { Beat } from '@/lib/live/feed.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { type Light, lights } from '@/lib/signals/verdict.ts';
import { applyFeedEvent, initialLiveState, toOffline } from './live-state.ts';

const beat: Beat = { state: 'live', at: 5_000, ageMs: 400, sinceMs: 9_000, reason: null, limits: [] };
const row = (id: string) => ({ id }) as RouteRow;
const domain = (id: string) => ({ id }) as DomainRow;
const snapshot = {
  type: 'snapshot',
  routes: [row('a'), row('b')],
  domains: [domain('x'), domain('y')],
  gateways: [],
  services: [],
  beat,
} as const;
const unchanged = { type: 'change', routes: [], goneRoutes: [], confirmed: [], domains: [], goneDomains: [] } as const;

test('measures times by this browser’s clock, however wrong it is', () => {
  const anHourAhead = 3_605_000;
  const state = applyFeedEvent(initialLiveState, snapshot, anHourAhead);
  expect(state).toMatchObject({
    asOf: anHourAhead - 400,
    connection: { state: 'live', since: anHourAhead - 9_000 },
    clockOffsetMs: -3_600_000,
  });
});

test('adds, replaces and removes rows', () => {
  const before = applyFeedEvent(initialLiveState, snapshot, 0);
  const changed = { ...row('a'), headline: 'new' };
  const after = applyFeedEvent(before, { ...unchanged, routes: [changed, row('c')], goneRoutes: ['b'] }, 0);
  expect(after.routes).toEqual([changed, row('c')]);
  expect(after.domains).toBe(before.domains);
});

test('takes the times of rows that were confirmed, and leaves all others as they are', () => {
  const verdict = (light: Light) => ({ light, state: 'ok', at: 1 });
  const verdicts = Object.fromEntries(lights.map((light) => [light, verdict(light)]));
  const judged = { ...row('a'), signals: [{ hostname: 'a.test', verdicts }] } as unknown as RouteRow;
  const before = applyFeedEvent(initialLiveState, { ...snapshot, routes: [judged, row('b')] }, 0);
  const confirmed = [
    { id: 'a', at: [[7, 8, null, 9, 10]] },
    { id: 'unknown', at: [] },
  ];
  const after = applyFeedEvent(before, { ...unchanged, confirmed }, 0);
  expect(lights.map((light) => after.routes?.[0]?.signals[0]?.verdicts[light].at)).toEqual([7, 8, 1, 9, 10]);
  expect(after.routes?.[1]).toBe(before.routes?.[1]);
});

test('keeps domains apart from routes', () => {
  const before = applyFeedEvent(initialLiveState, snapshot, 0);
  const changed = { ...domain('x'), headline: 'new' };
  const after = applyFeedEvent(before, { ...unchanged, domains: [changed], goneDomains: ['y'] }, 0);
  expect(after.domains).toEqual([changed]);
  expect(after.routes).toBe(before.routes);
});

test('keeps what was known when the cluster or the portal is lost, and says which', () => {
  const live = applyFeedEvent(initialLiveState, snapshot, 0);
  const lost = applyFeedEvent(
    live,
    { type: 'beat', beat: { ...beat, state: 'lost', reason: 'connection refused' } },
    0,
  );
  expect(lost).toMatchObject({ connection: { state: 'stale', reason: 'connection refused' }, routes: live.routes });
  expect(toOffline(live, 7)).toMatchObject({ connection: { state: 'offline', since: 7 }, routes: live.routes });
});

test('stays signed out, whatever falls silent afterwards', () => {
  const state = applyFeedEvent(initialLiveState, { type: 'signed-out' }, 0);
  expect(toOffline(state, 9)).toBe(state);
});
