import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listDomainEvents } from '../lib/db/domains.ts';
import type { Gateway } from '../lib/gateway-api/objects.ts';
import { sharedListenersRbac } from '../lib/rbac/shared-listeners-rbac.ts';
import { portalUser } from '../sandbox/cluster/identities.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { isThere, objectNamesOf, removeTestObjects, routeBehind } from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { resetRegistrar } from './registrar.ts';
import { applyManifest, curl, kubectl, read } from './sandbox-control.ts';

const ports = readPorts(process.env);
const gateway = { namespace: 'infra', name: 'external' } as const;
const rights = sharedListenersRbac({ user: portalUser, gateway });
const trust = ['--cacert', join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem')];
const long = { timeoutMs: 60_000 } as const;
let stage: DomainStage;
let hostname = '';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await takeRights();
  await removeTestObjects();
  await resetRegistrar();
  stage = await openDomainStage(undefined, { SIGNALBOX_ATTACHMENTS: 'infra/external=shared-listener' });
  hostname = stage.freshName('shared');
});

afterAll(async () => {
  await stage.close();
  await removeTestObjects();
  await takeRights();
  await resetRegistrar();
});

/** The right to one Gateway is granted apart from all others; the sandbox's portal does not have it. */
async function takeRights(): Promise<void> {
  const [{ metadata } = { metadata: { name: '' } }] = rights;
  await kubectl('-n', gateway.namespace, 'delete', 'role,rolebinding', metadata.name, '--ignore-not-found');
}

async function listenerNames(): Promise<readonly string[]> {
  const { spec } = await read<Gateway>('gateway', gateway.namespace, gateway.name);
  return (spec?.listeners ?? []).map(({ name }) => name ?? '');
}

function eventsOf(host: string): Promise<readonly string[]> {
  return listDomainEvents(stage.row(host).id, 50).then((events) => events.map(({ text }) => text));
}

function ask(host: string): Promise<string> {
  const resolve = ['--resolve', `${host}:${ports.gatewayHttps}:127.0.0.1`];
  return curl(...trust, ...resolve, `https://${host}:${ports.gatewayHttps}/`).catch(String);
}

test('without the right to the Gateway nothing is ordered, and the timeline says what the cluster refused', async () => {
  const before = await listenerNames();
  await stage.claim(hostname);
  await stage.prove(hostname);
  await stage.until(hostname, 'proof', ({ provenAt }) => provenAt !== null);
  await expect
    .poll(() => eventsOf(hostname), { timeout: 30_000 })
    .toContainEqual(expect.stringMatching(/gateways\.gateway\.networking\.k8s\.io "external" is forbidden/));
  expect(await listenerNames()).toEqual(before);
  expect(stage.row(hostname).budget.left).toBe(stage.row(hostname).budget.of);
});

test('with the right the name gets two listeners of its own and a certificate beside the Gateway, and is served', async () => {
  const before = await listenerNames();
  for (const right of rights) await applyManifest(right);
  await stage.until(hostname, 'safety', ({ state }) => state === 'ready-to-switch', { timeoutMs: 90_000 });
  const { sharedHttp, sharedHttps, secret, listenerSet } = objectNamesOf(hostname);
  expect(await listenerNames()).toEqual([...before, sharedHttp, sharedHttps]);
  expect(await isThere('certificate', gateway.namespace, secret)).toBe(true);
  expect(await isThere('listenerset', 'storefront', listenerSet)).toBe(false);
  await routeBehind(hostname, { parents: [{ ...gateway, sectionName: sharedHttps }] });
  await stage.lead(hostname);
  await stage.until(hostname, 'life', ({ state }) => state === 'live', long);
  await expect.poll(() => ask(hostname), { timeout: 20_000 }).toContain('"service": "storefront-v1"');
});

test('another team’s route finds no place on the listeners', async () => {
  const { sharedHttps } = objectNamesOf(hostname);
  const name = await routeBehind(hostname, {
    namespace: 'payments',
    service: 'payments-api',
    parents: [{ ...gateway, sectionName: sharedHttps }],
  });
  await expect
    .poll(() => kubectl('-n', 'payments', 'get', 'httproute', name, '-o', 'jsonpath={.status}'), { timeout: 20_000 })
    .toContain('NotAllowedByListeners');
  expect(await ask(hostname)).toContain('"service": "storefront-v1"');
});

test('a second domain and the release of the first leave each other’s listeners alone', async () => {
  const second = stage.freshName('second');
  await stage.claim(second);
  await stage.prove(second);
  await stage.until(second, 'safety', ({ state }) => state === 'ready-to-switch', { timeoutMs: 90_000 });
  const first = objectNamesOf(hostname);
  const kept = (await listenerNames()).filter((name) => name !== first.sharedHttp && name !== first.sharedHttps);
  await stage.release(hostname);
  await expect.poll(listenerNames, { timeout: 30_000 }).toEqual(kept);
  await expect.poll(() => isThere('certificate', gateway.namespace, first.secret), { timeout: 30_000 }).toBe(false);
  expect(kept).toContain(objectNamesOf(second).sharedHttps);
  await stage.release(second);
  await expect.poll(listenerNames, { timeout: 30_000 }).toEqual(['http', 'https', 'ops']);
});
