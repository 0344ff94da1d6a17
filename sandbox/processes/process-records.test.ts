import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProcessRecords } from './process-records.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'records-'));

test('what an unclean end left running is ended by the next start', async () => {
  const folder = newFolder();
  const child = spawn('sleep', ['60'], { detached: true });
  openProcessRecords(folder).add('sleeper', child.pid ?? 0);
  const ended = once(child, 'exit');
  expect(await openProcessRecords(folder).endLeftovers()).toEqual(['sleeper']);
  expect((await ended)[1]).toBe('SIGTERM');
});

test('a process that merely has the same id is left alone', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'other.json'), JSON.stringify({ pid: process.pid, start: 'long before' }));
  expect(await openProcessRecords(folder).endLeftovers()).toEqual([]);
});

test('a record that was cut short names no process', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'broken.json'), '{"pid": 1');
  expect(await openProcessRecords(folder).endLeftovers()).toEqual([]);
});
