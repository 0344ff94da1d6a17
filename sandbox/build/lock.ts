import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isRunning, processStart } from '../processes/process-identity.ts';

const holderShape = z.object({ pid: z.number(), start: z.string() });

/**
 * Waits until nobody else holds a lock, holds it while `run` works, then gives it back. The lock of a process that died
 * counts for nothing.
 *
 * @param onWait called once when somebody else holds it, with the other's process id
 */
export async function withLock<T>(file: string, onWait: (pid: number) => void, run: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  let hasTold = false;
  while (!take(file)) {
    const holder = readHolder(file);
    if (!holder || !isRunning(holder.pid, holder.start)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!hasTold) onWait(holder.pid);
    hasTold = true;
    await sleep(500);
  }
  try {
    return await run();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Does something under a lock if nobody holds it at this moment, else nothing. */
export function ifUnlocked(file: string, run: () => void): void {
  const holder = readHolder(file);
  if (holder && !isRunning(holder.pid, holder.start)) rmSync(file, { force: true });
  if (!existsSync(dirname(file)) || !take(file)) return;
  try {
    run();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, start: processStart(process.pid) ?? '' }));
  try {
    linkSync(draft, file); // Fails when the file exists: creation and content are one step.
    return true;
  } catch (error) {
    if (existsSync(file)) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file: string): z.infer<typeof holderShape> | null {
  try {
    return holderShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
