import { expect, type Page, test } from '@playwright/test';
import {
  ask,
  claimDomain,
  expectState,
  finding,
  makeRoute,
  openDomain,
  openDomains,
  prove,
  release,
  releaseLeftovers,
  sayAdded,
  servedFor,
  stepLamp,
  typeNames,
  wantedRecord,
} from './domains.ts';
import { openNewRoute } from './editor.ts';
import { openFor } from './people.ts';
import { deleteRecord, resetRegistrar, setRecord } from './registrar.ts';
import { deleteRoutes, kubectl } from './sandbox-control.ts';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

/** Digits that make names of this run's own: a certificate authority counts, and so does the portal. */
const run = String(Date.now()).slice(-7);
const shop = `shop-${run}.acme.localhost`;
const wild = `wild-${run}.acme.localhost`;
const proofName = `_acme-challenge.${shop}`;
const gatewayName = 'ext.apps.localhost';
/** What a record has that was set for another host long ago. */
const elsewhere = '203.0.113.9';
const routes = ['shop-acme', 'globex', 'wild-acme'];
const claimed = ['globex.localhost', 'typed.acme.localhost', 'hello2.apps.localhost', 'keys.acme.localhost'];

let mara: Page;
let proof: { field: string; value: string };
let shopPage: string;

test.beforeAll(async ({ browser }) => {
  await resetRegistrar();
  await deleteRoutes('storefront', ...routes);
  await setRecord({ name: shop, type: 'A', values: [elsewhere] });
  mara = await openFor(browser, 'mara');
  await releaseLeftovers(mara, claimed);
});

test.afterAll(async () => {
  await deleteRoutes('storefront', ...routes);
  await resetRegistrar();
  await mara.context().close();
});

