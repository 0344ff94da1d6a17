import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { blockingAddress } from '../sandbox/cdn/addresses.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { addRule, clearRules } from './authority.ts';
import { isThere, objectNamesOf, orderBeside, putListenerSet, removeTestObjects } from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { setRecord } from './registrar.ts';
import { kubectl, read } from './sandbox-control.ts';

const ports = readPorts(process.env);
const zone = 'globex.localhost';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
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

function untilCertified(host: string): Promise<unknown> {
  return stage.until(host, 'a certificate', ({ lights }) => lights.certificate === 'ok');
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
