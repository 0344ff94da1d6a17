import { expect, test } from 'vitest';
import { backendRefs, found } from './rule-builders.ts';

test('an expression that grows too large is not even compiled', () => {
  const match = { path: { type: 'RegularExpression', value: '.{999}'.repeat(170) } };
  const started = performance.now();
  expect(found({ matches: [match], backendRefs })).toEqual(['regex.pathological matches[0].path.value']);
  expect(performance.now() - started).toBeLessThan(100);
});
