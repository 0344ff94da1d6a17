import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { platformZone } from '../sandbox/dns/zones.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { askDns } from './ask-dns.ts';
import { gatewayListener, removeTestObjects, routeBehind } from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { updatePlatformZone } from './platform-zone.ts';
import { dig, kubectl, sandbox } from './sandbox-control.ts';

const ports = readPorts(process.env);
const minuteMs = 60_000;
const run = Date.now().toString(36).slice(-5);
const patience = { timeout: 30_000, interval: 300 } as const;
const parents = [gatewayListener('http'), gatewayListener('https')];
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

/** A label of the platform's zone that no earlier run has used. */
function fresh(label: string): { readonly label: string; readonly host: string } {
  return { label: `${label}-${run}`, host: `${label}-${run}.${platformZone}` };
}

function address(host: string): Promise<readonly string[]> {
  return dig(ports.knot, host);
}

/** Claims a name of the platform's, with a route behind it, and waits until visitors come. */
async function makeLive(host: string, at = parents): Promise<void> {
  await stage.claim(host);
  await routeBehind(host, { parents: at });
  await stage.until(host, 'life', ({ state }) => state === 'live');
}

/** Waits until a look was taken that began after now. */
async function lookAgain(host: string): Promise<void> {
  const from = stage.now();
  await stage.recheck(host);
  await stage.until(host, 'a look', ({ checkedAt }) => (checkedAt ?? 0) >= from);
}

test('E01: a record of another owner stands at the name, until it is deleted', async () => {
  const { label, host } = fresh('e01');
  const text = '"heritage=external-dns,external-dns/owner=somebody-else,external-dns/resource=service/a/b"';
  await updatePlatformZone(`add ${label} 30 A 127.0.0.9`, `add a-${label} 30 TXT ${text}`);
  await stage.claim(host);
  await routeBehind(host, { parents });
  expect(await stage.untilCode(host, 'E01')).toEqual({
    code: 'E01',
    severity: 'problem',
    who: 'platform',
    light: 'traffic',
    message: `A record stands at ${host} that we may not change.`,
    found: 'a record of owner somebody-else',
    wanted: 'owner sandbox',
    fix: 'Ask the platform team to delete it, or to let ExternalDNS take it over.',
  });
  expect(await address(host)).toEqual(['127.0.0.9']);
  await updatePlatformZone(`delete ${label} A`, `delete a-${label} TXT`);
  await stage.untilNoCode(host, 'E01');
  await stage.until(host, 'life', ({ state }) => state === 'live');
});

/**
 * The sandbox runs ExternalDNS 0.21, which reads the alpha prefix; it ignores the later one as 0.22 ignores the alpha one. What a cluster
 * with 0.22 shows is tried on the pure core.
 */
test('E02: annotations under a prefix that the running ExternalDNS does not read, until they are under the other', async () => {
  const { host } = fresh('e02');
  await stage.claim(host);
  await routeBehind(host, { parents, annotations: { 'external-dns.kubernetes.io/controller': 'somebody-else' } });
  expect(await stage.untilCode(host, 'E02')).toMatchObject({
    severity: 'problem',
    who: 'you',
    light: 'traffic',
    message: `A route with ${host} carries annotations that the running ExternalDNS does not read.`,
    found: 'annotations under `external-dns.kubernetes.io/`',
    wanted: 'annotations under `external-dns.alpha.kubernetes.io/`',
  });
  // It was to be left alone, and is published.
  await expect.poll(() => address(host), patience).toEqual(['127.0.0.1']);
  await routeBehind(host, { parents, annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' } });
  await stage.untilNoCode(host, 'E02');
});

test('E03: two write the record in turn, until ten minutes have passed without a change', async () => {
  const { label, host } = fresh('e03');
  await makeLive(host);
  await sandbox('stop', 'external-dns');
  try {
    for (const value of ['127.0.0.9', '127.0.0.1', '127.0.0.9']) {
      await updatePlatformZone(`delete ${label} A`, `add ${label} 30 A ${value}`);
      await lookAgain(host);
    }
    expect(await stage.untilCode(host, 'E03')).toMatchObject({
      severity: 'warning',
      who: 'you',
      light: 'traffic',
      message: `The record at ${host} changed 3 times in ten minutes: two routes disagree.`,
      found: '127.0.0.1 and 127.0.0.9',
      wanted: 'one value',
      fix: 'Give all routes with this hostname the same ExternalDNS annotations.',
    });
  } finally {
    await sandbox('start', 'external-dns');
  }
  await expect.poll(() => address(host), patience).toEqual(['127.0.0.1']);
  await lookAgain(host);
  stage.moveClock(11 * minuteMs);
  await stage.untilNoCode(host, 'E03');
  stage.moveClock(-11 * minuteMs);
});

/**
 * A route is refused by the listener that took it when its namespace loses a label. One that is led to another listener would not do: Envoy
 * Gateway leaves what it said of the former one, and ExternalDNS goes by that.
 */
describe('E04', () => {
  const onOps = [gatewayListener('ops')];

  async function letOntoOps(isLet: boolean): Promise<void> {
    await kubectl('label', 'namespace', 'storefront', `sandbox.signalbox.dev/operations${isLet ? '=true' : '-'}`);
  }

  beforeEach(() => letOntoOps(true));
  afterAll(() => letOntoOps(false));

  test('a route that the Gateway no longer accepts would lose its record, until it is accepted again', async () => {
    const { host } = fresh('e04');
    await makeLive(host, onOps);
    await sandbox('stop', 'external-dns');
    try {
      await letOntoOps(false);
      expect(await stage.untilCode(host, 'E04')).toMatchObject({
        severity: 'problem',
        who: 'platform',
        light: 'traffic',
        message: 'As things are, ExternalDNS would delete one record.',
        found: host,
        wanted: 'an accepted route, and a Gateway with an address',
        fix: 'See why the Gateway has no address or does not accept the route.',
      });
      await letOntoOps(true);
      await stage.untilNoCode(host, 'E04');
    } finally {
      await sandbox('start', 'external-dns');
    }
    await stage.until(host, 'life', ({ state }) => state === 'live');
    expect(await address(host)).toEqual(['127.0.0.1']);
  });

  test('what it says comes true', async () => {
    const { host } = fresh('e04-true');
    await makeLive(host, onOps);
    await letOntoOps(false);
    await stage.untilCode(host, 'E04');
    await expect.poll(() => address(host), patience).toEqual([]);
  });
});

test('E05: ExternalDNS has not written the record, after five minutes a problem, until it writes', async () => {
  const { host } = fresh('e05');
  await sandbox('stop', 'external-dns');
  try {
    await stage.claim(host);
    await routeBehind(host, { parents });
    expect(await stage.untilCode(host, 'E05', { severity: 'progress' })).toMatchObject({
      who: 'platform',
      light: 'traffic',
      message: `ExternalDNS has not written ${host} yet.`,
      found: 'no record',
      wanted: 'the Gateway’s address',
      fix: 'If it lasts, ask the platform team to look at ExternalDNS.',
    });
    stage.moveClock(6 * minuteMs);
    await stage.untilCode(host, 'E05', { severity: 'problem' });
    stage.moveClock(-6 * minuteMs);
  } finally {
    await sandbox('start', 'external-dns');
  }
  await stage.untilNoCode(host, 'E05');
  expect((await askDns(ports.knot, host, 'A')).values).toEqual(['127.0.0.1']);
});
