import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { readPorts } from '../sandbox/settings/ports.ts';
import { addBackend, reviewAndApply, rule } from './editor.ts';
import { lookAtTls } from './look-at-tls.ts';
import { setRecord } from './registrar.ts';
import { curl } from './sandbox-control.ts';

const trustFile = join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem');
const httpsPort = readPorts(process.env).gatewayHttps;

/** Opens a team's list of domains and waits until it is live. */
export async function openDomains(page: Page, team = 'storefront'): Promise<void> {
  await page.goto(`/t/${team}/domains`);
  await expect(page.getByRole('heading', { level: 1, name: 'Domains' })).toBeVisible();
  await expect(page.getByTestId('live-indicator').first()).toContainText('Live');
}

/** Opens the dialog that claims domains and types into it. */
export async function typeNames(page: Page, names: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add domain' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add domain' });
  await dialog.getByRole('textbox', { name: /^Domain/ }).fill(names);
  return dialog;
}

/** Claims one name and waits for its page. */
export async function claimDomain(page: Page, name: string, team = 'storefront'): Promise<void> {
  await openDomains(page, team);
  const dialog = await typeNames(page, name);
  await dialog.getByRole('button', { name: 'Claim domain' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** The value that the page's next action wants for a kind of record, and the name that its field wants. */
export async function wantedRecord(page: Page, purpose: 'proof' | 'traffic' = 'proof') {
  const record = page.getByTestId('next-action').locator(`[data-record="${purpose}"]`).first();
  await expect(record).toBeVisible();
  const [field = '', value = ''] = await record.locator('code').allTextContents();
  return { field, value };
}

/** Tells the portal that a record was added, so that it looks at once. */
export async function sayAdded(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'I added it' });
  // A look that is under way may find the record first: then the button is gone, and nothing is left to say.
  await button.click({ timeout: 5_000 }).catch(async (error: unknown) => {
    if (await button.isVisible()) throw error;
  });
}

/** A finding on the page of a domain. */
export function finding(page: Page, code: string): Locator {
  return page.locator(`li[data-code="${code}"]`);
}

/** Waits until the page says that the domain is in a state. */
export async function expectState(page: Page, state: string, timeout = 30_000): Promise<void> {
  await expect(page.getByTestId('domain-page')).toHaveAttribute('data-state', state, { timeout });
}

/** The lamp of one of the five steps, as it is read out. */
export function stepLamp(page: Page, step: string, state: string): Locator {
  return page.getByRole('list', { name: 'Steps' }).getByRole('img', { name: `${step}: ${state}` });
}

/** What the Gateway shows to whoever asks for a name, wherever DNS leads it. */
export function servedFor(name: string) {
  return lookAtTls(name, { port: httpsPort, roots: readFileSync(trustFile, 'utf8') });
}

/** The answer to a request for a name with its own certificate, wherever DNS leads it. */
export function ask(name: string): Promise<string> {
  return curl(
    '--cacert',
    trustFile,
    '--resolve',
    `${name}:${httpsPort}:127.0.0.1`,
    `https://${name}:${httpsPort}/`,
  ).catch(() => '');
}

/** Sets the record that the open page wants for the proof, and waits until the certificate is ready. */
export async function prove(page: Page, name: string, zone: string): Promise<void> {
  // Until the zone is known the whole name is shown.
  const field = `_acme-challenge.${name}`.slice(0, -zone.length - 1);
  await expect.poll(async () => (await wantedRecord(page)).field).toBe(field);
  const { value } = await wantedRecord(page);
  await setRecord({ name: `_acme-challenge.${name}`, type: 'CNAME', values: [value] });
  await sayAdded(page);
  await expect(stepLamp(page, 'Ownership', 'clear')).toBeVisible({ timeout: 30_000 });
  await expect(stepLamp(page, 'Certificate', 'clear')).toBeVisible({ timeout: 120_000 });
}

/** Makes a route for the domain whose page is open, by the click that is there for it. */
export async function makeRoute(
  page: Page,
  route: string,
  hostname: string,
  { namespace = 'storefront', service = 'hello-a' } = {},
): Promise<void> {
  const routes = page.getByRole('region', { name: 'Routes', exact: true });
  await routes.getByRole('link', { name: 'New route for this domain' }).click();
  await expect(page.getByRole('button', { name: `Remove hostname ${hostname}` })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(route);
  await addBackend(rule(page, 1), service);
  await reviewAndApply(page);
  await expect(page).toHaveURL(new RegExp(`/routes/${namespace}/${route}`));
}

/** Releases the domain whose page is open. */
export async function release(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release', exact: true }).click();
  await expectState(page, 'released');
}

/** A team's claim on a hostname in the open list, unless it is over. */
export function rowOf(page: Page, hostname: string): Locator {
  return page.locator(`[data-domain="${hostname}"]:not([data-state="released"], [data-state="lapsed"])`);
}

/** Opens the page of a domain from the list. */
export async function openDomain(page: Page, hostname: string, team?: string): Promise<void> {
  await openDomains(page, team);
  await rowOf(page, hostname).getByRole('link').first().click();
  await expect(page.getByTestId('domain-page')).toHaveAttribute('data-domain', hostname);
}

/** Releases what a run that broke off has left of these hostnames. */
export async function releaseLeftovers(page: Page, hostnames: readonly string[], team?: string): Promise<void> {
  for (const hostname of hostnames) {
    await openDomains(page, team);
    if ((await rowOf(page, hostname).count()) === 0) continue;
    await openDomain(page, hostname, team);
    await release(page);
  }
}
