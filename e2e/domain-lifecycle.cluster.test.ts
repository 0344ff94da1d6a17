import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listDomainEvents } from '../lib/db/domains.ts';
import type { DomainRow } from '../lib/domains/domain-row.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { gatewayListener, isThere, objectNamesOf, removeTestObjects, routeBehind } from './claim-objects.ts';
import { type DomainStage, openDomainStage, type StageTeam } from './domain-stage.ts';
import { deleteRecord } from './registrar.ts';
import { curl, read } from './sandbox-control.ts';

const ports = readPorts(process.env);
const zone = 'globex.localhost';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const long = { timeoutMs: 60_000 } as const;
const soon = { timeout: 20_000, interval: 300 } as const;
const trust = ['--cacert', join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem')];
let stage: DomainStage;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await removeTestObjects();
  stage = await openDomainStage();
});

afterAll(async () => {
  await stage.close();
  await removeTestObjects();
});

async function makeLive(host: string, by: StageTeam = 'storefront'): Promise<void> {
  await stage.prove(host, by);
  await stage.lead(host);
  await stage.until(host, 'life', ({ liveAt }) => liveAt !== null, { by, ...long });
}

/** Looks at the proof as often as it takes for a wrong one to count, and an hour long. */
async function seeWrongProof(host: string): Promise<void> {
  // As long as one name server has the former record, a look at them is not definite.
  const seen = async () => {
    await lookAgain(host);
    return (await stage.storedOf(host)).claim.proofBadCount;
  };
  await expect.poll(seen, soon).toBeGreaterThanOrEqual(3);
  stage.moveClock(hourMs + 60_000);
  await stage.until(host, 'drift', ({ state }) => state === 'drifted');
}

async function lookAgain(host: string, by: StageTeam = 'storefront'): Promise<void> {
  const from = stage.now();
  await stage.recheck(host, by);
  await stage.until(host, 'a look', ({ checkedAt }) => (checkedAt ?? 0) >= from, { by });
}

/** What comes back for a hostname, with a certificate that the sandbox's authority vouches for. */
function ask(host: string): Promise<string> {
  const resolve = ['--resolve', `${host}:${ports.gatewayHttps}:127.0.0.1`];
  return curl(...trust, ...resolve, `https://${host}:${ports.gatewayHttps}/`).catch(String);
}

/** What comes back over HTTP, following where it leads. */
function askPlain(host: string, ...more: readonly string[]): Promise<string> {
  const resolve = [ports.gatewayHttp, ports.gatewayHttps].flatMap((port) => ['--resolve', `${host}:${port}:127.0.0.1`]);
  return curl(...trust, ...resolve, ...more, `http://${host}:${ports.gatewayHttp}/`).catch(String);
}

test('release: its objects go, nothing answers for the name, and the name is kept', async () => {
  const host = stage.freshName('release', zone);
  await stage.claim(host);
  await stage.prove(host);
  await stage.until(host, 'safety', ({ state }) => state === 'ready-to-switch', long);
  const { listenerSet, redirectRoute } = objectNamesOf(host);
  expect(await isThere('listenerset', 'storefront', listenerSet)).toBe(true);
  await stage.release(host);
  await expect.poll(() => isThere('listenerset', 'storefront', listenerSet), soon).toBe(false);
  await expect.poll(() => isThere('httproute', 'storefront', redirectRoute), soon).toBe(false);
  const { state, deadlineAt } = stage.row(host);
  expect(state).toBe('released');
  expect((deadlineAt ?? 0) - stage.now()).toBeGreaterThan(29 * dayMs);
  await expect.poll(() => ask(host), soon).not.toContain('"service"');
});

