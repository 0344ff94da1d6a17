import { expect, test } from 'vitest';
import { modifyHeaders } from '@/lib/gateway-api/matching/header-changes.ts';
import { headerLines, modifierWords } from './header-lines.ts';

test('each header says what was done to it, and what is gone stays to be seen', () => {
  const { headers, changes } = modifyHeaders(
    [
      ['X-Beta', '1'],
      ['x-internal', 'yes'],
      ['accept', '*/*'],
    ],
    { set: [{ name: 'x-beta', value: '2' }], add: [{ name: 'x-new', value: 'a' }], remove: ['x-internal'] },
  );
  expect(headerLines(headers, changes).map(({ name, value, note }) => [name.toLowerCase(), value, note])).toEqual([
    ['x-beta', '2', 'set, was 1'],
    ['accept', '*/*', null],
    ['x-new', 'a', 'added'],
    ['x-internal', null, 'removed'],
  ]);
});

test('a header that is removed and set again is there', () => {
  const removed = { name: 'x', kind: 'remove', before: '1', after: null } as const;
  const set = { name: 'x', kind: 'set', before: null, after: '2' } as const;
  expect(headerLines([['x', '2']], [removed, set])).toEqual([
    { name: 'x', value: '2', change: set, note: 'set, was 1' },
  ]);
});

test('modifiers of an answer are told in words', () => {
  const modifier = { set: [{ name: 'a', value: '1' }], add: [{ name: 'b', value: '2' }], remove: ['c'] };
  expect(modifierWords([modifier])).toEqual(['sets a to 1', 'adds 2 to b', 'removes c']);
});
