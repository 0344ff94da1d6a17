import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { lastLines, logFileOf } from '../processes/log-file.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';

const shownLines = 200;

/** Prints the end of a part's log, and with `isFollowing` what comes after. Answers with the exit code. */
export async function logs(settings: Settings, name: string | undefined, isFollowing: boolean): Promise<number> {
  const known = knownLogs(foldersOf(settings.stateFolder).logs);
  if (name === undefined || !known.includes(name)) {
    console.error(
      `${name === undefined ? 'Name a log' : `There is no log "${name}"`}. There are: ${known.join(', ') || 'none yet'}.`,
    );
    return 2;
  }
  const file = logFileOf(settings.stateFolder, name);
  if (isFollowing) {
    const tail = spawn('tail', ['-n', String(shownLines), '-F', file], { stdio: 'inherit' });
    await once(tail, 'exit');
    return 0;
  }
  for (const line of lastLines(file, shownLines)) console.log(line);
  return 0;
}

function knownLogs(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => name.slice(0, -'.log'.length))
    .sort();
}
