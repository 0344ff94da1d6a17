import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Diagnosis } from '../lib/domains/domain-row.ts';
import { blockingAddress } from '../sandbox/cdn/addresses.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { addRule, clearRules } from './authority.ts';
import {
  isThere,
  objectNamesOf,
  orderBeside,
  putListenerSet,
  removeTestObjects,
  renewNow,
  routeBehind,
} from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { whilePaused } from './paused-part.ts';
import { deleteRecord, setRecord } from './registrar.ts';
import { kubectl, read } from './sandbox-control.ts';

const ports = readPorts(process.env);
const zone = 'globex.localhost';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const namespace = 'storefront';
/** `{time:…}` in a text, which screens write in the reader's own time. */
const time = '\\{time:(\\d+)\\}';
let stage: DomainStage;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  await clearRules();
  await removeTestObjects();
  stage = await openDomainStage();
});

afterAll(async () => {
  await stage.close();
  await removeTestObjects();
  await clearRules();
});

async function claimAndProve(host: string): Promise<void> {
  await stage.claim(host);
  await stage.prove(host);
}

function untilCertified(host: string, patience: { readonly timeoutMs?: number } = {}): Promise<unknown> {
  return stage.until(host, 'a certificate', ({ lights }) => lights.certificate === 'ok', patience);
}

async function makeLive(host: string): Promise<void> {
  await claimAndProve(host);
  await stage.lead(host);
  await stage.until(host, 'its objects', ({ state }) => state !== 'awaiting-proof');
  await routeBehind(host);
  await stage.until(host, 'life', ({ state }) => state === 'live', { timeoutMs: 60_000 });
}

/** Proves a claim where nothing delegates the challenge: then the certificate is validated over HTTP. */
async function claimForHttp(host: string): Promise<void> {
  const token = crypto.randomUUID().replaceAll('-', '');
  await stage.store({ name: host, token, challenge: 'http-01' });
  await setRecord({ name: `_signalbox.${host}`, type: 'TXT', values: [`signalbox-proof=${token}`] });
}

type Challenges = {
  readonly items: readonly { readonly spec: { dnsName: string }; readonly status?: { processing?: boolean } }[];
};

/** Whether cert-manager is at work on a name in a namespace. */
async function isValidating(inNamespace: string, host: string): Promise<boolean> {
  const { items } = JSON.parse(await kubectl('-n', inNamespace, 'get', 'challenge', '-o', 'json')) as Challenges;
  return items.some(({ spec, status }) => spec.dnsName === host && status?.processing === true);
}

function timeIn(text: string): number {
  return Number(new RegExp(time).exec(text)?.[1]);
}

test('T01: cert-manager skips the listener because of an annotation of somebody else’s, until that is gone', async () => {
  const host = stage.freshName('t01', zone);
  const { listenerSet } = objectNamesOf(host);
  const annotations = { 'cert-manager.io/issuer': 'of-my-own', 'cert-manager.io/cluster-issuer': 'letsencrypt' };
  const http = { name: 'http', port: ports.gatewayHttp, protocol: 'HTTP', hostname: host } as const;
  await putListenerSet({ namespace, name: listenerSet }, [http], annotations);
  await claimAndProve(host);
  expect(await stage.untilCode(host, 'T01')).toMatchObject({
    severity: 'problem',
    who: 'platform',
    light: 'certificate',
    message: expect.stringMatching(
      new RegExp(`^cert-manager skips the listener: Could not determine issuer .*may not be set, ${time}\\.$`),
    ),
    found: expect.stringContaining('bad annotations'),
    wanted: 'a listener that cert-manager takes',
    fix: 'Show this text to the platform team.',
  });
  await kubectl('-n', namespace, 'annotate', 'listenerset', listenerSet, 'cert-manager.io/issuer-');
  await stage.untilNoCode(host, 'T01');
  await untilCertified(host);
});

