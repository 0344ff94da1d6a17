import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PartName } from '../sandbox/parts/part-name.ts';

const state = process.env.SIGNALBOX_STATE ?? '.signalbox';
const recordShape = z.object({ pid: z.number().int().positive() });

/** Has a part of the sandbox stand still while `during` runs: what it started keeps running, and nothing starts it again. */
export async function whilePaused<T>(part: PartName, during: () => Promise<T>): Promise<T> {
  const { pid } = recordShape.parse(JSON.parse(readFileSync(join(state, 'processes', `${part}.json`), 'utf8')));
  process.kill(pid, 'SIGSTOP');
  try {
    return await during();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
