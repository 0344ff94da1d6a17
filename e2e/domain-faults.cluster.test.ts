import { afterAll, beforeAll, expect, test } from 'vitest';
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
  await stage.until(served, 'a domain that serves', ({ state, lights }) => state === 'live' && isAll(lights), patient);
});

afterAll(async () => {
  await deleteRoutes('storefront', ...routes);
  await stage?.close();
  await resetRegistrar();
});

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
