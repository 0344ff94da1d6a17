import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withLock } from './lock.ts';

const newLockFile = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'build.lock');

test('two builds that begin together work one after the other', async () => {
  const file = newLockFile();
  const events: string[] = [];
  const build = (name: string) =>
    withLock(
      file,
      () => undefined,
      async () => {
        events.push(`${name} begins`);
        await sleep(20);
        events.push(`${name} ends`);
      },
    );
  await Promise.all([build('one'), build('two')]);
  expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('the lock of a process that died counts for nothing', async () => {
  const file = newLockFile();
  writeFileSync(file, JSON.stringify({ pid: process.pid, start: 'long before' }));
  expect(
    await withLock(
      file,
      () => undefined,
      async () => 'built',
    ),
  ).toBe('built');
});

test('a failing build gives the lock back', async () => {
  const file = newLockFile();
  const fail = () =>
    withLock(
      file,
      () => undefined,
      () => Promise.reject(new Error('no')),
    );
  await expect(fail()).rejects.toThrow('no');
  await expect(fail()).rejects.toThrow('no');
});
