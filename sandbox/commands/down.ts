import { setTimeout as sleep } from 'node:timers/promises';
import { askSandbox } from '../processes/control-socket.ts';
import { isRunning, processStart } from '../processes/process-identity.ts';
import { openProcessRecords } from '../processes/process-records.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';

const stopTimeoutMs = 30_000;

/** Ends a sandbox that runs in another terminal, or what an unclean end left of it. Answers with the exit code. */
export async function down(settings: Settings): Promise<number> {
  const answer = await askSandbox(settings.stateFolder, { command: 'down' });
  if (!answer) {
    const ended = await openProcessRecords(foldersOf(settings.stateFolder).processes).endLeftovers();
    console.log(
      ended.length > 0 ? `Ended what an unclean end left running: ${ended.join(', ')}.` : 'No sandbox is running.',
    );
    return 0;
  }
  const pid = typeof answer.data === 'number' ? answer.data : 0;
  const start = processStart(pid);
  for (const end = Date.now() + stopTimeoutMs; start !== null && isRunning(pid, start); await sleep(100)) {
    if (Date.now() < end) continue;
    console.error(`The launcher (process ${pid}) does not end.`);
    return 1;
  }
  console.log('Stopped. The state is kept.');
  return 0;
}
