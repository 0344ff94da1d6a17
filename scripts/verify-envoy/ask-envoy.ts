import { request as send } from 'node:http';
import type { RequestFacts } from '../../lib/gateway-api/matching/request.ts';

/** What came back through Envoy. */
export type EnvoyAnswer = {
  readonly status: number;
  readonly location: string | null;
  /** What the sample service says that it saw; null when Envoy answered by itself. */
  readonly seen: {
    readonly service: string;
    readonly namespace: string;
    readonly method: string;
    readonly path: string;
    readonly host: string;
    readonly headers: Readonly<Record<string, string>>;
  } | null;
};

/** Sends one request to the Gateway's port on loopback, exactly as given. */
export function askEnvoy({ host, port, method, path, headers }: RequestFacts): Promise<EnvoyAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers: { ...Object.fromEntries(headers), host } };
    const sent = send({ ...options, setHost: false, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          seen: response.statusCode === 200 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : null,
        }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} within ten seconds`)));
    sent.on('error', reject);
    sent.end();
  });
}
