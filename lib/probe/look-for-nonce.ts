import 'server-only';
import type { NonceLook } from '../domains/observation.ts';
import type { GuardedAddress } from './guard.ts';
import { openRequest } from './open-request.ts';

const timeoutMs = 4_000;

/**
 * Asks for a path that only our Gateway redirects, and in one way only, at the address where a name leads: tells a proxy that
 * forwards from one that does not, and from a server of somebody else.
 *
 * @param target `location` is what our Gateway's redirect ends with
 */
export async function lookForNonce(
  name: string,
  target: {
    readonly address: GuardedAddress;
    readonly port: number;
    readonly path: string;
    readonly location: string;
  },
  now: number,
): Promise<NonceLook> {
  const { address, port, path, location } = target;
  const headers = { host: name, 'user-agent': 'signalbox-probe', accept: '*/*' };
  const outgoing = await openRequest({ address, port, method: 'GET', path, headers, serverName: null, timeoutMs });
  return new Promise((resolve) => {
    const finish = (look: NonceLook) => {
      resolve(look);
      outgoing.destroy();
    };
    outgoing.on('response', (response) => {
      const isOurs = (response.headers.location ?? '').endsWith(location);
      finish({ at: now, state: isOurs ? 'ours' : 'foreign', address: address.ip, status: response.statusCode ?? 0 });
    });
    outgoing.on('error', (error) => finish({ at: now, state: 'unknown', error: error.message }));
    outgoing.end();
  });
}