test('names are read while they are typed: what is wrong, and how to mend it', async () => {
  await openDomains(mara);
  const dialog = await typeNames(mara, 'https://Store.acme.localhost/cart 10.0.0.1 co.uk a_b.acme.localhost localhost');
  const lines = dialog.getByRole('list', { name: 'How the names were read' });
  await expect(lines.locator('[data-reading="refused"]')).toHaveCount(4);
  await expect(lines).toContainText('10.0.0.1 is an IP address. Enter the name that leads to the address.');
  await expect(lines).toContainText('co.uk is a public suffix');
  await expect(lines).toContainText('store.acme.localhost was read from');
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
  await expect.poll(async () => (await wantedRecord(mara)).field).toBe(`_acme-challenge.shop-${run}`);
  proof = await wantedRecord(mara);
  expect(proof.value).toMatch(/^[0-9a-f]{32}\.dcv\.localhost$/);
  await expect(finding(mara, 'D01').first()).toContainText(proofName, { timeout: 20_000 });
  await sayAdded(mara);
  await expect(mara.getByText('Looking every few seconds')).toBeVisible();
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
  expect([field, value]).toEqual([`shop-${run}`, gatewayName]);
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
  const name = wild;
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

test('an unclaimed hostname typed into a route is claimed without leaving the editor', async () => {
  await openNewRoute(mara);
  const field = mara.getByRole('combobox', { name: 'Add a hostname' });
  await field.fill('typed.acme.localhost');
  await mara.getByRole('button', { name: 'Claim this domain' }).click();
  const dialog = mara.getByRole('dialog', { name: 'Add domain' });
  await expect(dialog.getByRole('textbox', { name: /^Domain/ })).toHaveValue('typed.acme.localhost');
  await dialog.getByRole('button', { name: 'Claim domain' }).click();
  const wizard = mara.getByRole('dialog', { name: 'typed.acme.localhost' });
  await expect(wizard.locator('[data-record="proof"]')).toContainText('_acme-challenge.typed', { timeout: 20_000 });
  await mara.keyboard.press('Escape');
  await expect(mara).toHaveURL(/\/routes\/new/);
  await expect(field).toHaveValue('typed.acme.localhost');
  await field.fill('');
  await openDomain(mara, 'typed.acme.localhost');
  await release(mara);
});

test('a name below the platform’s zone typed into a route is claimed there as well, and is the team’s at once', async () => {
  const name = 'hello2.apps.localhost';
  await openNewRoute(mara);
  const field = mara.getByRole('combobox', { name: 'Add a hostname' });
  await field.fill(name);
  await mara.getByRole('button', { name: 'Claim this domain' }).click();
  const dialog = mara.getByRole('dialog', { name: 'Add domain' });
  await expect(dialog.getByRole('listitem').filter({ hasText: name })).toContainText('no record to set');
  await dialog.getByRole('button', { name: 'Claim domain' }).click();
  const wizard = mara.getByRole('dialog', { name });
  await expect(wizard.getByText('Not needed in the platform’s zone.')).toBeVisible({ timeout: 20_000 });
  await expect(stepLamp(mara, 'Ownership', 'clear')).toBeVisible();
  await expect(wizard.locator('[data-record]')).toHaveCount(0);
  await mara.keyboard.press('Escape');
  await field.press('Enter');
  await expect(mara.getByRole('link', { name: new RegExp(`^Domain ${name}: `) })).toBeVisible();
  await expect(mara.getByRole('button', { name: 'Claim this domain' })).toHaveCount(0);
  await expect
    .poll(() => kubectl('-n', 'storefront', 'get', 'hostnamegrant', 'hostnames', '-o', 'json'))
    .toContain(name);
  await mara.getByRole('button', { name: 'Discard' }).click();
  await openDomain(mara, name);
  await release(mara);
});

test('a domain is claimed and released without a mouse', async () => {
  await openDomains(mara);
  await mara.keyboard.press('ControlOrMeta+k');
  await mara.keyboard.type('add domain');
  await expect(mara.getByRole('option', { name: /Add domain/ })).toBeVisible();
  await mara.keyboard.press('Enter');
  await expect(mara.getByRole('textbox', { name: /^Domain/ })).toBeFocused();
  await mara.keyboard.type('keys.acme.localhost');
  await mara.keyboard.press('ControlOrMeta+Enter');
  await expect(mara.getByRole('heading', { level: 1, name: 'keys.acme.localhost' })).toBeVisible();

  const release = mara.getByRole('button', { name: 'Release…' });
  await release.focus();
  await mara.keyboard.press('Enter');
  await expect(mara.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await mara.keyboard.press('Escape');
  await expect(release).toBeFocused();
  await mara.keyboard.press('Enter');
  await mara.keyboard.press('Tab');
  await mara.keyboard.press('Enter');
  await expectState(mara, 'released');
});

test('a viewer reads everything and changes nothing, and is told why', async ({ browser }) => {
  const vic = await openFor(browser, 'vic');
  await openDomains(vic);
  await expect(vic.getByText('You are a viewer in this team. An editor can add domains')).toBeVisible();
  await expect(vic.getByRole('button', { name: 'Add domain' })).toHaveCount(0);
  await vic.goto(shopPage);
  await expectState(vic, 'live');
  await expect(vic.getByText('An editor can release the domain')).toBeVisible();
  for (const name of ['Check now', 'Release…', 'I added it']) {
    await expect(vic.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(vic.getByRole('link', { name: 'New route for this domain' })).toHaveCount(0);
  await vic.goto('/platform/domains');
  await expect(vic.getByText('There is nothing here under this name')).toBeVisible();
  await vic.context().close();
});

test('another team that claims the name is told that it is in use, and not by whom', async ({ browser }) => {
  const pia = await openFor(browser, 'pia');
  await pia.goto(shopPage);
  await expect(pia.getByText('There is nothing here under this name')).toBeVisible();
  await claimDomain(pia, shop, 'payments');
  await expectState(pia, 'contested');
  await expect(finding(pia, 'D20')).toBeVisible();
  await expect(pia.getByRole('main')).not.toContainText(/storefront/i);
  expect((await wantedRecord(pia)).value, 'a token of its own').not.toBe(proof.value);
  const contested = pia.url();

  const rosa = await openFor(browser, 'rosa');
  await rosa.goto('/platform/domains');
  const contest = rosa.locator(`[data-contest="${shop}"]`);
  await expect(contest).toContainText('Claimed by Payments, held by Storefront (Live)');
  await rosa.context().close();

  await pia.goto(contested);
  await release(pia);
  await pia.context().close();
  await mara.goto(shopPage);
  await expectState(mara, 'live');
});

test('the platform decides a contest against one side, with a reason that this side reads', async ({ browser }) => {
  const pia = await openFor(browser, 'pia');
  await claimDomain(pia, shop, 'payments');
  await expectState(pia, 'contested');

  const rosa = await openFor(browser, 'rosa');
  await rosa.goto('/platform/domains');
  const contest = rosa.locator(`[data-contest="${shop}"]`);
  await contest.getByRole('button', { name: 'Release the claim of Payments…' }).click();
  const dialog = rosa.getByRole('alertdialog', { name: `Release ${shop} of Payments?` });
  await expect(dialog).toContainText('Storefront keeps the name');
  await dialog.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(dialog.getByText('Say why')).toBeVisible();
  await expectState(pia, 'contested');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The shop is sold under this name.');
  await dialog.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(contest).toHaveCount(0);

  await expectState(pia, 'released');
  await expect(pia.locator('[data-kind="claim.released"]')).toContainText(
    `Rosa Whitfield of the platform team released ${shop}. Reason: The shop is sold under this name.`,
  );
  await mara.goto(shopPage);
  await expectState(mara, 'live');
  await expect(mara.getByRole('main')).not.toContainText(/payments|sold under/i);
  await mara.goto('/t/storefront/activity');
  await expect(mara.getByRole('main')).not.toContainText('sold under');
  await pia.goto('/t/payments/activity');
  await expect(pia.getByRole('main')).toContainText('sold under this name');
  for (const page of [pia, rosa]) await page.context().close();
});

test('a name that looks like another is shown to the platform, which lets it stay', async ({ browser }) => {
  // All letters before the first dot are Cyrillic.
  const imitation = `ѕһор-${run}.acme.localhost`;
  const pia = await openFor(browser, 'pia');
  await claimDomain(pia, imitation, 'payments');
  await expect(finding(pia, 'D21')).toContainText('looks the same as a name that is claimed here already');
  await expect(pia.getByRole('main')).not.toContainText(/storefront/i);

  const rosa = await openFor(browser, 'rosa');
  await rosa.goto('/platform/domains');
  const likeness = rosa.locator('[data-likeness]').filter({ hasText: imitation });
  await expect(likeness).toContainText(`it looks like ${shop} of Storefront`);
  await likeness.getByRole('button', { name: 'Allow it for Payments…' }).click();
  const dialog = rosa.getByRole('alertdialog', { name: `Allow ${imitation} of Payments?` });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Their shop for readers of Cyrillic.');
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(likeness).toHaveCount(0);
  await expect(finding(pia, 'D21')).toHaveCount(0);
  await expect(pia.locator('[data-kind="likeness.allowed"]')).toContainText('for readers of Cyrillic');
  await release(pia);
  for (const page of [pia, rosa]) await page.context().close();
});

test('a release says what it takes away, takes it away, and lists the records to delete', async () => {
  await mara.goto(shopPage);
  await mara.getByRole('button', { name: 'Release…' }).click();
  const dialog = mara.getByRole('alertdialog', { name: `Release ${shop}?` });
  await expect(dialog).toContainText('The route shop-acme stops serving it');
  await expect(dialog).toContainText('30 days');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expectState(mara, 'released');
  const left = mara.getByRole('list', { name: 'Records to delete' });
  await expect(left).toContainText(gatewayName);
  await expect(left).toContainText(proof.value);
  await expect
    .poll(() => kubectl('-n', 'storefront', 'get', 'listenerset,certificate', '-o', 'yaml'), { timeout: 60_000 })
    .not.toContain(shop);
  await expect.poll(async () => (await servedFor(shop))?.names ?? [], { timeout: 30_000 }).not.toContain(shop);
  await deleteRecord(shop, 'CNAME');
  await deleteRecord(proofName, 'CNAME');
  await mara.getByRole('button', { name: 'I deleted it' }).click();
  await expect(left).toBeHidden({ timeout: 60_000 });
  await expect(mara.getByRole('button', { name: 'Claim it again' })).toBeVisible();
});
