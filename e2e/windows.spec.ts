import { expect, type Page, test } from '@playwright/test';
import { openProxy } from './cuttable-proxy.ts';
import { openRoute, review, reviewAndApply, rule, weightOf } from './editor.ts';
import { openFor, signIn, signInByCards } from './people.ts';
import { deleteRoute, makeRoute } from './sample-route.ts';
import { read } from './sandbox-control.ts';

const name = 'shared';
const fresh = /^Live · (just now|now|\d+(\.\d)? s ago)$/;

test.beforeEach(() => makeRoute(name));
test.afterEach(() => deleteRoute(name));

async function weights(): Promise<readonly (number | undefined)[]> {
  const route = await read<{ spec: { rules: { backendRefs: { weight?: number }[] }[] } }>(
    'httproute',
    'storefront',
    name,
  );
  return route.spec.rules[0]?.backendRefs.map((ref) => ref.weight) ?? [];
}

function setWeight(page: Page, service: string, weight: string): Promise<void> {
  return weightOf(rule(page, 1), service).fill(weight);
}

test('two people edit one route: the second is told, sees the difference and joins both', async ({ browser, page }) => {
  await signIn(page, 'mara');
  await openRoute(page, name);
  await setWeight(page, 'hello-a', '60');
  const other = await openFor(browser, 'ada');
  await openRoute(other, name);
  await setWeight(other, 'hello-b', '40');
  await reviewAndApply(other);
  await other.context().close();

  const told = page.getByRole('alert').filter({ hasText: 'changed this route' });
  await expect(told).toContainText('Ada');
  await expect(told).toContainText('hello-b');
  await expect(told).toContainText('30.8 % instead of 10 %');
  await expect(weightOf(rule(page, 1), 'hello-a')).toHaveValue('60');
  await told.getByRole('button', { name: /^Join/ }).click();
  await expect(told).toBeHidden();
  await expect(weightOf(rule(page, 1), 'hello-b')).toHaveValue('40');
  await reviewAndApply(page);
  expect(await weights()).toEqual([60, 40]);
});

test('two people change the same weight: the second chooses, and nothing is overwritten unseen', async ({
  browser,
  page,
}) => {
  await signIn(page, 'mara');
  await openRoute(page, name);
  await setWeight(page, 'hello-b', '20');
  const dialog = await review(page);
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  const other = await openFor(browser, 'ada');
  await openRoute(other, name);
  await setWeight(other, 'hello-b', '40');
  await reviewAndApply(other);
  await other.context().close();

  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(dialog.getByText('The route was changed meanwhile.')).toBeVisible();
  expect(await weights()).toEqual([90, 40]);
  await dialog.getByRole('button', { name: 'Back to the draft' }).click();
  const told = page.getByRole('alert').filter({ hasText: 'changed this route' });
  await expect(told).toContainText('You both changed:');
  await told
    .getByRole('radio', { name: /^theirs/ })
    .first()
    .check();
  await told.getByRole('button', { name: 'Join with these choices' }).click();
  await expect(weightOf(rule(page, 1), 'hello-b')).toHaveValue('40');
});

test('two windows of one person: neither draft overwrites the other', async ({ page }) => {
  await signIn(page, 'mara');
  await openRoute(page, name);
  const second = await page.context().newPage();
  await openRoute(second, name);
  await setWeight(page, 'hello-b', '20');
  await expect(second.getByText('is being edited in another window too')).toBeVisible();
  await setWeight(second, 'hello-b', '30');
  await expect(weightOf(rule(page, 1), 'hello-b')).toHaveValue('20');
  await second.getByRole('button', { name: 'Use that draft' }).click();
  await expect(weightOf(rule(second, 1), 'hello-b')).toHaveValue('20');
});

