import { readFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { platformZone } from '../sandbox/dns/zones.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { objectNamesOf, removeTestObjects, routeBehind } from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { lookAtTls } from './look-at-tls.ts';
import { updatePlatformZone } from './platform-zone.ts';
import { beginMischief, deleteRecord, endMischief, setRecord } from './registrar.ts';
import { curl, read } from './sandbox-control.ts';

const ports = readPorts(process.env);
const zone = 'globex.localhost';
const long = { timeoutMs: 60_000 } as const;
const trustFile = join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem');
const trust = ['--cacert', trustFile];
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

test('a wildcard: one claim, one certificate, every name one level below', async () => {
  const name = stage.freshName('wild', zone);
  const host = `*.${name}`;
  await stage.claim(host);
  expect(stage.wanted(host, 'proof')).toMatchObject({ type: 'CNAME', name: `_acme-challenge.${name}` });
  await stage.prove(host);
  await stage.until(host, 'safety', ({ state }) => state === 'ready-to-switch', long);
  await routeBehind(host);
  await setRecord({ name: host, type: 'CNAME', values: [`ext.${platformZone}`] });
  await untilLive(host);
  for (const label of ['shop', 'pay']) {
    await expect.poll(() => ask(`${label}.${name}`), { timeout: 20_000 }).toContain('"service": "storefront-v1"');
  }
  // Certificates stand for one label only: further down the same one is served, and does not count.
  const roots = readFileSync(trustFile, 'utf8');
  const names = [host];
  const look = (below: string) => lookAtTls(`${below}.${name}`, { port: ports.gatewayHttps, roots });
  expect(await look('shop')).toMatchObject({ isTrusted: true, names });
  expect(await look('deep.shop')).toMatchObject({ isTrusted: false, names });
});

test('validation over HTTP, where the provider’s own record takes the challenge name', async () => {
  const host = stage.freshName('http', zone);
  await beginMischief('challenge-occupied', host);
  await stage.claim(host);
  await stage.untilCode(host, 'D15');
  const { name, type, value } = stage.wanted(host, 'fallback-proof');
  expect({ name, type }).toEqual({ name: `_signalbox.${host}`, type: 'TXT' });
  await setRecord({ name, type: 'TXT', values: [value] });
  await stage.until(host, 'proof', ({ provenAt }) => provenAt !== null);
  // The authority asks where the name leads, so visitors come before the certificate.
  await stage.lead(host);
  await untilLive(host);
  await routeBehind(host);
  await expect.poll(() => ask(host), { timeout: 20_000 }).toContain('"service": "storefront-v1"');
  const { listenerSet } = objectNamesOf(host);
  const set = await read<{ metadata: { annotations: object } }>('listenerset', 'storefront', listenerSet);
  expect(set.metadata.annotations).toMatchObject({ 'cert-manager.io/cluster-issuer': 'letsencrypt-http' });
  await endMischief('challenge-occupied', zone);
});
