import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DomainRow } from '../lib/domains/domain-row.ts';
import { hourMs } from '../lib/domains/settings.ts';
import { wantedNames } from '../lib/domains/wanted-objects.ts';
import { type DomainStage, openDomainStage } from './domain-stage.ts';
import { resetRegistrar } from './registrar.ts';
import { deleteRoute, makeRoute } from './sample-route.ts';
import { applyManifest, deleteRoutes, sandbox } from './sandbox-control.ts';

const minuteMs = 60_000;
const patient = { timeoutMs: 60_000 } as const;
const ours = { proof: 'ok', certificate: 'ok', traffic: 'ok', serving: 'ok' } as const;
const routes: string[] = [];
let stage: DomainStage;
/** A domain that serves, whatever fails beside it. */
let served = '';

beforeAll(async () => {
  await resetRegistrar();
  stage = await openDomainStage();
  served = stage.freshName('served');
  await stage.claim(served);
  await stage.prove(served);
  await stage.lead(served);
  const { listenerSet } = wantedNames({ name: served, scope: 'exact' });
  routes.push(listenerSet.replace('signalbox', 'behind'));
  await applyManifest({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: routes[0], namespace: 'storefront' },
    spec: {
      parentRefs: [{ kind: 'ListenerSet', name: listenerSet, sectionName: 'https' }],
      hostnames: [served],
      rules: [{ backendRefs: [{ name: 'storefront-v1', port: 80 }] }],
    },
  });
}, 60_000);

/** Each test begins at the time that everybody else has, with a domain that serves, whatever became of the one before. */
beforeEach(async () => {
  stage.resetClock();
  await untilServing();
}, 90_000);

afterAll(async () => {
  await deleteRoutes('storefront', ...routes);
  await stage?.close();
  await resetRegistrar();
});

function untilServing(): Promise<unknown> {
  return stage.until(
    served,
    'a domain that serves',
    ({ state, lights, diagnoses }) => state === 'live' && isAll(lights) && diagnoses.length === 0,
    patient,
  );
}

function isAll(lights: Readonly<Record<string, string>>): boolean {
  return Object.entries(ours).every(([light, state]) => lights[light] === state);
}

/** Takes parts away while `during` runs, and brings them back whatever comes of it. */
async function without(parts: readonly string[], during: () => Promise<void>): Promise<void> {
  try {
    for (const part of parts) await sandbox('stop', part);
    await during();
  } finally {
    for (const part of parts) await sandbox('start', part);
  }
}

test('without ExternalDNS a name of the platform’s waits for its record, which comes afterwards', async () => {
  const label = stage.freshName('published').split('.')[0] ?? '';
  const name = `${label}.apps.localhost`;
  try {
    await without(['external-dns'], async () => {
      await stage.claim(name);
      await makeRoute(label);
      expect(await stage.untilCode(name, 'E05', { severity: 'progress' })).toMatchObject({
        who: 'platform',
        message: `ExternalDNS has not written ${name} yet.`,
        found: 'no record',
        wanted: 'the Gateway’s address',
      });
      expect(stage.row(name).lights.traffic).toBe('progress');
      stage.moveClock(6 * minuteMs);
      // The light counts what was looked at since.
      await stage.until(name, 'traffic as a problem', ({ lights }) => lights.traffic === 'problem');
      await stage.untilCode(name, 'E05', { severity: 'problem' });
      expect(stage.row(served).state).toBe('live');
    });
    const row = await stage.until(name, 'a domain that serves', ({ state }) => state === 'live', patient);
    expect(row.lights).toMatchObject({ traffic: 'ok', serving: 'ok' });
  } finally {
    await deleteRoute(label);
  }
});

test('without cert-manager a certificate does not come, and after two minutes nobody says that it will', async () => {
  const name = stage.freshName('issued');
  await without(['cert-manager'], async () => {
    await stage.claim(name);
    await stage.prove(name);
    await stage.until(name, 'a listener', ({ headline }) => headline.startsWith('cert-manager is about to'), patient);
    expect(stage.row(name)).toMatchObject({ state: 'issuing', lights: { certificate: 'progress' } });
    stage.moveClock(3 * minuteMs);
    const found = await stage.untilCode(name, 'T07', { severity: 'unknown' });
    expect(found).toMatchObject({ who: 'platform', found: 'no Certificate', wanted: 'an order for a certificate' });
    expect(found.message).toMatch(/^cert-manager has not seen to the listener of issued-.* since \{time:\d+\}\.$/);
    const row = stage.row(name);
    expect(row.lights.certificate).toBe('unknown');
    expect(row.headline).toBe(found.message.replace(/\.$/, ''));
    expect(stage.row(served).state).toBe('live');
  });
  await stage.until(name, 'a certificate', ({ lights }) => lights.certificate === 'ok', { timeoutMs: 90_000 });
  expect(stage.row(name).diagnoses.map(({ code }) => code)).not.toContain('T07');
}, 150_000);

test('D24: without Knot the last result is kept, and is unknown when it is too old; nothing is taken away', async () => {
  await without(['knot', 'knot-secondary'], async () => {
    const found = await stage.untilCode(served, 'D24', patient);
    expect(found).toMatchObject({ severity: 'unknown', who: 'platform', wanted: 'an answer' });
    expect(found.message).toMatch(/^Could not check .* since \{time:\d+\}; the last result is kept\.$/);
    expect(stage.row(served)).toMatchObject({ state: 'live', lights: { proof: 'ok' } });
    stage.moveClock(13 * hourMs);
    // A handshake with the Gateway needs no name server.
    const { state, next } = await stage.until(
      served,
      'lights that know nothing but of the Gateway',
      ({ lights: { proof, traffic, serving } }) => proof === 'unknown' && traffic === 'unknown' && serving === 'ok',
    );
    expect({ state, next }).toEqual({ state: 'live', next: null });
  });
  const isClear = ({ lights, diagnoses }: DomainRow) => isAll(lights) && diagnoses.length === 0;
  expect((await stage.until(served, 'its lights and no finding', isClear, patient)).state).toBe('live');
}, 120_000);

test('D24: without Unbound a new name’s zone cannot be found, and one that serves goes on', async () => {
  const name = stage.freshName('unresolved');
  await without(['unbound'], async () => {
    await stage.claim(name);
    const found = await stage.untilCode(name, 'D24');
    expect(found).toMatchObject({ severity: 'unknown', light: 'proof', who: 'platform' });
    expect(found.message).toMatch(/^Could not check the zone since \{time:\d+\}\.$/);
    expect(found.found).toMatch(/nameservers of localhost: /);
    const { state, lights } = stage.row(name);
    expect([state, lights.proof]).toEqual(['awaiting-proof', 'unknown']);
    await stage.untilCode(served, 'D24');
    expect(stage.row(served)).toMatchObject({ state: 'live', lights: ours });
  });
  await stage.untilCode(name, 'D01', patient);
  expect((await stage.untilNoCode(name, 'D24')).lights.proof).toBe('progress');
  await stage.until(served, 'no finding', ({ diagnoses }) => diagnoses.length === 0, patient);
}, 120_000);
