import 'server-only';
import { readFileSync } from 'node:fs';
import { config } from './config.ts';

const rereadMs = 200;
let known = { readAt: 0, offsetMs: 0 };

/**
 * The time in epoch milliseconds. In a sandbox a file can move it (`SIGNALBOX_CLOCK_FILE`, milliseconds to add), so that what takes
 * days can be tried in a minute; `config()` refuses the setting anywhere else. Everything about domains asks here.
 */
export function clockNow(file = config().clockFile): number {
  const now = Date.now();
  if (file === null) return now;
  if (now - known.readAt > rereadMs) known = { readAt: now, offsetMs: readOffset(file) };
  return now + known.offsetMs;
}

function readOffset(file: string): number {
  try {
    const offset = Number(readFileSync(file, 'utf8'));
    return Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0; // No file yet: nobody has moved the clock.
  }
}
