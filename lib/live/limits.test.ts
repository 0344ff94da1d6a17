import { expect, test } from 'vitest';
import { limitsOf } from './limits.ts';

test('says in a sentence what is off and what cannot be read', () => {
  const limits = limitsOf(
    new Map([
      ['listenersets', { state: 'missing' }],
      ['services', { state: 'broken', reason: 'forbidden' }],
      ['httproutes', { state: 'live' }],
    ]),
  );
  expect(limits).toEqual([
    { kind: 'listenersets', state: 'missing', text: 'Listener sets: off, because the cluster has no listenersets.' },
    {
      kind: 'services',
      state: 'broken',
      text: 'Backends: services cannot be read now (forbidden). What was known is kept.',
    },
  ]);
});
