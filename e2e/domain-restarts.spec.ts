import { expect, type Page, test } from '@playwright/test';
import { objectNamesOf } from './claim-objects.ts';
import {
  ask,
  claimDomain,
  expectState,
  finding,
  makeRoute,
  openDomains,
  release,
  sayAdded,
  servedFor,
  stepLamp,
  wantedRecord,
} from './domains.ts';
import { openFor } from './people.ts';
import { deleteRecord, resetRegistrar, setRecord } from './registrar.ts';
import { deleteRoutes, killPortal, kubectl } from './sandbox-control.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

/** A name of its own for each run: a certificate authority counts. */
const hostname = `kept-${Date.now().toString(36)}.acme.localhost`;
const proofName = `_acme-challenge.${hostname}`;
const gatewayName = 'ext.apps.localhost';
const route = 'kept-acme';
const kinds = 'listenersets,httproutes,certificates,certificaterequests,orders.acme.cert-manager.io';

let mara: Page;

test.beforeAll(async ({ browser }) => {
  await resetRegistrar();
  await deleteRoutes('storefront', route);
  mara = await openFor(browser, 'mara');
});

test.afterAll(async () => {
  await deleteRoutes('storefront', route);
  await resetRegistrar();
  await mara.context().close();
});

/** What the domain's page says: its state, the lamp of each step, and the records to copy. */
async function screen(page: Page) {
  const steps = page.getByRole('list', { name: 'Steps' }).locator('[data-step]');
  return {
    state: await page.getByTestId('domain-page').getAttribute('data-state'),
    steps: await steps.evaluateAll((all) => all.map((one) => `${one.dataset.step}: ${one.dataset.state}`)),
    records: await page.getByTestId('next-action').locator('[data-record] code').allTextContents(),
  };
}

type Listed = { readonly kind: string; readonly metadata: { readonly name: string; readonly uid: string } };

/** Everything in the cluster that is about the hostname, each object with its identity. */
async function objects(): Promise<readonly string[]> {
  const { items } = JSON.parse(await kubectl('-n', 'storefront', 'get', kinds, '-o', 'json')) as { items: Listed[] };
  const { secret } = objectNamesOf(hostname);
  const own = items.filter((item) => [hostname, secret].some((word) => JSON.stringify(item).includes(word)));
  return own.map(({ kind, metadata: { name, uid } }) => `${kind} ${name} ${uid}`).toSorted();
}

function kindsOf(all: readonly string[]): readonly string[] {
  return all.map((one) => one.split(' ')[0] ?? '');
}

/** Kills the portal: the page that is open says the same afterwards, and so does a new one; in the cluster nothing is new or gone. */
async function expectSameAfterKill(): Promise<void> {
  const [before, inCluster] = [await screen(mara), await objects()];
  await killPortal();
  await expect(mara.getByTestId('live-indicator').first()).toContainText('Live', { timeout: 60_000 });
  await expect.poll(() => screen(mara), { timeout: 60_000 }).toEqual(before);
  await mara.reload();
  await expect.poll(() => screen(mara), { timeout: 60_000 }).toEqual(before);
  expect(await objects()).toEqual(inCluster);
}

test('while the proof is awaited', async () => {
  await claimDomain(mara, hostname);
  await expectState(mara, 'awaiting-proof');
  await expect(finding(mara, 'D01').first()).toContainText(proofName, { timeout: 20_000 });
  await expectSameAfterKill();
  expect(kindsOf(await objects())).toEqual([]);
});

test('while the proof is wrong', async () => {
  await setRecord({ name: proofName, type: 'CNAME', values: ['wrong.dcv.localhost'] });
  await sayAdded(mara);
  await expect(finding(mara, 'D02').first()).toContainText('wrong.dcv.localhost', { timeout: 20_000 });
  await expectSameAfterKill();
  await expect(finding(mara, 'D02').first()).toContainText('wrong.dcv.localhost');
});

test('while the certificate is ordered: one order, one certificate', async () => {
  const { value } = await wantedRecord(mara);
  await setRecord({ name: proofName, type: 'CNAME', values: [value] });
  await sayAdded(mara);
  await expect(stepLamp(mara, 'Ownership', 'clear')).toBeVisible({ timeout: 30_000 });
  await killPortal();
  await expect(stepLamp(mara, 'Certificate', 'clear')).toBeVisible({ timeout: 120_000 });
  await expectState(mara, 'ready-to-switch', 60_000);
  const once = ['Certificate', 'CertificateRequest', 'HTTPRoute', 'ListenerSet', 'Order'];
  expect(kindsOf(await objects())).toEqual(once);
});

test('while it is safe to switch', async () => {
  await expectSameAfterKill();
  expect(await servedFor(hostname)).toMatchObject({ isTrusted: true, names: [hostname] });
});

test('while it is live: requests are answered also without a portal', async () => {
  const page = mara.url();
  await makeRoute(mara, route, hostname);
  await setRecord({ name: hostname, type: 'CNAME', values: [gatewayName] });
  await mara.goto(page);
  await sayAdded(mara);
  await expectState(mara, 'live', 120_000);
  await expectSameAfterKill();
  expect(await ask(hostname)).toContain('"service": "hello-a"');
});

test('after the release', async () => {
  await release(mara);
  await expect.poll(async () => kindsOf(await objects()), { timeout: 60_000 }).toEqual(['HTTPRoute']);
  await expect(mara.getByRole('list', { name: 'Records to delete' })).toContainText(gatewayName);
  await expectSameAfterKill();
  await deleteRecord(hostname, 'CNAME');
  await openDomains(mara);
  await expect(mara.locator(`[data-domain="${hostname}"]`)).toHaveCount(1);
});