test('suspension: after seven days of a wrong proof its listener goes, and comes back with the record', async () => {
  const host = stage.freshName('suspend', zone);
  const { listenerSet } = objectNamesOf(host);
  await stage.claim(host);
  await makeLive(host);
  await routeBehind(host);
  await expect.poll(() => ask(host), soon).toContain('"service": "storefront-v1"');
  await deleteRecord(`_acme-challenge.${host}`, 'CNAME');
  await seeWrongProof(host);
  expect(await isThere('listenerset', 'storefront', listenerSet)).toBe(true);
  stage.moveClock(6 * dayMs);
  await lookAgain(host);
  expect(stage.row(host).state).toBe('drifted');
  expect(await ask(host)).toContain('"service": "storefront-v1"');
  stage.moveClock(dayMs);
  await stage.until(host, 'suspension', ({ state }) => state === 'suspended');
  await expect.poll(() => isThere('listenerset', 'storefront', listenerSet), soon).toBe(false);
  await expect.poll(() => ask(host), soon).not.toContain('"service"');
  await stage.prove(host);
  await stage.until(host, 'its return', ({ state }) => state === 'live', long);
  await expect.poll(() => ask(host), soon).toContain('"service": "storefront-v1"');
  stage.resetClock();
});

test('lapse: what nobody proves for fourteen days is over, until somebody begins anew', async () => {
  const host = stage.freshName('lapse', zone);
  await stage.claim(host);
  const { deadlineAt } = await stage.until(host, 'a deadline', (row) => row.deadlineAt !== null);
  expect((deadlineAt ?? 0) - stage.now()).toBeGreaterThan(13.9 * dayMs);
  stage.moveClock(14 * dayMs + hourMs);
  await expect.poll(() => stage.row(host).state, soon).toBe('lapsed');
  expect(stage.row(host)).toMatchObject({ records: [], nextCheckAt: null });
  await stage.recheck(host);
  await stage.until(host, 'a new beginning', ({ state }) => state === 'awaiting-proof');
  stage.resetClock();
});

/**
 * The former owner's route was made with kubectl before anybody claimed the name, and hangs on the Gateway's own listener, which takes every
 * hostname, and on the claim's. It would go on taking requests for the name.
 */
test('transfer: requests reach the new owner over HTTP and HTTPS although an older route of the former owner’s had the name', async () => {
  const host = stage.freshName('transfer', zone);
  const { listenerSet } = objectNamesOf(host);
  const parents = [
    gatewayListener('http'),
    { kind: 'ListenerSet', group: 'gateway.networking.k8s.io', name: listenerSet },
  ];
  const older = await routeBehind(host, { parents });
  await stage.claim(host);
  await makeLive(host);
  await expect.poll(() => ask(host), soon).toContain('"service": "storefront-v1"');

  const contested = await stage.claim(host, 'payments');
  expect(contested.state).toBe('contested');
  expect(JSON.stringify(contested)).not.toMatch(/storefront/i);
  await stage.prove(host, 'payments');
  await stage.untilCode(host, 'D02');
  await seeWrongProof(host);
  const isNotice = ({ deadlineAt }: DomainRow) =>
    deadlineAt !== null && Math.abs(deadlineAt - stage.now() - 72 * hourMs) < hourMs;
  await stage.until(host, 'a notice of 72 hours', isNotice, { by: 'payments' });
  await stage.until(host, 'to be told of it', isNotice);
  await expect.poll(() => ask(host), soon).toContain('"service": "storefront-v1"');

  stage.moveClock(72 * hourMs + 60_000);
  await lookAgain(host);
  await stage.until(host, 'the name', ({ provenAt }) => provenAt !== null, { by: 'payments', ...long });
  await stage.until(host, 'the loss', ({ provenAt }) => provenAt === null);
  const cleared = await read<{ spec: { hostnames?: string[]; parentRefs?: object[] } }>(
    'httproute',
    'storefront',
    older,
  );
  expect(cleared.spec).toMatchObject({ parentRefs: [] });
  expect(cleared.spec.hostnames).toBeUndefined();
  const events = await listDomainEvents(stage.row(host).id);
  expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['claim.lost', 'name.taken-out']));
  await stage.until(host, 'life', ({ liveAt }) => liveAt !== null, { by: 'payments', ...long });
  await routeBehind(host, { namespace: 'payments', service: 'payments-api' });
  await expect.poll(() => ask(host), soon).toContain('"service": "payments-api"');
  await expect.poll(() => askPlain(host, '--location'), soon).toContain('"service": "payments-api"');
  expect(await askPlain(host, '--head')).toMatch(/^HTTP\/1.1 301 /);
  expect(await isThere('listenerset', 'storefront', listenerSet)).toBe(false);
});
