import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { platformZone } from '../sandbox/dns/zones.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { askDns } from './ask-dns.ts';
import { gatewayListener, removeTestObjects, routeBehind } from './claim-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { updatePlatformZone } from './platform-zone.ts';
import { dig, sandbox } from './sandbox-control.ts';

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
