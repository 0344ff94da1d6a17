import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { readPorts } from '../sandbox/settings/ports.ts';
import { lookAtTls } from './look-at-tls.ts';
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
  await page.getByRole('button', { name: 'I added it' }).click();
  await expect(page.getByText('Looking every few seconds')).toBeVisible();
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
