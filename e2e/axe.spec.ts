import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { addBackend, addHostname, openNewRoute, openRoute, review, rule, weightOf } from './editor.ts';
import { openFor } from './people.ts';

/** Each screen with the way to it; where the way ends, the screen shows what it is for. */
const screens: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  Overview: async (page) => {
    await page.goto('/t/storefront');
    await expect(page.locator('[data-hostname="shop.apps.localhost"]')).toBeVisible();
  },
  Routes: async (page) => {
    await page.goto('/t/storefront/routes');
    await expect(page.locator('[data-route="storefront/shop"]')).toBeVisible();
  },
  'Route page': async (page) => {
    await openRoute(page, 'checkout');
    await page.getByRole('button', { name: 'Evidence for DNS' }).click();
    await expect(page.getByRole('region', { name: 'Evidence for DNS' })).toBeVisible();
  },
  'Route page, YAML': async (page) => {
    await page.goto('/t/storefront/routes/storefront/checkout?view=yaml');
    await expect(page.getByText('HTTPRoute').first()).toBeVisible();
  },
  'Route page, both': async (page) => {
    await page.goto('/t/storefront/routes/storefront/checkout?view=split');
    await expect(page.getByRole('textbox', { name: 'YAML of checkout' })).toBeVisible();
  },
  'Route page, graph': async (page) => {
    await page.goto('/t/storefront/routes/storefront/checkout?view=graph');
    await expect(page.getByText('pay.apps.localhost').first()).toBeVisible();
  },
  Tester: async (page) => {
    await page.goto('/t/storefront/tester?url=http%3A%2F%2Fpay.apps.localhost%2F');
    await expect(page.getByText(/everyone/).first()).toBeVisible();
  },
  'New route': async (page) => {
    await openNewRoute(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wrong name');
    await addHostname(page, 'axe.apps.localhost');
    await addBackend(rule(page, 1), 'hello-a');
    await addBackend(rule(page, 1), 'hello-b');
  },
  'Review dialog': async (page) => {
    await openRoute(page, 'checkout');
    await weightOf(rule(page, 2), 'checkout').fill('80');
    const dialog = await review(page);
    await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  },
  Gateways: async (page) => {
    await page.goto('/t/storefront/gateways');
    await expect(page.getByRole('main').getByText('external').first()).toBeVisible();
  },
  Activity: (page) => page.goto('/t/storefront/activity'),
  Team: async (page) => {
    await page.goto('/t/storefront/team');
    await expect(page.getByRole('main').getByText('Mara Lindqvist').first()).toBeVisible();
  },
  'Not found': (page) => page.goto('/t/storefront/routes/storefront/no-such-route'),
  'Sign-in': async (page) => {
    await page.context().clearCookies();
    await page.goto('/signin');
    await expect(page.getByRole('button', { name: /continue with/i })).toBeVisible();
  },
};

/** Findings that keep somebody out, in words that lead to their place. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
}

let page: Page;
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  page = await openFor(browser, 'mara', { reducedMotion: 'reduce' });
  page.on('console', (message) => {
    // That a page is not there is no error of the page that says so.
    if (message.type() === 'error' && !message.text().includes('status of 404')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});

test.afterAll(() => page.context().close());

for (const [screen, open] of Object.entries(screens)) {
  test(`${screen}: no serious finding, nothing on the console, no sideways scrolling`, async () => {
    complaints.length = 0;
    await page.setViewportSize({ width: 1400, height: 900 });
    await open(page);
    await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toBeVisible();
    const grounds = new Set<string>();
    for (const width of [1400, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
        expect.soft(await seriousFindings(page), `${colorScheme}, ${width} wide`).toEqual([]);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `pixels to scroll sideways, ${width} wide`).toBeLessThanOrEqual(0);
    }
    expect(grounds.size, 'light and dark differ').toBe(2);
    expect(complaints).toEqual([]);
  });
}
