import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { writePrivateFile } from '../state/private-file.ts';
import { isRunning, processStart } from './process-identity.ts';
import { signalGroup } from './signal-group.ts';

const recordShape = z.object({ pid: z.number().int().positive(), start: z.string() });

/** Remembers in the state folder which processes a launcher started, so that the next one can end what an unclean end left. */
export interface ProcessRecords {
  add(name: string, pid: number): void;
  remove(name: string): void;
  /** Ends every recorded process that still runs, and says which. */
  endLeftovers(): Promise<readonly string[]>;
}

const graceMs = 3_000;

/** Opens the records kept in a folder, one file per process. */
export function openProcessRecords(folder: string): ProcessRecords {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string) => join(folder, `${name}.json`);
  return {
    add(name, pid) {
      const start = processStart(pid);
      if (start !== null) writePrivateFile(fileOf(name), JSON.stringify({ pid, start }));
    },
    remove(name) {
      rmSync(fileOf(name), { force: true });
    },
    async endLeftovers() {
      const names = readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -5));
      const ended = await Promise.all(names.map((name) => endRecorded(fileOf(name))));
      for (const name of names) rmSync(fileOf(name), { force: true });
      return names.filter((_name, index) => ended[index]);
    },
  };
}

async function endRecorded(file: string): Promise<boolean> {
  const record = readRecord(file);
  if (!record || !isRunning(record.pid, record.start)) return false;
  signalGroup(record.pid, 'SIGTERM');
  for (const end = Date.now() + graceMs; Date.now() < end; ) {
    if (!isRunning(record.pid, record.start)) return true;
    await sleep(50);
  }
  signalGroup(record.pid, 'SIGKILL');
  return true;
}

function readRecord(file: string): z.infer<typeof recordShape> | null {
  if (!existsSync(file)) return null;
  try {
    return recordShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // Cut short by a full disk or a power cut: names no process.
  }
}
