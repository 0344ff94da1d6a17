import { expect, test } from 'vitest';
import { readBehaviour } from './typed-behaviour.ts';

const typed = { kind: 'status', delayMs: '100', failures: '1', code: '503', failureDelayMs: '50' } as const;

test('numbers become a behaviour', () => {
  expect(readBehaviour(typed).behaviour).toEqual({
    delayMs: 100,
    failures: 1,
    failure: { kind: 'status', code: 503 },
    failureDelayMs: 50,
  });
});

test.each([
  ['delayMs', '-1'],
  ['delayMs', '1e9'],
  ['failures', '101'],
  ['code', '200'],
  ['failureDelayMs', ''],
] as const)('%s %s is named as wrong, and nothing is played', (field, text) => {
  const { behaviour, problems } = readBehaviour({ ...typed, [field]: text });
  expect(behaviour).toBeNull();
  expect(Object.keys(problems)).toEqual([field]);
});

test('a status counts nothing where no connection comes about', () => {
  expect(readBehaviour({ ...typed, kind: 'connection', code: 'x' }).behaviour?.failure).toEqual({ kind: 'connection' });
});
