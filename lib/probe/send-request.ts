import 'server-only';
import type { ClientRequest } from 'node:http';
import { hostnameOf, type RequestFacts } from '../gateway-api/matching/request.ts';
import type { SentAnswer } from '../gateway-api/matching/told-answer.ts';
import { accept, type Issue, type Outcome, refuse } from '../outcome.ts';
import type { GuardedAddress } from './guard.ts';
import { openRequest } from './open-request.ts';

const timeoutMs = 10_000;
const maxBodyBytes = 16_384;
const maxHeaderPairs = 64;
/** Set by the connection itself. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'te', 'trailer']);

/** Sends one request without a body to a Gateway's address, exactly as given; redirects are not followed. */
export async function sendRequest(facts: RequestFacts, address: GuardedAddress): Promise<Outcome<SentAnswer>> {
  const started = performance.now();
  const headers: Record<string, string | string[]> = { 'user-agent': 'signalbox-tester' };
  for (const [name, value] of facts.headers) {
    const key = name.toLowerCase();
    if (ownHeaders.has(key)) continue;
    headers[key] = [...[headers[key] ?? []].flat().filter((one) => one !== 'signalbox-tester'), value];
  }
  const serverName = facts.scheme === 'https' ? (facts.sni ?? hostnameOf(facts.host)) : null;
  let outgoing: ClientRequest;
  try {
    outgoing = await openRequest({
      address,
      port: facts.port,
      path: facts.path,
      method: facts.method,
      headers: { ...headers, host: facts.host },
      serverName,
      timeoutMs,
    });
  } catch (error) {
    return refuse(unanswered(error)); // a path or a header that cannot be sent
  }
  return new Promise((resolve) => {
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => {
        outgoing.destroy();
        resolve(
          accept({
            status: response.statusCode ?? 0,
            headers: pairs(response.rawHeaders).slice(0, maxHeaderPairs),
            body: textOf(Buffer.concat(chunks).subarray(0, maxBodyBytes), response.headers['content-type']),
            isCut: size > maxBodyBytes,
            durationMs: Math.round(performance.now() - started),
            address: `${address.ip} port ${facts.port}`,
          }),
        );
      };
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBodyBytes) finish();
      });
      response.on('end', finish);
      response.on('error', finish);
    });
    outgoing.on('error', (error) => resolve(refuse(unanswered(error))));
    outgoing.end();
  });
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

function textOf(body: Buffer, contentType: string | undefined): string {
  const isText = /^(text\/|application\/(json|xml|problem\+json|javascript))/.test(contentType ?? 'text/plain');
  return isText ? body.toString('utf8') : `(${body.length} bytes of ${contentType})`;
}

function unanswered(error: unknown): Issue {
  return {
    code: 'tester.no-answer',
    severity: 'error',
    path: [],
    message: `The Gateway did not answer: ${error instanceof Error ? error.message : 'unknown reason'}.`,
    fix: 'Look at the Gateway lamp of a route that it serves.',
  };
}
