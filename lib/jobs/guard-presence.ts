import 'server-only';
import type { Transport } from '../cluster/transport.ts';
import { grantsPath } from '../guard/grant.ts';

const pollMs = 60_000;
const retryMs = 2_000;

/**
 * Whether the cluster has the guard's kind, so that every hostname has to be claimed first: asked again each minute. In which mode the guard
 * is does not matter: also where it only warns, names are claimed before it refuses. False until the cluster has answered.
 */
export function followGuardPresence(transport: Pick<Transport, 'send'>) {
  let isThere = false;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function ask(): Promise<number> {
    const { status } = await transport.send({ method: 'GET', path: `${grantsPath}?limit=1` });
    if (status === 200) isThere = true;
    else if (status === 404 || status === 403) isThere = false;
    else return retryMs;
    return pollMs;
  }

  async function run(): Promise<void> {
    const pauseMs = await ask().catch(() => retryMs); // Not being able to ask changes nothing.
    if (!isClosed) timer = setTimeout(() => void run(), pauseMs);
  }

  void run();
  return {
    isThere: () => isThere,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
