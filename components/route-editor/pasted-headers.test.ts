import { expect, test } from 'vitest';
import { insertAt, removeEntryAt, setAt } from '@/lib/gateway-api/document.ts';
import { pastedHeaders } from './pasted-headers.ts';

function paste(list: readonly unknown[], ...headers: readonly (readonly [string, string])[]): unknown {
  const lines = headers.map(([name, value]) => ({ name, value }));
  const doc: unknown = { set: list };
  const edits = pastedHeaders(lines, list, ['set']);
  return edits.reduce((next, edit) => {
    if (edit.op === 'set') return setAt(next, edit.path, edit.value);
    if (edit.op === 'insert') return insertAt(next, edit.path, edit.value);
    return removeEntryAt(next, edit.path);
  }, doc);
}

test('pasted headers stand behind those that are there', () => {
  expect(paste([{ name: 'a', value: '1' }], ['b', '2'], ['c', '3'])).toEqual({
    set: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'c', value: '3' },
    ],
  });
});

test('a name that is there gets the new value and keeps the rest of its entry', () => {
  expect(paste([{ name: 'X-Beta', value: '1', type: 'RegularExpression' }], ['x-beta', '2'])).toEqual({
    set: [{ name: 'X-Beta', value: '2', type: 'RegularExpression' }],
  });
});

test('of two lines with one name the last wins', () => {
  expect(paste([], ['a', '1'], ['A', '2'])).toEqual({ set: [{ name: 'a', value: '2' }] });
});

test('the empty line of a fresh list is pasted over', () => {
  expect(paste([{ name: '', value: '' }], ['a', '1'])).toEqual({ set: [{ name: 'a', value: '1' }] });
});

test('entries that are no headers stay', () => {
  expect(paste([7, { name: 'a', value: '1' }], ['a', '2'])).toEqual({ set: [7, { name: 'a', value: '2' }] });
});
