import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const maximumBytes = 8 * 1024 * 1024;
const tailBytes = 64 * 1024;

/** Begins the line that the sandbox writes into a log before each start of a process. */
export const startMark = '--- started';

/** Where a part's log is. */
export function logFileOf(stateFolder: string, name: string): string {
  return join(stateFolder, 'logs', `${name}.log`);
}

/** Opens a log for appending and answers with its descriptor; the log of an earlier run is kept once as `.old`. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > maximumBytes / 8) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

/** Cuts a log that grew too long. Its writers append, so they go on at the new end. */
export function capLog(file: string): void {
  if (!existsSync(file) || statSync(file).size < maximumBytes) return;
  copyFileSync(file, `${file}.old`);
  truncateSync(file);
}

/** The last lines of a log, oldest first; none when there is no log. */
export function lastLines(file: string, count: number): readonly string[] {
  if (!existsSync(file)) return [];
  const descriptor = openSync(file, 'r');
  try {
    const size = statSync(file).size;
    const length = Math.min(size, tailBytes);
    const buffer = Buffer.alloc(length);
    readSync(descriptor, buffer, 0, length, size - length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-count);
  } finally {
    closeSync(descriptor);
  }
}

/** Like `lastLines`, but only of the last start: what an earlier one said explains nothing. */
export function lastLinesOfStart(file: string, count: number): readonly string[] {
  const lines = lastLines(file, Number.POSITIVE_INFINITY);
  const start = lines.findLastIndex((line) => line.startsWith(startMark));
  return lines.slice(start + 1).slice(-count);
}
