import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The resolver that stands for the rest of the world, as far as the provider may meddle with it. */
export interface World {
  /** Makes it forget what it knows of a zone. One that is not running has nothing to forget. */
  forget(zone: string): Promise<void>;
}

const run = promisify(execFile);

/** Reaches Unbound through its control socket. */
export function openWorld(unboundControl: string, socket: string): World {
  return {
    async forget(zone) {
      try {
        await run(unboundControl, ['-s', socket, 'flush_zone', zone], { timeout: 5_000 });
      } catch (error) {
        console.error(`Unbound does not forget ${zone}:`, error);
      }
    },
  };
}
