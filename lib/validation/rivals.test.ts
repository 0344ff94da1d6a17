import { describe, expect, test } from 'vitest';
import { httpRoute, snapshot } from '../gateway-api/object-builders.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import { emptyContext, toValidationContext } from './context.ts';
import { toRival } from './rivals.ts';
import { prefix } from './rule-builders.ts';
import { validateRoute } from './validate-route.ts';

describe('ties with other routes', () => {
  const other = (createdAt: string, spec: Parameters<typeof httpRoute>[0] = {}) =>
    httpRoute(spec, { name: 'other', creationTimestamp: createdAt });
  const draftOf = (createdAt: string | undefined) => httpRoute({}, { creationTimestamp: createdAt });
  const ties = (draft: HttpRoute, rival: HttpRoute, isVisible = true) =>
    validateRoute(draft, { ...emptyContext, rivals: [toRival(rival, isVisible)] }).map((issue) => issue.message);

  test('the older route gets the requests, and is named as far as the user may know it', () => {
    const rival = other('2026-01-01T00:00:00Z');
    expect(ties(draftOf(undefined), rival)[0]).toMatch(
      /^Route storefront\/other is older and matches “\/” on shop\.apps\.test/,
    );
    expect(ties(draftOf('2026-06-01T00:00:00Z'), rival, false)[0]).toMatch(/^A route of another team is older/);
  });

  test.each<[string, HttpRoute]>([
    ['younger', other('2026-12-01T00:00:00Z')],
    ['on another hostname', other('2026-01-01T00:00:00Z', { hostnames: ['b.test'] })],
    ['on another Gateway', other('2026-01-01T00:00:00Z', { parentRefs: [{ name: 'internal', namespace: 'infra' }] })],
    ['with another match', other('2026-01-01T00:00:00Z', { rules: [{ matches: [prefix('/b')] }] })],
  ])('a route that is %s takes nothing', (_name, rival) => {
    expect(ties(draftOf('2026-06-01T00:00:00Z'), rival)).toEqual([]);
  });

  test('routes of other teams are told only where they name a hostname of the draft', () => {
    const foreign = httpRoute({}, { name: 'theirs', namespace: 'payments' });
    const options = { editing: null, visible: ['storefront'], zones: [], annotationPrefix: 'x/', services: [] };
    const world = snapshot({ routes: [foreign] });
    expect(toValidationContext(world, options).rivals).toEqual([]);
    const told = toValidationContext(world, { ...options, hostnames: ['shop.apps.test'] }).rivals;
    expect(told).toMatchObject([{ id: null }]);
    expect(JSON.stringify(told)).not.toContain('payments/theirs');
  });
});
