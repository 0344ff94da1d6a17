import { connect } from 'node:net';
import { request } from 'undici';

/** True when something accepts connections on a port of loopback. */
export function acceptsConnections(port: number, timeoutMs = 500): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: timeoutMs });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** True when a URL on loopback answers 200. */
export async function answersOk(url: string, timeoutMs = 2_000): Promise<boolean> {
  try {
    const answer = await request(url, { headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
    await answer.body.dump();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}
