import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { askSandbox } from '../processes/control-socket.ts';
import { openProcessRecords } from '../processes/process-records.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';

/** Empties the state folder: the next start begins anew. What was built stays in the cache. Answers with the exit code. */
export async function reset(settings: Settings): Promise<number> {
  if (await askSandbox(settings.stateFolder, { command: 'status' })) {
    console.error('The sandbox is running: end it first with "npm run sandbox -- down".');
    return 1;
  }
  const { stateFolder } = settings;
  if (!existsSync(stateFolder)) {
    console.log('There is no state yet.');
    return 0;
  }
  const folders = foldersOf(stateFolder);
  const entries = readdirSync(stateFolder);
  // A mistyped SIGNALBOX_STATE must not empty somebody's home folder.
  if (entries.length > 0 && !existsSync(folders.secretsFile)) {
    console.error(`${stateFolder} does not look like the state of a sandbox; nothing was removed.`);
    return 1;
  }
  await openProcessRecords(folders.processes).endLeftovers();
  for (const entry of readdirSync(stateFolder)) rmSync(join(stateFolder, entry), { recursive: true, force: true });
  console.log('The state is empty. The next start begins anew.');
  return 0;
}
