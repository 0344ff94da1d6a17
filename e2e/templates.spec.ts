import { expect, type Locator, type Page, test } from '@playwright/test';
import { addHostname, review, rule } from './editor.ts';
import { openFor, signIn } from './people.ts';
import { curl, deleteRoutes, ports, read } from './sandbox-control.ts';

const names = ['tpl-canary', 'tpl-https', 'tpl-hello'] as const;

test.beforeAll(() => deleteRoutes('storefront', ...names));
test.afterAll(() => deleteRoutes('storefront', ...names));

/** Opens the page of a new route that begins as a template. */
async function openTemplate(page: Page, id: string): Promise<void> {
  await page.goto(`/t/storefront/routes/new?template=${id}`);
  await expect(gallery(page).getByRole('button', { name: 'Change template' })).toBeVisible();
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
}

function gallery(page: Page): Locator {
  return page.getByRole('region', { name: 'Templates' });
}

function card(page: Page, id: string): Locator {
  return gallery(page).locator(`[data-template="${id}"]`);
}

async function name(page: Page, routeName: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(routeName);
  await addHostname(page, `${routeName}.apps.localhost`);
}

/** Fills the first place of a template that has no Service yet. */
async function fillPlace(page: Page, service: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Service for this backend' }).first().fill(service);
  await page.getByRole('option', { name: new RegExp(`^${service}:`) }).click();
  await expect(page.getByRole('combobox', { name: `Service for ${service}` }).first()).toHaveValue(
    new RegExp(`^${service}:`),
  );
}

/** Reviews what stands there and goes back without applying. */
async function dryRun(page: Page): Promise<void> {
  const dialog = await review(page);
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Back to the draft' }).click();
  await page.getByRole('button', { name: 'Discard', exact: true }).first().click();
}

async function apply(page: Page, routeName: string): Promise<void> {
  const dialog = await review(page);
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/routes/storefront/${routeName}`));
}

const filled: readonly (readonly [string, readonly string[]])[] = [
  ['simple', ['hello-a']],
  ['path-split', ['hello-a', 'hello-b']],
  ['canary', ['hello-a', 'hello-b']],
  ['blue-green', ['hello-a', 'hello-b']],
  ['header-preview', ['hello-b', 'hello-a']],
  ['http-to-https', []],
  ['apex-to-www', []],
  ['maintenance', ['hello-c']],
];

test.describe('each template', () => {
  test.describe.configure({ mode: 'serial' });
  let page: Page;
  test.beforeAll(async ({ browser }) => {
    page = await openFor(browser, 'mara');
  });
  test.afterAll(() => page.context().close());

  for (const [id, services] of filled) {
    test(`${id} passes the dry run once its places are filled`, async () => {
      await openTemplate(page, id);
      await name(page, `tpl-${id}`);
      for (const service of services) await fillPlace(page, service);
      await dryRun(page);
    });
  }

  test('a maintenance redirect leads to the field that is still empty, then passes', async () => {
    await openTemplate(page, 'maintenance-redirect');
    await name(page, 'tpl-maintenance');
    await page.getByTestId('review').click();
    const host = rule(page, 1).getByRole('textbox', { name: 'Host', exact: true });
    await expect(host).toBeFocused();
    await host.fill('status.apps.localhost');
    await dryRun(page);
  });
});

test('a canary splits the requests as its cards say', async ({ page }) => {
  await signIn(page, 'mara');
  await openTemplate(page, 'canary');
  await name(page, 'tpl-canary');
  await fillPlace(page, 'hello-a');
  await fillPlace(page, 'hello-b');
  await apply(page, 'tpl-canary');
  const route = await read<{ spec: { rules: { backendRefs: { name: string; weight: number }[] }[] } }>(
    'httproute',
    'storefront',
    'tpl-canary',
  );
  expect(route.spec.rules[0]?.backendRefs).toMatchObject([
    { name: 'hello-a', weight: 95 },
    { name: 'hello-b', weight: 5 },
  ]);
  const url = `http://tpl-canary.apps.localhost:${ports.gateway}/?n=[1-200]`;
  const answers = async () => [...(await curl(url).catch(() => '')).matchAll(/"service": "([^"]+)"/g)].length;
  await expect.poll(answers, { timeout: 20_000 }).toBe(200);
  const services = [...(await curl(url)).matchAll(/"service": "([^"]+)"/g)].map(([, service]) => service);
  const toCanary = services.filter((service) => service === 'hello-b').length;
  console.log(`Of 200 requests ${toCanary} reached the canary.`);
  expect(toCanary).toBeGreaterThan(0);
  expect(toCanary).toBeLessThanOrEqual(26);
});

test('HTTP to HTTPS answers plain HTTP with the address that clients reach, and HTTPS not at all', async ({ page }) => {
  await signIn(page, 'mara');
  await openTemplate(page, 'http-to-https');
  await name(page, 'tpl-https');
  await apply(page, 'tpl-https');
  const head = () => curl('--head', `http://tpl-https.apps.localhost:${ports.gateway}/cart?x=1`).catch(() => '');
  await expect.poll(head, { timeout: 20_000 }).toContain('301');
  expect((await head()).toLowerCase()).toContain('location: https://tpl-https.apps.localhost:10443/cart?x=1');
  const route = await read<{ spec: { parentRefs: unknown[] } }>('httproute', 'storefront', 'tpl-https');
  expect(route.spec.parentRefs).toMatchObject([{ name: 'external', namespace: 'infra', sectionName: 'http' }]);
});

test('the www name follows the hostname that is typed, in one step of undo', async ({ page }) => {
  await signIn(page, 'mara');
  await openTemplate(page, 'apex-to-www');
  await addHostname(page, 'tpl.apps.localhost');
  await expect(rule(page, 1)).toContainText('https://www.tpl.apps.localhost:10443');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rule(page, 1)).not.toContainText('www.tpl.apps.localhost');
  await page
    .getByRole('button', { name: 'Discard', exact: true })
    .first()
    .click()
    .catch(() => {});
});

test('another template keeps what fits, and asks before it loses anything', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes/new');
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
  await card(page, 'simple').click();
  await expect(page).toHaveURL(/template=simple/);
  await expect(gallery(page).getByRole('button', { name: 'Change template' }), 'the focus is not lost').toBeFocused();
  await name(page, 'tpl-hello');
  await fillPlace(page, 'hello-a');

  await gallery(page).getByRole('button', { name: 'Change template' }).click();
  await card(page, 'canary').click();
  await expect(page).toHaveURL(/template=canary/);
  await expect(page.getByRole('combobox', { name: 'Service for hello-a' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('tpl-hello');

  await gallery(page).getByRole('button', { name: 'Change template' }).click();
  await card(page, 'http-to-https').click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('the backend hello-a');
  await question.getByRole('button', { name: 'Keep the draft' }).click();
  await expect(page.getByRole('combobox', { name: 'Service for hello-a' })).toBeVisible();
  await card(page, 'http-to-https').click();
  await question.getByRole('button', { name: 'Replace' }).click();
  await expect(rule(page, 1)).toContainText('redirect');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('combobox', { name: 'Service for hello-a' })).toBeVisible();
});

test('a template is chosen and filled by keyboard, and survives a reload', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes/new');
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
  await card(page, 'blue-green').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/template=blue-green/);
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.type('tpl-hello');
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('tpl-hello');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('tpl-hello');
  await expect(page.getByText('Weight 0: gets nothing.')).toBeVisible();
});