describe('validation over HTTP of a name behind a proxy that blocks', () => {
  let host: string;

  test('T02: a certificate for the same name is validated already, so this one waits for its turn', async () => {
    host = stage.freshName('t02', zone);
    const first = { namespace: 'content', name: 'first-in-line' };
    await setRecord({ name: host, type: 'A', values: [blockingAddress] });
    await orderBeside(host, { ...first, issuer: 'letsencrypt-http' });
    await expect.poll(() => isValidating(first.namespace, host), { timeout: 30_000, interval: 300 }).toBe(true);
    await claimForHttp(host);
    expect(await stage.untilCode(host, 'T02', { timeoutMs: 45_000 })).toMatchObject({
      severity: 'progress',
      who: 'nobody',
      light: 'certificate',
      message: 'Waiting for a free slot: cert-manager validates a limited number of names at a time.',
    });
    await kubectl('-n', first.namespace, 'delete', 'certificate', first.name);
    await stage.untilNoCode(host, 'T02');
  });

  test('T03: cert-manager’s own look does not get the proof, after ten minutes a problem, until the proxy is gone', async () => {
    const isOfProxy = ({ code, found }: Diagnosis) =>
      code === 'T03' && found?.includes("wrong status code '403', expected '200'");
    // Its first looks may fail by what resolvers remember of the name.
    const row = await stage.until(host, 'T03', ({ diagnoses }) => diagnoses.some(isOfProxy));
    expect(row.diagnoses.find(isOfProxy)).toMatchObject({
      severity: 'progress',
      who: 'nobody',
      light: 'certificate',
      message: expect.stringMatching(
        new RegExp(`^Something else answers where the proof should be, since ${time}\\.$`),
      ),
      fix: expect.stringMatching(/proxies/),
    });
    stage.moveClock(11 * minuteMs);
    await stage.untilCode(host, 'T03', { severity: 'problem' });
    stage.moveClock(-11 * minuteMs);
    await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
    await stage.untilNoCode(host, 'T03', { timeoutMs: 60_000 });
    await untilCertified(host, { timeoutMs: 60_000 });
  });
});

describe('an authority that refuses once', () => {
  let host: string;

  beforeAll(async () => {
    host = stage.freshName('t04', zone);
    await addRule({ kind: 'secondary-validation', name: host });
    await claimAndProve(host);
  });

  test('T04: the authority’s own text is told, and nothing is ordered meanwhile', async () => {
    expect(await stage.untilCode(host, 'T04')).toMatchObject({
      severity: 'problem',
      who: 'you',
      light: 'certificate',
      message:
        'The certificate authority refused: The proof is seen from one place of the internet and not from another.',
      found: expect.stringContaining(`During secondary validation: the proof for ${host} was not found`),
    });
    expect(stage.row(host)).toMatchObject({ state: 'blocked', lights: { certificate: 'problem' } });
  });

  test('T05: cert-manager waits for an hour and the time is told; the code is gone after it', async () => {
    const found = await stage.untilCode(host, 'T05');
    expect(found).toMatchObject({
      severity: 'progress',
      who: 'nobody',
      light: 'certificate',
      message: expect.stringMatching(new RegExp(`^Next try ${time}\\.$`)),
      found: expect.stringMatching(new RegExp(`^1 failed, the last ${time}$`)),
      fix: 'Mend the cause before then.',
    });
    expect(timeIn(found.message) - timeIn(found.found ?? '')).toBe(hourMs);
    stage.moveClock(hourMs + minuteMs);
    await stage.untilNoCode(host, 'T05');
    stage.moveClock(-hourMs - minuteMs);
  });

  test('T04 and T05 are gone when the next try succeeds', async () => {
    await renewNow(host);
    await untilCertified(host);
    await stage.untilNoCode(host, 'T04');
    await stage.untilNoCode(host, 'T05');
  });
});

test('T06: the authority limits orders and says until when; gone after that time', async () => {
  const host = stage.freshName('t06', zone);
  await addRule({ kind: 'rate-limit', name: host, retryAfterSeconds: 7_200 });
  const before = Date.now();
  await claimAndProve(host);
  const found = await stage.untilCode(host, 'T06');
  expect(found).toMatchObject({
    severity: 'problem',
    who: 'nobody',
    light: 'certificate',
    message: expect.stringMatching(
      new RegExp(`^The certificate authority limits orders and accepts again ${time}\\.$`),
    ),
    found: expect.stringContaining('too many certificates (5) already issued for this exact set of identifiers'),
    fix: 'Wait; nothing is ordered before.',
  });
  const until = timeIn(found.message);
  expect(until - before).toBeGreaterThan(7_190_000);
  expect(until - before).toBeLessThan(7_290_000);
  expect(stage.row(host).state).toBe('blocked');
  stage.moveClock(until - stage.now() + minuteMs);
  await stage.untilNoCode(host, 'T06');
  stage.resetClock();
  await renewNow(host);
  await untilCertified(host);
});

