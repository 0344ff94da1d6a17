import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { askSandbox } from '../processes/control-socket.ts';
import { lastLines, logFileOf, openLog } from '../processes/log-file.ts';
import type { Settings } from '../settings/settings.ts';

/** Starts the sandbox in the background and answers, with the exit code, once it is ready or has failed. */
export async function upDetached(settings: Settings, args: readonly string[]): Promise<number> {
  const logFile = logFileOf(settings.stateFolder, 'launcher');
  const log = openLog(logFile);
  const { SIGNALBOX_BOOTSTRAP_PID: _parent, ...environment } = process.env;
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'up', ...args], {
    detached: true,
    stdio: ['ignore', log, log],
    env: environment,
  });
  closeSync(log);
  let exitCode: number | null = null;
  child.once('exit', (code) => {
    exitCode = code ?? 1;
  });
  const pid = child.pid ?? 0;
  for (;;) {
    await sleep(250);
    const lines = lastLines(logFile, 40);
    if (exitCode !== null) {
      console.error(lines.join('\n'));
      return exitCode;
    }
    if (await hasSettled(settings)) break;
  }
  console.log(lastLines(logFile, 12).join('\n').replace('Ctrl-C ends', '"npm run sandbox -- down" ends'));
  console.log(`In the background as process ${pid}; its output: ${logFile}`);
  child.unref();
  return 0;
}

async function hasSettled(settings: Settings): Promise<boolean> {
  const answer = await askSandbox(settings.stateFolder, { command: 'status' });
  return answer?.ok === true && answer.message === 'settled';
}
