import { expect, type Page, test } from '@playwright/test';
import {
  addBackend,
  addHostname,
  expectAllClear,
  lamp,
  openNewRoute,
  openRoute,
  review,
  reviewAndApply,
  rule,
  stopOf,
  weightOf,
} from './editor.ts';
import { signInByCards } from './people.ts';
import { countAnswers, deleteRoutes, dig, kubectl, ports, read } from './sandbox-control.ts';

test.describe.configure({ mode: 'serial' });

const gateway = `http://hello.apps.localhost:${ports.gateway}`;
const slice = ['-n', 'storefront', 'patch', 'endpointslice', 'hello-c-sandbox', '--type=json'] as const;
let page: Page;

function setReady(isReady: boolean): Promise<string> {
  return kubectl(
    ...slice,
    '-p',
    JSON.stringify([{ op: 'replace', path: '/endpoints/0/conditions/ready', value: isReady }]),
  );
}

function hello(): Promise<{ spec: { rules: { backendRefs: { name: string; weight?: number }[] }[] } } | null> {
  return read<{ spec: { rules: { backendRefs: { name: string; weight?: number }[] }[] } }>(
    'httproute',
    'storefront',
    'hello',
  ).catch(() => null);
}

test.beforeAll(async ({ browser }) => {
  await deleteRoutes('storefront', 'hello');
  page = await browser.newPage();
});

test.afterAll(async () => {
  await setReady(true);
  await deleteRoutes('storefront', 'hello');
  await page.close();
});

test('Mara signs in by the issuer’s cards and sees the routes of her team with their lamps', async () => {
  await signInByCards(page, 'mara');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Team pages' })
    .getByRole('link', { name: /^Routes/ })
    .first()
    .click();
  const shop = page.locator('[data-route="storefront/shop"]');
  for (const light of ['DNS', 'TLS', 'Gateway', 'Route', 'Backend']) {
    await expect(shop.getByRole('img', { name: `${light}: clear` })).toBeVisible();
  }
  const search = page.locator('[data-route="storefront/search"]');
  await expect(search.getByRole('img', { name: 'Backend: problem' })).toBeVisible();
  await expect(search).toContainText('search-api');
  await expect(page.locator('[data-route^="payments/"]')).toHaveCount(0);
});

