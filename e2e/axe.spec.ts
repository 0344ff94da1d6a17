import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { claimDomain, finding, openDomains, typeNames } from './domains.ts';
import { addBackend, addHostname, openNewRoute, openRoute, review, rule, weightOf } from './editor.ts';
import { openFor } from './people.ts';

const domain = 'axe.acme.localhost';

/** Opens the page of a domain that waits for its proof; claims it the first time. */
async function openDomain(page: Page): Promise<void> {
  await openDomains(page);
  const link = page.locator(`[data-domain="${domain}"]`).getByRole('link');
  if ((await link.count()) > 0) await link.click();
  else await claimDomain(page, domain);
  await expect(finding(page, 'D01').first()).toBeVisible({ timeout: 30_000 });
}

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
  'Domain page': openDomain,
  Domains: async (page) => {
    await openDomains(page);
    await expect(page.locator(`[data-domain="${domain}"]`)).toBeVisible();
  },
  'Add domain dialog': async (page) => {
    await openDomains(page);
    const dialog = await typeNames(page, `new.acme.localhost https://${domain}/ 10.0.0.1 bücher.example`);
    await expect(dialog.locator('[data-reading="refused"]')).toBeVisible();
    await expect(dialog.locator('[data-reading="claimed"]')).toBeVisible();
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

/** Opens a screen and looks at it wide and narrow, light and dark. */
async function lookAt(page: Page, open: (page: Page) => Promise<unknown>): Promise<void> {
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
}

let mara: Page;
const complaints: string[] = [];

/** Keeps what the page complains about on the console. */
function listen(page: Page): void {
  page.on('console', (message) => {
    // That a page is not there is no error of the page that says so.
    if (message.type() === 'error' && !message.text().includes('status of 404')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

test.beforeAll(async ({ browser }) => {
  mara = await openFor(browser, 'mara', { reducedMotion: 'reduce' });
  listen(mara);
});

test.afterAll(() => mara.context().close());

for (const [screen, open] of Object.entries(screens)) {
  test(`${screen}: no serious finding, nothing on the console, no sideways scrolling`, () => lookAt(mara, open));
}

test('All teams’ domains: no serious finding, nothing on the console, no sideways scrolling', async ({ browser }) => {
  const rosa = await openFor(browser, 'rosa', { reducedMotion: 'reduce' });
  listen(rosa);
  await lookAt(rosa, async (page) => {
    await page.goto('/platform/domains');
    await expect(page.locator(`[data-domain="${domain}"]`)).toBeVisible();
  });
  await rosa.context().close();
});