for (const hours of [1, -1]) {
  test(`a browser whose clock is ${hours} h off still tells how fresh everything is`, async ({ page }) => {
    await signIn(page, 'mara');
    await page.clock.setSystemTime(Date.now() + hours * 3_600_000);
    await openRoute(page, name);
    const indicator = page.getByTestId('live-indicator');
    await expect(indicator).toHaveText(fresh);
    await expect(page.getByTestId('signal-path').getByText(/^checked (just now|\d+ s ago)/)).toBeVisible();
    const stated = await page.getByTestId('live-indicator').textContent();
    await expect(indicator).not.toHaveText(stated ?? '');
    await expect(indicator).toHaveText(fresh);
  });
}

test('eight tabs share one stream, and all are live also when the one that reads it closes', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'mara');
  const readers: Page[] = [];
  page.context().on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') readers.push(request.frame().page());
  });
  await page.goto('/t/storefront/routes');
  const tabs = [page];
  while (tabs.length < 8) {
    const tab = await page.context().newPage();
    await tab.goto('/t/storefront/routes');
    tabs.push(tab);
  }
  for (const tab of tabs) {
    await expect(tab.getByTestId('live-indicator')).toHaveText(fresh);
    await expect(tab.locator(`[data-route="storefront/${name}"]`)).toBeVisible();
  }
  expect(readers).toHaveLength(1);

  await readers[0]?.close();
  await makeRoute(name, { 'hello-c': 1 });
  for (const tab of tabs.filter((one) => !one.isClosed())) {
    await expect(tab.locator(`[data-route="storefront/${name}"]`)).toContainText('hello-c');
    await expect(tab.getByTestId('live-indicator')).toHaveText(fresh);
  }
  expect(readers).toHaveLength(2);
});

test('a stream that the network cuts: the page says so, goes on by itself and misses nothing', async ({ browser }) => {
  const proxy = await openProxy();
  const page = await openFor(browser, 'mara', { proxy: proxy.settings });
  await page.goto('/t/storefront/routes');
  const row = page.locator(`[data-route="storefront/${name}"]`);
  const banner = page.getByRole('status', { name: 'Connection' });
  await expect(row).toBeVisible();
  await expect(page.getByTestId('live-indicator')).toHaveText(fresh);
  proxy.cut();
  await expect(banner).toContainText('No connection to Signalbox.');
  await expect(page.getByTestId('live-indicator')).toHaveText('Reconnecting…');
  await expect(row).toBeVisible();
  await makeRoute(name, { 'hello-c': 1 });
  proxy.mend();
  await expect(banner).toBeEmpty();
  await expect(page.getByTestId('live-indicator')).toHaveText(fresh);
  await expect(row).toContainText('hello-c');
  await page.context().close();
  await proxy.close();
});

test('a session that ends mid-edit: the draft is kept, and applied after a new sign-in', async ({ page }) => {
  await signInByCards(page, 'mara');
  await openRoute(page, name);
  await setWeight(page, 'hello-b', '20');
  await page.context().clearCookies({ name: /session-token/ });
  const dialog = await review(page);
  await expect(dialog.getByRole('alert')).toContainText('Your session has ended.');
  await expect(dialog.getByRole('link', { name: 'Sign in again' })).toHaveAttribute('href', '/signin');
  await page.reload();
  await expect(page).toHaveURL(/\/signin/);

  await signInByCards(page, 'mara');
  await openRoute(page, name);
  await expect(page.getByText(/^Draft of .* restored\.$/)).toBeVisible();
  await expect(weightOf(rule(page, 1), 'hello-b')).toHaveValue('20');
  await reviewAndApply(page);
  expect(await weights()).toEqual([90, 20]);
});

test('a session that ends mid-edit is renewed in another tab, and the same dialog goes on', async ({ page }) => {
  await signInByCards(page, 'mara');
  await openRoute(page, name);
  await setWeight(page, 'hello-b', '20');
  await page.context().clearCookies({ name: /session-token/ });
  const dialog = await review(page);
  const opened = page.waitForEvent('popup');
  await dialog.getByRole('link', { name: 'Sign in again' }).click();
  const tab = await opened;
  await signInByCards(tab, 'mara');
  await tab.close();
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(await weights()).toEqual([90, 20]);
});
