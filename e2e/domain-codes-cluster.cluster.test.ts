import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readPorts } from '../sandbox/settings/ports.ts';
import {
  gatewayListener,
  objectNamesOf,
  patchStatus,
  putListenerSet,
  removeTestObjects,
  routeBehind,
} from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { setRecord } from './registrar.ts';
import { kubectl, read, sandbox } from './sandbox-control.ts';

const ports = readPorts(process.env);
const zone = 'globex.localhost';
const minuteMs = 60_000;
const controllerName = 'gateway.envoyproxy.io/gatewayclass-controller';
let stage: DomainStage;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await admitAll();
  await removeTestObjects();
  stage = await openDomainStage();
});

afterAll(async () => {
  await stage.close();
  await removeTestObjects();
  await admitAll();
});

function admitAll(): Promise<void> {
  return admit({ from: 'All', selector: null });
}

/** From which namespaces the sandbox's Gateway takes ListenerSets. */
async function admit(namespaces: object): Promise<void> {
  const patch = JSON.stringify({ spec: { allowedListeners: { namespaces } } });
  await kubectl('-n', 'infra', 'patch', 'gateway', 'external', '--type=merge', '-p', patch);
}

/** A claim whose objects go to a namespace of the team's that is not its first. */
async function claimInContent(hostname: string): Promise<void> {
  const gateway = { namespace: 'infra', name: 'external' };
  await stage.store({ name: hostname, attachment: { strategy: 'listener-set', gateway, namespace: 'content' } });
}

test('C01: a Gateway that does not admit the namespace, until it does', async () => {
  const host = stage.freshName('c01', zone);
  const matchExpressions = [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['content'] }];
  await admit({ from: 'Selector', selector: { matchExpressions } });
  await claimInContent(host);
  await stage.prove(host);
  expect(await stage.untilCode(host, 'C01')).toEqual({
    code: 'C01',
    severity: 'problem',
    who: 'platform',
    light: 'certificate',
    message: 'Gateway external does not admit listeners from your namespace content.',
    found: expect.stringMatching(/namespace content not allowed by Gateway infra\/external/),
    wanted: 'Gateway external admits ListenerSets from content',
    fix: 'Ask the platform team to admit the namespace.',
  });
  expect(stage.row(host)).toMatchObject({ state: 'blocked', lights: { certificate: 'problem' } });
  await admitAll();
  await stage.untilNoCode(host, 'C01');
  await stage.until(host, 'a certificate', ({ lights }) => lights.certificate === 'ok');
});

test('C02: an older listener has the name, until it is released there', async () => {
  const host = stage.freshName('c02', zone);
  const older = { namespace: 'content', name: 'older-listener' };
  const tls = { mode: 'Terminate', certificateRefs: [{ name: 'older-listener' }] };
  await putListenerSet(older, [
    { name: 'https', port: ports.gatewayHttps, protocol: 'HTTPS', hostname: host, tls },
    { name: 'http', port: ports.gatewayHttp, protocol: 'HTTP', hostname: host },
  ]);
  await stage.claim(host);
  await stage.prove(host);
  expect(await stage.untilCode(host, 'C02')).toEqual({
    code: 'C02',
    severity: 'problem',
    who: 'platform',
    light: 'certificate',
    message: `An older listener has ${host}.`,
    found: expect.stringMatching(/^HostnameConflict/),
    wanted: `one listener for ${host}`,
    fix: 'Release the name there, or ask the platform team.',
  });
  expect(stage.row(host).state).toBe('blocked');
  await kubectl('-n', older.namespace, 'delete', 'listenerset', older.name);
  await stage.untilNoCode(host, 'C02');
  await stage.until(host, 'a certificate', ({ lights }) => lights.certificate === 'ok');
});

test('C04: nothing is behind the name, or only what the Gateway does not accept there, until a route is', async () => {
  const host = stage.freshName('c04', zone);
  await stage.claim(host);
  await stage.prove(host);
  const message = `Nothing is behind ${host}: no accepted route carries it.`;
  const wanted = `a route with ${host} in storefront`;
  expect(await stage.untilCode(host, 'C04')).toMatchObject({
    severity: 'problem',
    who: 'you',
    light: 'serving',
    message,
    found: 'no route',
    wanted,
    fix: 'Make a route with this hostname.',
  });
  // A route that names the Gateway never attaches to its sets.
  const route = await routeBehind(host, { parents: [gatewayListener('https')] });
  const found = `not accepted: storefront/${route}`;
  await stage.until(host, found, ({ diagnoses }) => diagnoses.some((one) => one.found === found));
  expect(await stage.untilCode(host, 'C04')).toMatchObject({ message, wanted, fix: expect.stringMatching(/accept/) });
  await routeBehind(host);
  await stage.untilNoCode(host, 'C04');
});

