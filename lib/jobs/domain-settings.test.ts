import type { Socket as DatagramSocket } from 'node:dgram';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'dns-packet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, db } from '../db/client.ts';
import { gateway } from '../gateway-api/object-builders.ts';
import type { ClusterIssuer } from '../gateway-api/objects.ts';
import { setMinimalEnvironment } from '../minimal-environment.ts';
import { replaceDialer } from '../probe/dial.ts';
import { type DomainPlatform, followDomainPlatform } from './domain-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-platform-'));
const refusal = Object.assign(new Error('nobody is there'), { code: 'ECONNREFUSED' });
const claim = {
  attachment: { strategy: 'listener-set', gateway: { namespace: 'infra', name: 'external' }, namespace: 'storefront' },
  challenge: 'dns-01',
} as const;
const issuer: ClusterIssuer = {
  metadata: { name: 'letsencrypt' },
  status: { acme: { uri: 'https://ca.test/account/1' } },
};
/** What the resolver says of the Gateway's name; null: it does not answer. */
let address: string | null = null;
let putBack = () => {};

beforeAll(async () => {
  setMinimalEnvironment({
    SIGNALBOX_STATE: folder,
    SIGNALBOX_RESOLVERS: '9.9.9.9',
    SIGNALBOX_GATEWAY_NAMES: 'edge.example.test',
    SIGNALBOX_PUBLIC_PORTS: '10080=80,10443=443',
    SIGNALBOX_CLUSTER_ISSUER: 'letsencrypt',
    SIGNALBOX_DELEGATION_ZONE: 'dcv.test',
    SIGNALBOX_CAA_IDENTITIES: 'ca.test',
  });
  await db();
  putBack = replaceDialer({
    tcp: () => Promise.reject(refusal) as never,
    udp: (_target, onConnect) => resolver(onConnect),
  });
}, 60_000);

afterAll(async () => {
  putBack();
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

function resolver(onConnect: () => void): DatagramSocket {
  const socket = new EventEmitter();
  const send = (query: Buffer) => {
    const { id = 0, questions = [] } = decode(query);
    const answers = questions.flatMap(({ name, type }) =>
      type === 'A' && address !== null ? [{ type: 'A' as const, name, ttl: 60, data: address }] : [],
    );
    setImmediate(() => socket.emit('message', encode({ type: 'response', id, questions, answers })));
  };
  setImmediate(address === null ? () => socket.emit('error', refusal) : onConnect);
  return Object.assign(socket, { send, close: () => {} }) as unknown as DatagramSocket;
}

async function follow(): Promise<DomainPlatform> {
  const listeners = [
    { name: 'ops', port: 10081, protocol: 'HTTP', hostname: '*.ops.test' },
    { name: 'http', port: 10080, protocol: 'HTTP' },
    { name: 'https', port: 10443, protocol: 'HTTPS', hostname: '*.apps.test' },
  ];
  const status = { addresses: [{ type: 'IPAddress', value: '192.0.2.77' }] };
  const snapshot = { gateways: new Map([['infra/external', gateway({ listeners }, { status })]]) };
  return followDomainPlatform({ snapshot, clusterIssuers: new Map([['letsencrypt', issuer]]) }, () => {});
}

async function known(platform: DomainPlatform): Promise<void> {
  for (let turn = 0; turn < 200 && !platform.isKnown(); turn += 1) await new Promise((next) => setTimeout(next, 20));
  expect(platform.isKnown()).toBe(true);
}

test('reads ports from the Gateway and the account from the issuer, and gives the same object until something changes', async () => {
  address = '192.0.2.1';
  const platform = await follow();
  await known(platform);
  const settings = platform.settingsFor(claim);
  expect(settings).toMatchObject({
    gatewayAddresses: ['192.0.2.1', '192.0.2.77'],
    formerGatewayAddresses: [],
    listenerPorts: { http: 10080, https: 10443 },
    httpPort: 80,
    httpsPort: 443,
    acmeAccountUri: 'https://ca.test/account/1',
    caaIdentities: ['ca.test'],
    delegationZone: 'dcv.test',
    clusterIssuer: 'letsencrypt',
  });
  expect(platform.settingsFor({ ...claim })).toBe(settings);
  expect(platform.gatewayOf(claim.attachment.gateway)).toEqual({
    address: '192.0.2.77',
    httpsPort: 10443,
    httpPorts: [80, 10080],
  });
  platform.close();
});

test('a portal that starts while no resolver answers goes by the addresses that were there last', async () => {
  address = null;
  const platform = await follow();
  await known(platform);
  expect(platform.settingsFor(claim).gatewayAddresses).toEqual(['192.0.2.1', '192.0.2.77']);
  platform.close();
});

test('an address that the Gateway had once is remembered as such', async () => {
  address = '192.0.2.2';
  const platform = await follow();
  await known(platform);
  await expect
    .poll(() => platform.settingsFor(claim).formerGatewayAddresses, { timeout: 5_000 })
    .toEqual(['192.0.2.1']);
  expect(platform.settingsFor(claim).gatewayAddresses).toEqual(['192.0.2.2', '192.0.2.77']);
  platform.close();
});
