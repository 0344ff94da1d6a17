import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The Knot that copies the customers' zones: it can be made to keep what it has. */
export interface SecondNameserver {
  isFrozen(zone: string): Promise<boolean>;
  freeze(zone: string): Promise<void>;
  /** What was missed meanwhile is fetched at once. */
  thaw(zone: string): Promise<void>;
}

const run = promisify(execFile);

/** Reaches it through its control socket. */
export function openSecondNameserver(knotc: string, socket: string): SecondNameserver {
  const control = async (...command: readonly string[]) => {
    const { stdout } = await run(knotc, ['-s', socket, '-t', '5', ...command], { timeout: 10_000 });
    return stdout;
  };
  return {
    isFrozen: async (zone) => (await control('zone-status', zone, '+freeze')).includes('freeze: yes'),
    async freeze(zone) {
      await control('zone-freeze', zone);
    },
    async thaw(zone) {
      await control('zone-thaw', zone);
      await control('zone-refresh', zone);
    },
  };
}
