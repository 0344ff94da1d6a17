import { type BinaryStore, diskNeed } from '../build/binary-store.ts';
import { askSandbox } from '../processes/control-socket.ts';
import { findTakenPorts } from '../processes/port-check.ts';
import { openProcessRecords } from '../processes/process-records.ts';
import type { PortName } from '../settings/ports.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';
import type { UpOptions } from './up-options.ts';

/** Cleans up what an unclean end left, then says what stands in the way of a start; nothing when it can begin. */
export async function findObstacles(settings: Settings, options: UpOptions): Promise<readonly string[]> {
  if (await askSandbox(settings.stateFolder, { command: 'status' })) {
    return [
      'This sandbox is running already. See it with "npm run sandbox -- status", end it with "npm run sandbox -- down".',
    ];
  }
  const leftovers = await openProcessRecords(foldersOf(settings.stateFolder).processes).endLeftovers();
  if (leftovers.length > 0) console.log(`Ended what an unclean end left running: ${leftovers.join(', ')}.`);
  const unused: PortName[] = [];
  if (!options.hasPortal) unused.push('portal');
  if (!options.usesFaultProxy) unused.push('faultProxy');
  return findTakenPorts(settings.ports, unused);
}

/** Tells what is made on this first start; false when the disk is too full for it. */
export function tellWhatIsBuilt(store: BinaryStore, settings: Settings): boolean {
  const missing = store.missing();
  if (missing.length === 0) return true;
  const { neededGb, freeGb } = diskNeed(missing, settings.cacheFolder);
  console.log(`To be prepared once on this machine: ${missing.map(({ name }) => name).join(', ')}.`);
  console.log(`That takes up to ${neededGb} GB below ${settings.cacheFolder} while it works; ${freeGb} GB are free.`);
  if (freeGb >= neededGb) return true;
  console.error('That is too little. Free some, or name another folder with SIGNALBOX_CACHE.');
  return false;
}