test('T07: the issuer is not ready; nothing is made before it is', async () => {
  const host = stage.freshName('t07', zone);
  const { listenerSet } = objectNamesOf(host);
  const { spec } = await read<{ spec: { acme: { server: string } } }>('clusterissuer', 'default', 'letsencrypt');
  try {
    await leadIssuerTo('https://127.0.0.1:9/dir'); // nobody is there
    await expect.poll(isIssuerReady, { timeout: 30_000, interval: 300 }).toBe(false);
    await claimAndProve(host);
    expect(await stage.untilCode(host, 'T07')).toMatchObject({
      severity: 'problem',
      who: 'platform',
      light: 'certificate',
      message: expect.stringMatching(/^The platform’s issuer letsencrypt cannot be used: .*\.$/),
      found: expect.stringMatching(/connection refused/),
      wanted: 'issuer letsencrypt ready',
      fix: 'The platform team has to mend it; nothing for you to do.',
    });
    expect(await isThere('listenerset', namespace, listenerSet)).toBe(false);
  } finally {
    await leadIssuerTo(spec.acme.server);
  }
  await stage.untilNoCode(host, 'T07', { timeoutMs: 60_000 });
  await untilCertified(host);
  expect(await isThere('listenerset', namespace, listenerSet)).toBe(true);
});

async function isIssuerReady(): Promise<boolean> {
  type Issuer = {
    readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  };
  const { status } = await read<Issuer>('clusterissuer', 'default', 'letsencrypt');
  return (status?.conditions ?? []).some((one) => one.type === 'Ready' && one.status === 'True');
}

async function leadIssuerTo(server: string): Promise<void> {
  const patch = JSON.stringify({ spec: { acme: { server } } });
  await kubectl('patch', 'clusterissuer', 'letsencrypt', '--type=merge', '-p', patch);
}

describe('a live domain', () => {
  let host: string;

  beforeAll(async () => {
    host = stage.freshName('t08', zone);
    await makeLive(host);
  });

  /** cert-manager's time cannot be moved, so the portal alone sees that the renewal is overdue: first a warning, then a problem. */
  test('T08: the renewal is late', async () => {
    const { certificate } = stage.row(host);
    const notAfter = certificate?.notAfter ?? 0;
    const renewalAt = certificate?.renewalAt ?? 0;
    const { status } = await read<{ status: { notBefore: string } }>(
      'certificate',
      namespace,
      objectNamesOf(host).secret,
    );
    const life = notAfter - Date.parse(status.notBefore);
    const late = renewalAt + life / 6;
    stage.moveClockTo(late - hourMs);
    await stage.untilNoCode(host, 'T08');
    stage.moveClockTo(late + hourMs);
    const left = Math.floor((notAfter - late - hourMs) / dayMs);
    expect(await stage.untilCode(host, 'T08', { severity: 'warning' })).toMatchObject({
      who: 'platform',
      light: 'certificate',
      message: `Expires in ${left} days, {time:${notAfter}}.`,
      found: `renewal was due {time:${renewalAt}}`,
      wanted: 'a renewed certificate',
    });
    expect(stage.row(host).state).toBe('degraded');
    stage.moveClockTo(notAfter - life / 20);
    await stage.untilCode(host, 'T08', { severity: 'problem' });
    stage.resetClock();
    await stage.untilNoCode(host, 'T08');
  });

  test('T08: the certificate has to be made anew and is not, until the authority issues', async () => {
    await addRule({ kind: 'rate-limit', name: host, retryAfterSeconds: 60 });
    await kubectl('-n', namespace, 'delete', 'secret', objectNamesOf(host).secret);
    expect(await stage.untilCode(host, 'T08')).toMatchObject({
      severity: 'warning',
      who: 'platform',
      light: 'certificate',
      message: expect.stringMatching(new RegExp(`^The certificate is not ready since ${time}: .*\\.$`)),
      wanted: 'a certificate that is ready',
    });
    await stage.untilCode(host, 'T06');
    expect(stage.row(host)).toMatchObject({ state: 'degraded', lights: { certificate: 'problem' } });
    await renewNow(host);
    await stage.untilNoCode(host, 'T08');
  });

  test('T09: the Gateway serves the certificate before, after five minutes a problem, until it takes the new one', async () => {
    await untilCertified(host, { timeoutMs: 60_000 });
    await whilePaused('envoy-gateway', async () => {
      await renewNow(host);
      const found = await stage.untilCode(host, 'T09', { severity: 'warning' });
      expect(found).toMatchObject({
        who: 'platform',
        light: 'serving',
        message: expect.stringMatching(
          new RegExp(`^A certificate was issued ${time}; the Gateway still serves the one that ends ${time}\\.$`),
        ),
        found: expect.stringMatching(/^serial [0-9a-f]+ of .*Pebble/),
        wanted: expect.stringMatching(/^fingerprint [0-9A-F:]+$/i),
        fix: 'Ask the platform team to look at Gateway external.',
      });
      stage.moveClock(6 * minuteMs);
      await stage.untilCode(host, 'T09', { severity: 'problem' });
      stage.moveClock(-6 * minuteMs);
    });
    await stage.untilNoCode(host, 'T09');
  });

  afterAll(() => deleteRecord(host, 'CNAME'));
});
