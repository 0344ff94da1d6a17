import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFaultProxy, type FaultProxy, parseFaultMode } from './fault-proxy.ts';

let target: Server;
let proxy: FaultProxy;

beforeEach(async () => {
  target = createServer((_request, response) => response.end('through'));
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  const address = target.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  proxy = await createFaultProxy({ listenPort: 0, targetPort: port, certificate: '', key: '' });
});

afterEach(async () => {
  await proxy.close();
  target.closeAllConnections();
  target.close();
});

const ask = (timeoutMs = 2_000) =>
  fetch(`http://127.0.0.1:${proxy.port}/`, { signal: AbortSignal.timeout(timeoutMs) }).then((answer) => answer.text());

test('it passes until it is told otherwise', async () => {
  expect(await ask()).toBe('through');
});

test('when it refuses, connections end at once', async () => {
  proxy.setMode('refuse');
  await expect(ask()).rejects.toThrow('fetch failed');
});

test('when it is silent, nothing comes', async () => {
  proxy.setMode('silence');
  await expect(ask(300)).rejects.toThrow(/timeout/);
});

test('after a fault it passes again', async () => {
  proxy.setMode('silence');
  proxy.setMode('pass');
  expect(await ask()).toBe('through');
});

test('an unknown fault is refused with the list of faults', () => {
  expect(() => parseFaultMode('explode')).toThrow('refuse, silence');
});
