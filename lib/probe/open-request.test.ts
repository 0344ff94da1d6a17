import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { guardAddress } from './guard.ts';
import { lookForNonce } from './look-for-nonce.ts';
import { observeHttp } from './observe-http.ts';

setMinimalEnvironment();
const servers: { close: () => void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function loopback() {
  const answer = guardAddress('127.0.0.1', ['127.0.0.0/8']);
  if (answer.state === 'refused') throw new Error(answer.reason);
  return answer.address;
}

function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

test('follows no redirect: one request, and what it was answered', async () => {
  const asked: string[] = [];
  const port = await listen(
    createHttpServer((request, response) => {
      asked.push(`${request.headers.host} ${request.url}`);
      response.writeHead(302, { location: `http://127.0.0.1:${port}/inner` }).end();
    }),
  );
  const seen = await observeHttp('shop.test', { address: loopback(), port, scheme: 'http', path: '/x' }, { now: 1 });
  expect(seen).toMatchObject({ state: 'answered', status: 302 });
  expect(asked).toEqual([`shop.test:${port} /x`]);
});

test('tells our redirect from another one', async () => {
  const port = await listen(
    createHttpServer((request, response) => {
      response.writeHead(302, { location: `https://shop.test${request.url === '/probe' ? '/answer' : '/'}` }).end();
    }),
  );
  const look = (path: string) => lookForNonce('shop.test', { address: loopback(), port, path, location: '/answer' }, 1);
  expect(await look('/probe')).toMatchObject({ state: 'ours', status: 302, address: '127.0.0.1' });
  expect(await look('/else')).toMatchObject({ state: 'foreign' });
});

test('who says nothing in time is unknown, who refuses or speaks no TLS has refused', async () => {
  const silent = await listen(createTcpServer(() => {}));
  const closing = await listen(createTcpServer((socket) => socket.end()));
  const ask = (port: number, scheme: 'http' | 'https') =>
    observeHttp('shop.test', { address: loopback(), port, scheme, path: '/' }, { now: 1, timeoutMs: 200 });
  expect(await ask(silent, 'http')).toMatchObject({ state: 'unknown', error: 'no answer in 0.2 s' });
  expect(await ask(silent, 'https')).toMatchObject({ state: 'unknown', error: 'no answer in 0.2 s' });
  expect(await ask(closing, 'https')).toMatchObject({ state: 'refused' });
  expect(await ask(1, 'http')).toMatchObject({ state: 'refused', error: 'connection refused' });
});
