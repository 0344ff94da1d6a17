import { expect, test } from 'vitest';
import type { ServiceRow } from '@/lib/signals/route-view.ts';
import { backendLamp, backendOptions, formatBackend, parseBackend } from './backend-choice.ts';

const services: readonly ServiceRow[] = [
  { namespace: 'payments', name: 'ledger', ports: [{ port: 80, name: null, readyEndpoints: 1, totalEndpoints: 1 }] },
  {
    namespace: 'shop',
    name: 'cart',
    ports: [
      { port: 8080, name: 'http', readyEndpoints: 2, totalEndpoints: 3 },
      { port: 9090, name: 'metrics', readyEndpoints: 0, totalEndpoints: 3 },
    ],
  },
];

test('services of the own namespace come first, each port is a choice', () => {
  expect(backendOptions(services, 'shop').map((option) => option.value)).toEqual([
    'cart:8080',
    'cart:9090',
    'payments/ledger:80',
  ]);
});

test.each([
  ['cart:8080', { name: 'cart', port: 8080 }],
  ['cart', { name: 'cart', port: 8080 }],
  ['shop/cart:1', { name: 'cart', port: 1 }],
  ['payments/ledger', { name: 'ledger', namespace: 'payments', port: 80 }],
  ['new-one', { name: 'new-one' }],
  ['a/b/c', { name: 'a/b/c' }],
])('%s is read as a backend', (typed, ref) => {
  expect(parseBackend(typed, 'shop', services)).toEqual(ref);
});

test('what is picked is shown as it was picked', () => {
  for (const { value } of backendOptions(services, 'shop')) {
    expect(formatBackend(parseBackend(value, 'shop', services), 'shop')).toBe(value);
  }
});

test.each([
  [{ name: 'cart', port: 8080 }, 'ok'],
  [{ name: 'cart', port: 9090 }, 'problem'],
  [{ name: 'cart', port: 1 }, 'problem'],
  [{ name: 'gone', port: 80 }, 'problem'],
  [{ name: 'x', namespace: 'hidden', port: 80 }, 'unknown'],
  [{ name: '', port: 80 }, 'unknown'],
  [{ kind: 'Bucket', name: 'files' }, 'unknown'],
])('%j is %s', (ref, state) => {
  expect(backendLamp(ref, 'shop', services).state).toBe(state);
});
