import { expect, type Locator, type Page } from '@playwright/test';

/** The page of a route of a team. */
export function routePath(name: string, namespace = 'storefront', team = 'storefront'): string {
  return `/t/${team}/routes/${namespace}/${name}`;
}

/** Opens the page of a route and waits until its editor works. */
export async function openRoute(page: Page, name: string, namespace = 'storefront'): Promise<void> {
  await page.goto(routePath(name, namespace));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByTestId('signal-path').getByText(/checked/)).toBeVisible();
}

/** Opens the page of a new route, empty. */
export async function openNewRoute(page: Page): Promise<void> {
  await page.goto('/t/storefront/routes/new');
  await expect(page.getByRole('heading', { level: 1, name: 'New route' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeEditable();
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
}

export function rule(page: Page, number: number): Locator {
  return page.getByRole('region', { name: new RegExp(`^Rule ${number} of `) });
}

export async function addHostname(page: Page, hostname: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a hostname' }).fill(hostname);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove hostname ${hostname}` })).toBeVisible();
}

/** Adds a backend to a rule by picking it from the cluster's Services. */
export async function addBackend(within: Locator, service: string): Promise<void> {
  await within.getByRole('button', { name: /^(Add a backend|Split with another backend)$/ }).click();
  await within.getByRole('combobox', { name: 'Service for this backend' }).fill(service);
  await within
    .page()
    .getByRole('option', { name: new RegExp(`^${service}:`) })
    .click();
  await expect(within.getByRole('combobox', { name: `Service for ${service}` })).toHaveValue(
    new RegExp(`^${service}:`),
  );
}

export function weightOf(within: Locator, service: string): Locator {
  return within.getByRole('textbox', { name: `Weight of ${service}`, exact: true });
}

/** Asks for the review and gives its dialog. */
export async function review(page: Page): Promise<Locator> {
  await page.getByTestId('review').click();
  const dialog = page.getByRole('dialog', { name: /^Review/ });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Reviews and applies what the editor holds. */
export async function reviewAndApply(page: Page): Promise<void> {
  const dialog = await review(page);
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** One stop of the signal path, for example `stopOf(page, 'Backend')`. */
export function stopOf(page: Page, light: string): Locator {
  return page
    .getByTestId('signal-path')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: light }) });
}

/** A lamp of the signal path in a state, as it is read out. */
export function lamp(page: Page, light: string, state: string): Locator {
  return page.getByTestId('signal-path').getByRole('img', { name: `${light}: ${state}` });
}

/** Waits until every lamp of the open route is clear; a redirect's backend is not needed. */
export async function expectAllClear(page: Page, timeout = 15_000): Promise<void> {
  await expect(page.getByTestId('signal-path').getByRole('img', { name: /: (clear|not needed)$/ })).toHaveCount(5, {
    timeout,
  });
}
