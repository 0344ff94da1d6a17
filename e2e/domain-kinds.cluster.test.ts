import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readPorts } from '../sandbox/settings/ports.ts';
import { removeTestObjects, routeBehind } from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { updatePlatformZone } from './platform-zone.ts';
import { deleteRecord, setRecord } from './registrar.ts';
import { curl } from './sandbox-control.ts';

const ports = readPorts(process.env);
const zone = 'globex.localhost';
const long = { timeoutMs: 60_000 } as const;
const trust = ['--cacert', join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem')];
const overSix: Server[] = [];
let stage: DomainStage;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await removeTestObjects();
  // The Gateway's IPv6 side, which Envoy here does not have by itself.
  overSix.push(await passOn('::1', ports.gatewayHttps), await passOn('::1', ports.gatewayHttp));
  stage = await openDomainStage(() => updatePlatformZone('delete ext AAAA', 'add ext 5 AAAA ::1'));
});

afterAll(async () => {
  await stage.close();
  await removeTestObjects();
  await updatePlatformZone('delete ext AAAA');
  for (const server of overSix) server.close();
});

/** Passes connections at an address on to the Gateway at the same port of 127.0.0.1. */
function passOn(host: string, port: number): Promise<Server> {
  const server = createServer((socket) => {
    const target = connect({ host: '127.0.0.1', port });
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      one.on('error', () => one.destroy());
      one.once('close', () => other.destroy());
      one.pipe(other);
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: true }, () => resolve(server));
  });
}

function untilLive(host: string): Promise<unknown> {
  return stage.until(host, 'life', ({ liveAt }) => liveAt !== null, long);
}

/** What comes back for a hostname at an address of the Gateway's, with a certificate that the sandbox's authority vouches for. */
function ask(host: string, { path = '/', address = '127.0.0.1' } = {}): Promise<string> {
  const at = address.includes(':') ? `[${address}]` : address;
  const resolve = ['--resolve', `${host}:${ports.gatewayHttps}:${at}`];
  return curl(...trust, ...resolve, `https://${host}:${ports.gatewayHttps}${path}`).catch(String);
}

test('the root of a zone: the records wanted are A and AAAA, and it is served over both', async () => {
  await stage.claim(zone);
  await stage.prove(zone);
  const { records } = await stage.until(zone, 'proof', ({ provenAt }) => provenAt !== null);
  const wanted = records.filter(({ purpose }) => purpose === 'traffic');
  expect(wanted).toMatchObject([
    { type: 'A', name: zone, field: '@', value: '127.0.0.1' },
    { type: 'AAAA', name: zone, field: '@', value: '::1' },
  ]);
  await stage.until(zone, 'safety', ({ state }) => state === 'ready-to-switch', long);
  await routeBehind(zone);
  for (const { type, value } of wanted)
    await setRecord({ name: zone, type: type === 'A' ? 'A' : 'AAAA', values: [value] });
  await untilLive(zone);
  for (const address of ['127.0.0.1', '::1']) {
    await expect.poll(() => ask(zone, { address }), { timeout: 20_000 }).toContain('"service": "storefront-v1"');
  }
  await deleteRecord(zone, 'A');
  await deleteRecord(zone, 'AAAA');
});