describe('without Envoy Gateway', () => {
  beforeAll(() => sandbox('stop', 'envoy-gateway'));
  afterAll(() => sandbox('start', 'envoy-gateway'));

  test('C03: the Gateway has not answered, first in progress, after two minutes unknown', async () => {
    const host = stage.freshName('c03', zone);
    await stage.claim(host);
    await stage.prove(host);
    expect(await stage.untilCode(host, 'C03')).toMatchObject({
      severity: 'progress',
      who: 'platform',
      light: 'certificate',
      message: expect.stringMatching(/^Gateway external has not answered yet, since \{time:\d+\}\.$/),
      wanted: 'Programmed',
      fix: 'If it lasts, ask the platform team.',
    });
    stage.moveClock(3 * minuteMs);
    await stage.untilCode(host, 'C03', { severity: 'unknown' });
    expect(stage.row(host).state).toBe('issuing');
    stage.moveClock(-3 * minuteMs);
    await sandbox('start', 'envoy-gateway');
    await stage.untilNoCode(host, 'C03');
    await stage.until(host, 'a certificate', ({ lights }) => lights.certificate === 'ok');
  });

  /**
   * Today's Envoy Gateway lets a route wait for its listener, so it cannot be had for real: what one of the time before wrote is written by
   * hand where it is stopped. Everything else is real: the claim, the order, cert-manager's challenge and its route.
   */
  test('C05: certificate and route wait for each other', async () => {
    await sandbox('stop', 'envoy-gateway');
    const host = stage.freshName('c05', zone);
    const token = crypto.randomUUID().replaceAll('-', '');
    await stage.store({ name: host, token, challenge: 'http-01' });
    await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
    await setRecord({ name: `_signalbox.${host}`, type: 'TXT', values: [`signalbox-proof=${token}`] });
    const solver = await untilSolverRoute(host);
    await writeDeadlock(host, solver);
    expect(await stage.untilCode(host, 'C05')).toMatchObject({
      severity: 'problem',
      who: 'platform',
      light: 'certificate',
      message: expect.stringMatching(/^Certificate and route wait for each other/),
      found: 'InvalidCertificateRef, NoReadyListeners',
      wanted: 'validation over DNS',
      fix: 'Ask the platform team for validation over DNS.',
    });
    await sandbox('start', 'envoy-gateway');
    await stage.untilNoCode(host, 'C05');
    await stage.until(host, 'a certificate', ({ lights }) => lights.certificate === 'ok', { timeoutMs: 45_000 });
  });
});

type Routes = {
  readonly items: readonly { readonly metadata: { readonly name: string }; readonly spec: { hostnames?: string[] } }[];
};

/** The name of cert-manager's temporary route for a hostname, when it is there. */
async function untilSolverRoute(host: string): Promise<string> {
  let found: string | undefined;
  await stage.until(host, 'the route of the challenge', () => stage.row(host).state === 'issuing');
  await expect
    .poll(
      async () => {
        const text = await kubectl('-n', 'storefront', 'get', 'httproute', '-l', solverLabel, '-o', 'json');
        const { items } = JSON.parse(text) as Routes;
        found = items.find(({ spec }) => spec.hostnames?.includes(host))?.metadata.name;
        return found;
      },
      { timeout: 30_000, interval: 300 },
    )
    .toBeDefined();
  return found ?? '';
}

const solverLabel = 'acme.cert-manager.io/http01-solver=true';

type Told = { readonly metadata: { readonly generation: number }; readonly spec: { readonly parentRefs: object[] } };

async function writeDeadlock(host: string, solver: string): Promise<void> {
  const namespace = 'storefront';
  const { listenerSet } = objectNamesOf(host);
  const set = await read<Told>('listenerset', namespace, listenerSet);
  const condition = (type: string, status: string, reason: string, generation: number) => ({
    type,
    status,
    reason,
    message: '',
    observedGeneration: generation,
    lastTransitionTime: new Date().toISOString().replace(/\.\d+/, ''),
  });
  const ofSet = (type: string, status: string, reason: string) =>
    condition(type, status, reason, set.metadata.generation);
  const entry = (name: string, conditions: object[]) => ({ name, attachedRoutes: 0, supportedKinds: [], conditions });
  await patchStatus('listenerset', namespace, listenerSet, {
    conditions: [ofSet('Accepted', 'True', 'Accepted'), ofSet('Programmed', 'False', 'ListenersNotValid')],
    listeners: [
      entry('https', [
        ofSet('Accepted', 'True', 'Accepted'),
        ofSet('ResolvedRefs', 'False', 'InvalidCertificateRef'),
        ofSet('Programmed', 'False', 'Invalid'),
      ]),
    ],
  });
  const route = await read<Told>('httproute', namespace, solver);
  const conditions = [condition('Accepted', 'False', 'NoReadyListeners', route.metadata.generation)];
  await patchStatus('httproute', namespace, solver, {
    parents: route.spec.parentRefs.map((parentRef) => ({ parentRef, controllerName, conditions })),
  });
}