test('she builds a route with the visual editor, reviews it, applies it, and all lamps turn clear', async () => {
  await openNewRoute(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('hello');
  await addHostname(page, 'hello.apps.localhost');

  const beta = rule(page, 1);
  await beta.getByRole('textbox', { name: 'Name of rule 1' }).fill('beta');
  await beta.getByRole('textbox', { name: 'Path', exact: true }).fill('/v2');
  await beta.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Header', exact: true }).click();
  await beta.getByRole('textbox', { name: 'Name of the header' }).fill('x-beta');
  await beta.getByRole('textbox', { name: 'Value of the header' }).fill('1');
  await addBackend(beta, 'hello-a');
  await addBackend(beta, 'hello-b');
  await weightOf(beta, 'hello-a').fill('90');
  await weightOf(beta, 'hello-b').fill('10');
  await expect(beta.getByText('90 %')).toBeVisible();
  await expect(beta.getByText('10 %')).toBeVisible();

  await page.getByRole('button', { name: 'Add a rule' }).click();
  await addBackend(rule(page, 2), 'hello-c');

  const dialog = await review(page);
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await expect(dialog).toContainText('hello.apps.localhost');
  await expect(dialog).toContainText('x-beta');
  expect(await hello(), 'a review changes nothing').toBeNull();
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  const applied = performance.now();
  await expect(page).toHaveURL(/\/routes\/storefront\/hello/);
  await expectAllClear(page, 15_000);
  console.log(`All lamps clear ${((performance.now() - applied) / 1_000).toFixed(1)} s after Apply.`);
});

test('the name resolves, the requests are split as written, and the link leads to the answer', async () => {
  expect(await dig(ports.knot, 'hello.apps.localhost')).toEqual(['127.0.0.1']);
  await expect.poll(() => dig(ports.unbound, 'hello.apps.localhost')).toEqual(['127.0.0.1']);

  const split = await countAnswers('-H', 'x-beta: 1', `${gateway}/v2/?n=[1-200]`);
  console.log(`Of 200 requests: ${JSON.stringify(split)}.`);
  expect(split['hello-a'] ?? 0).toBeGreaterThanOrEqual(168);
  expect(split['hello-a'] ?? 0).toBeLessThanOrEqual(192);
  expect((split['hello-a'] ?? 0) + (split['hello-b'] ?? 0)).toBe(200);
  expect(await countAnswers(`${gateway}/?n=[1-20]`)).toEqual({ 'hello-c': 20 });
  expect(await countAnswers(`${gateway}/v2/?n=[1-20]`), 'without the header').toEqual({ 'hello-c': 20 });

  const link = page.getByTestId('signal-path').getByRole('link', { name: /hello\.apps\.localhost/ });
  const href = await link.getAttribute('href');
  expect(href).toMatch(/^(http:\/\/hello\.apps\.localhost:10088|https:\/\/hello\.apps\.localhost:10443)\/?$/);
  const answer = await page.context().browser()?.newPage({ ignoreHTTPSErrors: true });
  await answer?.goto(href ?? '');
  await expect(answer?.getByRole('heading', { level: 1 }) ?? page.locator('none')).toContainText('hello-c');
  await answer?.close();
});

test('a backend that is not ready turns its lamp, with its name in the sentence, and clears when it is back', async () => {
  await openRoute(page, 'hello');
  await expectAllClear(page);
  await setReady(false);
  await expect(lamp(page, 'Backend', 'problem')).toBeVisible();
  await expect(stopOf(page, 'Backend')).toContainText('hello-c');
  await expect(stopOf(page, 'Backend')).toContainText('no ready endpoints');
  await setReady(true);
  await expect(lamp(page, 'Backend', 'clear')).toBeVisible();
});

test('a weight is changed by the slider and by number, and only it differs in the cluster', async () => {
  const before = await hello();
  const beta = rule(page, 1);
  await beta.getByRole('slider', { name: 'Weight of hello-b by slider' }).fill('30');
  await expect(weightOf(beta, 'hello-b')).toHaveValue('30');
  await weightOf(beta, 'hello-a').fill('70');
  await expect(beta.getByText('30 %')).toBeVisible();
  const dialog = await review(page);
  await expect(dialog.getByRole('region', { name: 'Changes in words' })).toContainText('hello-b');
  await dialog.getByRole('button', { name: 'Back to the draft' }).click();
  await weightOf(beta, 'hello-a').fill('90');
  await expect(page.getByTestId('review')).toHaveText('Review 1 change');
  await reviewAndApply(page);
  await expect(page.getByTestId('review')).toHaveText('No changes');

  const after = await hello();
  const wanted = structuredClone(before?.spec);
  const changed = wanted?.rules[0]?.backendRefs.find((ref) => ref.name === 'hello-b');
  if (changed) changed.weight = 30;
  expect(after?.spec).toEqual(wanted);
});

test('a deletion is undone from its toast, and after a reload', async () => {
  async function askToDelete() {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('alertdialog')).toBeHidden();
  }
  await askToDelete();
  await page.getByRole('dialog').filter({ hasText: 'Deleting hello' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('hello stays.')).toBeVisible();

  await askToDelete();
  await page.reload();
  const banner = page.getByRole('alert').filter({ hasText: 'Deleting hello' });
  await banner.getByRole('button', { name: 'Undo' }).click();
  await expect(banner).toBeHidden();
  expect(await hello()).not.toBeNull();
});

test('a route deleted for good is gone from Envoy and DNS, and is restored from Activity', async () => {
  await page.goto('/t/storefront/routes');
  await page.getByRole('button', { name: 'Actions for hello', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const row = page.locator('[data-route="storefront/hello"]');
  await expect(row).toContainText('Deleted in');
  await expect(row).toBeHidden({ timeout: 20_000 });
  expect(await hello()).toBeNull();
  await expect.poll(() => dig(ports.knot, 'hello.apps.localhost'), { timeout: 20_000 }).toEqual([]);

  await page.getByRole('link', { name: 'Activity', exact: true }).first().click();
  await page.getByRole('button', { name: 'Restore', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Restore hello?' });
  await expect(dialog).toContainText('It shares no hostname and match with another route');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog).toBeHidden();
  await openRoute(page, 'hello');
  await expectAllClear(page, 30_000);
  expect((await hello())?.spec.rules[0]?.backendRefs).toMatchObject([
    { name: 'hello-a', weight: 90 },
    { name: 'hello-b', weight: 30 },
  ]);
});
