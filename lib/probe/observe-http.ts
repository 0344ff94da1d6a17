import 'server-only';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import type { HttpObservation } from '../signals/observation.ts';
import { trustedRoots } from '../tls/trust.ts';
import type { GuardedAddress } from './guard.ts';

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
  const base = { hostname, scheme: target.scheme, port: target.port, path: target.path, at: now };
  const started = performance.now();
  const isDefaultPort = target.port === (target.scheme === 'https' ? 443 : 80);
  const options = {
    host: target.address.ip,
    port: target.port,
    path: target.path,
    method: 'GET',
    agent: false as const,
    timeout: timeoutMs,
    headers: {
      host: isDefaultPort ? hostname : `${hostname}:${target.port}`,
      'user-agent': 'signalbox-probe',
      accept: '*/*',
    },
  };
  const tls =
    target.scheme === 'https'
      ? { servername: hostname, ca: [...(await trustedRoots())], rejectUnauthorized: false }
      : null;
  return new Promise((resolve) => {
    const outgoing = tls ? requestTls({ ...options, ...tls }) : request(options);
    const finish = (observation: HttpObservation) => {
      outgoing.destroy();
      resolve(observation);
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
    outgoing.on('timeout', () => finish({ ...base, state: 'unknown', error: `no answer in ${timeoutMs / 1_000} s` }));
    outgoing.on('error', (error) => finish({ ...base, state: 'refused', error: explain(error) }));
    outgoing.end();
  });
}

function explain(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ECONNRESET') return 'the connection was closed';
  return code || error.message;
}
