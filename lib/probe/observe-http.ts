import 'server-only';
import type { HttpObservation } from '../signals/observation.ts';
import type { GuardedAddress } from './guard.ts';
import { openRequest, ProbeTimeout } from './open-request.ts';

/**
 * Sends one GET through the Gateway with the hostname as Host (and SNI) and gives the status. Redirects are not followed, the body is not read.
 *
 * @param target where the Gateway listens
 */
export async function observeHttp(
  hostname: string,
  target: {
    readonly address: GuardedAddress;
    readonly port: number;
    readonly scheme: 'http' | 'https';
    readonly path: string;
  },
  { now, timeoutMs = 4_000 }: { readonly now: number; readonly timeoutMs?: number },
): Promise<HttpObservation> {
  const { address, port, scheme, path } = target;
  const base = { hostname, scheme, port, path, at: now };
  const started = performance.now();
  const isDefaultPort = port === (scheme === 'https' ? 443 : 80);
  const outgoing = await openRequest({
    address,
    port,
    path,
    method: 'GET',
    headers: {
      host: isDefaultPort ? hostname : `${hostname}:${port}`,
      'user-agent': 'signalbox-probe',
      accept: '*/*',
    },
    serverName: scheme === 'https' ? hostname : null,
    timeoutMs,
  });
  return new Promise((resolve) => {
    const finish = (observation: HttpObservation) => {
      resolve(observation);
      outgoing.destroy();
    };
    outgoing.on('response', (response) => {
      const durationMs = Math.round(performance.now() - started);
      finish({
        ...base,
        state: 'answered',
        status: response.statusCode ?? 0,
        durationMs,
        server: String(response.headers.server ?? '') || null,
      });
    });
    outgoing.on('error', (error) =>
      finish(
        error instanceof ProbeTimeout
          ? { ...base, state: 'unknown', error: error.message }
          : { ...base, state: 'refused', error: explain(error) },
      ),
    );
    outgoing.end();
  });
}

function explain(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ECONNRESET') return 'the connection was closed';
  return code || error.message;
}
