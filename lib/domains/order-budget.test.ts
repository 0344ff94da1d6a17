import { expect, test } from 'vitest';
import { noon } from './domain-builders.ts';
import { orderBudget, type PlacedOrder, wantedOrder } from './order-budget.ts';
import { dayMs, hourMs } from './settings.ts';

const wanted = wantedOrder({ name: 'shop.acme.test', scope: 'exact' });

function orders(count: number, overrides: Partial<PlacedOrder> = {}): readonly PlacedOrder[] {
  return Array.from({ length: count }, (_, index) => ({
    ...wanted,
    at: noon - index - 1,
    hasFailed: false,
    ...overrides,
  }));
}

const unrelated = { hostname: 'other.test', names: 'other.test', registrable: 'other.test' };
const sibling = { hostname: 'blog.acme.test', names: 'blog.acme.test' };

test.each<[string, readonly PlacedOrder[], boolean]>([
  ['nothing was ordered', [], true],
  ['one failure within the hour', orders(1, { hasFailed: true }), true],
  ['two failures within the hour', orders(2, { hasFailed: true }), false],
  ['two failures before it', orders(2, { hasFailed: true, at: noon - hourMs }), true],
  ['two failures of another name', orders(2, { ...sibling, hasFailed: true }), true],
  ['two orders of the same names in a week', orders(2, { at: noon - 6 * dayMs }), true],
  ['three orders of the same names in a week', orders(3, { at: noon - 6 * dayMs }), false],
  ['three orders of the same names before it', orders(3, { at: noon - 7 * dayMs }), true],
  ['39 orders of the domain in a week', orders(39, { ...sibling, at: noon - 6 * dayMs }), true],
  ['40 orders of the domain in a week', orders(40, { ...sibling, at: noon - 6 * dayMs }), false],
  ['249 orders in three hours', orders(249, unrelated), true],
  ['250 orders in three hours', orders(250, unrelated), false],
  ['250 orders before that', orders(250, { ...unrelated, at: noon - 3 * hourMs }), true],
  ['orders of a clock that is ahead', orders(300, { at: noon + 1 }), true],
])('%s: %s', (_, placed, mayOrder) => {
  expect(orderBudget(placed, wanted, noon).mayOrder).toBe(mayOrder);
});

test('tells what is left in the tightest window, and when that has more room', () => {
  expect(orderBudget([], wanted, noon)).toEqual({ mayOrder: true, left: 2, of: 2, renewsAt: null });
  expect(orderBudget(orders(1, { hasFailed: true }), wanted, noon)).toMatchObject({
    left: 1,
    of: 2,
    renewsAt: noon - 1 + hourMs,
  });
  expect(orderBudget(orders(2, { at: noon - dayMs }), wanted, noon)).toMatchObject({
    left: 1,
    of: 3,
    renewsAt: noon + 6 * dayMs,
  });
});

test.each([
  ['shop.acme.test', 'exact', 'shop.acme.test', 'acme.test'],
  ['acme.co.uk', 'wildcard', '*.acme.co.uk', 'acme.co.uk'],
  ['me.github.io', 'exact', 'me.github.io', 'me.github.io'],
  ['shop.acme.localhost', 'exact', 'shop.acme.localhost', 'acme.localhost'],
] as const)('%s (%s) is ordered as %s and counted under %s', (name, scope, hostname, registrable) => {
  expect(wantedOrder({ name, scope })).toEqual({ hostname, names: hostname, registrable });
});
