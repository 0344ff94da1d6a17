import { expect, type Page, test } from '@playwright/test';
import {
  ask,
  claimDomain,
  expectState,
  finding,
  openDomains,
  sayAdded,
  servedFor,
  stepLamp,
  typeNames,
  wantedRecord,
} from './domains.ts';
import { addBackend, reviewAndApply, rule } from './editor.ts';
import { openFor } from './people.ts';
import { deleteRecord, resetRegistrar, setRecord } from './registrar.ts';
import { deleteRoutes } from './sandbox-control.ts';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

const shop = 'shop.acme.localhost';
const proofName = `_acme-challenge.${shop}`;
const gatewayName = 'ext.apps.localhost';
/** What a record has that was set for another host long ago. */
const elsewhere = '203.0.113.9';
const routes = ['shop-acme', 'globex', 'wild-acme'];

let mara: Page;
let proof: { field: string; value: string };
let shopPage: string;

test.beforeAll(async ({ browser }) => {
  await resetRegistrar();
  await deleteRoutes('storefront', ...routes);
  await setRecord({ name: shop, type: 'A', values: [elsewhere] });
  mara = await openFor(browser, 'mara');
});

test.afterAll(async () => {
  await deleteRoutes('storefront', ...routes);
  await resetRegistrar();
  await mara.context().close();
});

/** Sets the record that the open page wants for the proof, and waits until the certificate is ready. */
async function prove(page: Page, name: string, zone: string): Promise<void> {
  const { field, value } = await wantedRecord(page);
  expect(field).toBe(`_acme-challenge.${name}`.slice(0, -zone.length - 1));
  await setRecord({ name: `_acme-challenge.${name}`, type: 'CNAME', values: [value] });
  await sayAdded(page);
  await expect(stepLamp(page, 'Ownership', 'clear')).toBeVisible({ timeout: 30_000 });
  await expect(stepLamp(page, 'Certificate', 'clear')).toBeVisible({ timeout: 120_000 });
}

/** Makes a route for the domain whose page is open, by the click that is there for it. */
async function makeRoute(page: Page, route: string, hostname: string): Promise<void> {
  await page.getByRole('link', { name: 'New route for this domain' }).click();
  await expect(page.getByRole('button', { name: `Remove hostname ${hostname}` })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(route);
  await addBackend(rule(page, 1), 'hello-a');
  await reviewAndApply(page);
  await expect(page).toHaveURL(new RegExp(`/routes/storefront/${route}`));
}

test('names are read while they are typed: what is wrong, and how to mend it', async () => {
  await openDomains(mara);
  const dialog = await typeNames(mara, 'https://Shop.acme.localhost/cart 10.0.0.1 co.uk a_b.acme.localhost localhost');
  const lines = dialog.getByRole('list', { name: 'How the names were read' });
  await expect(lines.locator('[data-reading="refused"]')).toHaveCount(4);
  await expect(lines).toContainText('10.0.0.1 is an IP address. Enter the name that leads to the address.');
  await expect(lines).toContainText('co.uk is a public suffix');
  await expect(lines).toContainText('shop.acme.localhost was read from');
  await mara.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(mara.getByRole('button', { name: 'Add domain' })).toBeFocused();
});

test('nothing is lost when names are refused, and of many names the rest is named', async () => {
  const many = Array.from({ length: 60 }, (_, index) => `n${index}.test`).join('\n');
  const dialog = await typeNames(mara, many);
  await expect(dialog.getByText('10 more stay in the field')).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Domain/ }).fill('10.0.0.1');
  await dialog.getByRole('button', { name: 'Claim domain' }).click();
  await expect(dialog.getByRole('textbox', { name: /^Domain/ })).toHaveValue('10.0.0.1');
  await expect(dialog.getByRole('textbox', { name: /^Domain/ })).toBeFocused();
  await mara.keyboard.press('Escape');
});

test('a claim opens its page with the record to copy', async () => {
  await claimDomain(mara, shop);
  shopPage = mara.url();
  await expectState(mara, 'awaiting-proof');
  proof = await wantedRecord(mara);
  expect(proof.field).toBe('_acme-challenge.shop');
  expect(proof.value).toMatch(/^[0-9a-f]{32}\.dcv\.localhost$/);
  await expect(finding(mara, 'D01').first()).toContainText(proofName, { timeout: 20_000 });
  await expect(mara.getByRole('link', { name: /Open Sandbox registrar/ })).toBeVisible();
  await mara.getByRole('button', { name: 'Send these instructions' }).click();
  await expect(mara.getByRole('dialog', { name: 'Send these instructions' })).toContainText(proof.value);
  await mara.keyboard.press('Escape');
});

