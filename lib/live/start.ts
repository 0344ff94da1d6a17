import 'server-only';
import { config } from '../config.ts';
import { closeDatabase, db } from '../db/client.ts';
import { applyTeamsFile } from '../db/teams.ts';
import { log } from '../log.ts';
import { runtime } from './runtime.ts';

/**
 * Starts the portal: checks the settings, migrates the database, reads the teams file, begins to watch. Does not wait for the cluster.
 * What cannot work ends the process with a sentence on standard error, for a half-started portal would only answer errors.
 */
export async function start(): Promise<void> {
  try {
    const { teamsFile } = config();
    await db();
    if (teamsFile) await applyTeamsFile(teamsFile);
    runtime();
  } catch (error) {
    log.fatal({ err: error }, 'cannot start');
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

/** Next waits for open streams for ever and exits right after its own clean-up, so streams and database end first. */
async function stop(): Promise<void> {
  await runtime()
    .close()
    .catch((error: unknown) => log.error({ err: error }, 'did not stop cleanly'));
  await closeDatabase().catch((error: unknown) => log.error({ err: error }, 'the database did not close cleanly'));
  process.exit(0);
}
