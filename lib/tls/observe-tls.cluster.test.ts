import { expect, test } from 'vitest';
import { guardAddress } from '../probe/guard.ts';
import { observeHttp } from '../probe/observe-http.ts';
import { observeTls } from './observe-tls.ts';

function loopback() {
  const answer = guardAddress('127.0.0.1');
  if (answer.state === 'refused') throw new Error(answer.reason);
  return answer.address;
}
const https = { address: loopback(), port: 10443 };

test('reads the certificate that the Gateway serves, and trusts the platform’s own authority', async () => {
  const seen = await observeTls('shop.apps.localhost', https, { now: 1 });
  expect(seen).toMatchObject({
    state: 'served',
    trusted: true,
    coversHostname: true,
    names: expect.arrayContaining(['*.apps.localhost']),
  });
});

test('tells a port where nothing listens from one that does not answer', async () => {
  expect(await observeTls('shop.apps.localhost', { ...https, port: 1 }, { now: 1 })).toMatchObject({
    state: 'refused',
    error: 'connection refused',
  });
});

test('gets an answer through the Gateway for a name that it serves, and its 404 for one that it does not', async () => {
  const http = { address: loopback(), port: 10080, scheme: 'http', path: '/' } as const;
  expect(await observeHttp('shop.apps.localhost', http, { now: 1 })).toMatchObject({ state: 'answered', status: 200 });
  expect(await observeHttp('nobody.apps.localhost', http, { now: 1 })).toMatchObject({
    state: 'answered',
    status: 404,
  });
  expect(await observeHttp('shop.apps.localhost', { ...http, port: 1 }, { now: 1 })).toMatchObject({
    state: 'refused',
  });
});