test('a wrong value is shown with what was found and what is wanted', async () => {
  await setRecord({ name: proofName, type: 'CNAME', values: ['wrong.dcv.localhost'] });
  await sayAdded(mara);
  await expect(finding(mara, 'D02').first()).toContainText('wrong.dcv.localhost', { timeout: 20_000 });
  await expect(finding(mara, 'D02').first()).toContainText(proof.value);
});

test('a name that was entered with its zone is shown as such', async () => {
  await deleteRecord(proofName, 'CNAME');
  await setRecord({ name: `${proofName}.acme.localhost`, type: 'CNAME', values: [proof.value] });
  await sayAdded(mara);
  await expect(finding(mara, 'D03')).toContainText(`${proofName}.acme.localhost`, { timeout: 20_000 });
  await expect(finding(mara, 'D02').filter({ hasText: 'wrong.dcv.localhost' })).toHaveCount(0);
  await deleteRecord(`${proofName}.acme.localhost`, 'CNAME');
});

test('the certificate is ready before traffic moves, and whoever opens the page sees the same', async ({ browser }) => {
  await prove(mara, shop, 'acme.localhost');
  await expectState(mara, 'ready-to-switch', 60_000);
  await expect(finding(mara, 'D03')).toHaveCount(0);
  await expect(mara.getByText(`A ${shop} → ${elsewhere}`).first()).toBeVisible();
  expect(await servedFor(shop)).toMatchObject({ isTrusted: true, names: [shop] });

  const ada = await openFor(browser, 'ada');
  await ada.goto(shopPage);
  await expectState(ada, 'ready-to-switch');
  await ada.context().close();
});

test('a route for it is one click away, and answers with the certificate whatever DNS says', async () => {
  await makeRoute(mara, 'shop-acme', shop);
  await expect.poll(() => ask(shop), { timeout: 30_000 }).toContain('"service": "hello-a"');
  await mara.goto('/t/storefront/routes/storefront/shop-acme');
  await expect(mara.getByRole('link', { name: `Domain ${shop}: Safe to switch` })).toBeVisible();
});

test('once the record leads here the domain is live', async () => {
  await mara.goto(shopPage);
  const { field, value } = await wantedRecord(mara, 'traffic');
  expect([field, value]).toEqual(['shop', gatewayName]);
  await deleteRecord(shop, 'A');
  await setRecord({ name: shop, type: 'CNAME', values: [gatewayName] });
  await sayAdded(mara);
  await expectState(mara, 'live', 120_000);
  for (const step of ['Domain', 'Ownership', 'Certificate', 'Traffic', 'Live']) {
    await expect(stepLamp(mara, step, 'clear')).toBeVisible();
  }
  await expect(mara.getByRole('region', { name: 'Routes' }).getByRole('link', { name: /shop-acme/ })).toBeVisible();
  const row = mara.locator(`[data-domain="${shop}"]`);
  await openDomains(mara);
  await expect(row).toHaveAttribute('data-state', 'live');
  for (const light of ['Proof', 'Certificate', 'Traffic', 'Serving']) {
    await expect(row.getByRole('img', { name: `${light}: clear` })).toBeVisible();
  }
});

test('the root of a zone: an AAAA record that leads elsewhere is shown until it is gone', async () => {
  const apex = 'globex.localhost';
  await claimDomain(mara, apex);
  const apexPage = mara.url();
  await prove(mara, apex, apex);
  await makeRoute(mara, 'globex', apex);
  await setRecord({ name: apex, type: 'A', values: ['127.0.0.1'] });
  await setRecord({ name: apex, type: 'AAAA', values: ['2001:db8::1'] });
  await mara.goto(apexPage);
  await mara.getByRole('button', { name: 'Check now' }).click();
  await expect(finding(mara, 'D08')).toContainText('2001:db8::1', { timeout: 60_000 });
  await deleteRecord(apex, 'AAAA');
  await mara.getByRole('button', { name: 'Check now' }).click();
  await expect(finding(mara, 'D08')).toHaveCount(0, { timeout: 60_000 });
  await expectState(mara, 'live', 120_000);
  expect(await servedFor(apex)).toMatchObject({ isTrusted: true, names: [apex] });
  expect(await ask(apex)).toContain('"service": "hello-a"');
});

test('a wildcard is proven once and served for every name below it', async () => {
  const name = 'wild.acme.localhost';
  await claimDomain(mara, `*.${name}`);
  const wildPage = mara.url();
  await prove(mara, name, 'acme.localhost');
  await makeRoute(mara, 'wild-acme', `*.${name}`);
  await setRecord({ name: `*.${name}`, type: 'CNAME', values: [gatewayName] });
  await mara.goto(wildPage);
  await mara.getByRole('button', { name: 'Check now' }).click();
  await expectState(mara, 'live', 120_000);
  expect(await servedFor(`any.${name}`)).toMatchObject({ isTrusted: true, names: [`*.${name}`] });
  expect(await ask(`any.${name}`)).toContain('"service": "hello-a"');
});
