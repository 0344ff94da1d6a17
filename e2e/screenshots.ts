import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/find-chromium.ts';
import { claimDomain, finding, openDomains } from './domains.ts';
import { addBackend, addHostname, expectAllClear, openNewRoute, openRoute, rule, weightOf } from './editor.ts';
import { signInByCards } from './people.ts';

/** Takes the pictures of the documentation from the running product: `npm run screenshots`. */
const folder = join(import.meta.dirname, '..', 'docs', 'screens');
const baseURL = process.env.SIGNALBOX_URL ?? 'http://localhost:3000';

const screens: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  overview: async (page) => {
    await page.goto('/t/storefront');
    await expect(
      page.locator('[data-hostname="shop.apps.localhost"]').getByRole('img', { name: 'DNS: clear' }),
    ).toBeVisible();
  },
  routes: async (page) => {
    await page.goto('/t/storefront/routes');
    await expect(page.locator('[data-route="storefront/shop"][data-state="ok"]')).toBeVisible();
  },
  route: async (page) => {
    await openRoute(page, 'checkout');
    await expectAllClear(page);
  },
  'new-route': async (page) => {
    await openNewRoute(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('hello');
    await addHostname(page, 'hello.apps.localhost');
    const beta = rule(page, 1);
    await beta.getByRole('textbox', { name: 'Name of rule 1' }).fill('beta');
    await beta.getByRole('textbox', { name: 'Path', exact: true }).fill('/v2');
    await addBackend(beta, 'hello-a');
    await addBackend(beta, 'hello-b');
    await weightOf(beta, 'hello-a').fill('90');
    await weightOf(beta, 'hello-b').fill('10');
    await page.getByRole('heading', { level: 1 }).click();
  },
  domain: async (page) => {
    await openDomains(page);
    const link = page.locator('[data-domain="shop.acme.localhost"]').getByRole('link');
    if ((await link.count()) > 0) await link.click();
    else await claimDomain(page, 'shop.acme.localhost');
    await expect(finding(page, 'D01').first()).toBeVisible({ timeout: 30_000 });
  },
  domains: async (page) => {
    await openDomains(page);
    await expect(page.locator('[data-domain="shop.acme.localhost"]')).toBeVisible();
  },
  yaml: async (page) => {
    await page.goto('/t/storefront/routes/storefront/checkout?view=split');
    await expect(page.getByRole('textbox', { name: 'YAML of checkout' })).toBeVisible();
    await expectAllClear(page);
  },
  graph: async (page) => {
    await page.goto('/t/storefront/routes/storefront/checkout?view=graph');
    await expectAllClear(page);
    await expect(page.getByText('90 %').first()).toBeVisible();
  },
  tester: async (page) => {
    const request = new URLSearchParams({ url: 'http://pay.apps.localhost/cart', headers: 'x-beta: 1' });
    await page.goto(`/t/storefront/tester?${request}`);
    await expect(page.getByText('checkout-beta').first()).toBeVisible();
  },
};

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArguments] });
try {
  for (const theme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 1400, height: 900 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await signInByCards(page, 'mara');
    for (const [name, open] of Object.entries(screens)) {
      await open(page);
      await expect(page.getByTestId('live-indicator')).toContainText('Live');
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled', caret: 'hide' });
      console.log(`docs/screens/${name}-${theme}.png`);
    }
    await context.close();
  }
} finally {
  await browser.close();
}
