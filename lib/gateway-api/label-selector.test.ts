import { expect, test } from 'vitest';
import { selectorText } from './label-selector.ts';
import type { LabelSelector } from './objects.ts';

test('says a selector as kubectl writes it', () => {
  const matchExpressions = [
    { key: 'tier', operator: 'In', values: ['web', 'api'] },
    { key: 'stage', operator: 'NotIn', values: ['old'] },
    { key: 'legacy', operator: 'DoesNotExist' },
    { key: 'owner', operator: 'Exists' },
  ];
  expect(selectorText({ matchLabels: { team: 'ops' }, matchExpressions })).toBe(
    'team=ops, tier in (web, api), stage not in (old), !legacy, owner',
  );
  expect([selectorText(undefined), selectorText({})]).toEqual(['no label at all', 'any label']);
});

test('says a key that is no text, as only hostile objects have it', () => {
  const hostile = { matchExpressions: [{ key: { toString: 0 }, operator: 'Exists' }] };
  expect(selectorText(hostile as unknown as LabelSelector)).toBe('?');
});
