import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNameserverFront } from '../../dns/nameserver-front.ts';
import { createChallengeServer } from './answer-challenge.ts';
import { createWayToPort80 } from './way-to-port-80.ts';

const name = 'shop.acme.test';
const server = createChallengeServer(() => [{ name, token: 'token', key: 'token.print' }]);
const port = () => (server.address() as AddressInfo).port;

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(host: string, path: string): Promise<readonly [number, string]> {
  const answer = await request(`http://127.0.0.1:${port()}${path}`, { headers: { host } });
  return [answer.statusCode, await answer.body.text()];
}

test.each([
  [name, '/.well-known/acme-challenge/token', 200],
  [`${name}:80`, '/.well-known/acme-challenge/token', 200],
  ['other.acme.test', '/.well-known/acme-challenge/token', 404],
  [name, '/.well-known/acme-challenge/other', 404],
  [name, '/.well-known/acme-challenge/', 404],
  [name, '/token', 404],
])('asked as %s for %s it answers %i', async (host, path, status) => {
  const [seen, body] = await ask(host, path);
  expect(seen).toBe(status);
  if (status === 200) expect(body).toBe('token.print');
});

test('the way to port 80 leads to wherever the name leads, and nowhere when it leads nowhere', async () => {
  const dnsPort = 28_053;
  const nameserver = await openNameserverFront({
    port: dnsPort,
    serverPort: dnsPort,
    treat: ({ name: asked, type }) => ({
      kind: 'answer',
      records: asked === name && type === 'A' ? [{ name, type: 'A', ttl: 1, data: '127.0.0.1' }] : [],
    }),
  });
  const way = createWayToPort80({ resolverPort: dnsPort, httpPort: port() });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const wayPort = (way.address() as AddressInfo).port;
  const path = '/.well-known/acme-challenge/token';
  expect(await askThrough(wayPort, `http://${name}${path}`)).toEqual([200, 'token.print']);
  expect(await askThrough(wayPort, `http://nothing.acme.test${path}`)).toBeNull();
  expect(await askThrough(wayPort, path)).toBeNull();
  way.closeAllConnections();
  await new Promise((resolve) => way.close(resolve));
  await nameserver.close();
});

/** Asks a proxy for a whole address, as clients do that are told of one; null when it hangs up. */
function askThrough(proxyPort: number, path: string): Promise<readonly [number, string] | null> {
  return new Promise((resolve) => {
    const asking = httpRequest({ host: '127.0.0.1', port: proxyPort, path, agent: false });
    asking.once('error', () => resolve(null));
    asking.once('response', async (answer) => {
      let body = '';
      for await (const chunk of answer.setEncoding('utf8')) body += chunk;
      resolve([answer.statusCode ?? 0, body]);
    });
    asking.end();
  });
}
