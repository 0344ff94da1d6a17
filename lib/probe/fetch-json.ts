import 'server-only';
import { guardName } from './guard.ts';
import { openRequest } from './open-request.ts';

const timeoutMs = 5_000;
const mostBytes = 65_536;

/**
 * Reads a JSON document from an address that the guard allows; redirects are not followed.
 *
 * @throws Error saying why not
 */
export async function fetchJson(address: string): Promise<unknown> {
  const { protocol, hostname, host, port, pathname, search } = new URL(address);
  const name = hostname.replace(/^\[|\]$/g, '');
  const guard = await guardName(name);
  if (guard.state === 'refused') throw new Error(guard.reason);
  const isSecure = protocol === 'https:';
  const outgoing = await openRequest({
    address: guard.address,
    port: Number(port) || (isSecure ? 443 : 80),
    method: 'GET',
    path: `${pathname}${search}`,
    headers: { host, accept: 'application/json', 'user-agent': 'signalbox' },
    serverName: isSecure ? name : null,
    timeoutMs,
  });
  const text = await new Promise<string>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('error', reject);
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > mostBytes) outgoing.destroy(new Error('the answer is too long'));
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`answered ${response.statusCode}`));
      });
    });
    outgoing.end();
  });
  return JSON.parse(text);
}
