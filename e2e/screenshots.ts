import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/find-chromium.ts';
import { claimDomain, expectState, finding, makeRoute, openDomain, openDomains, prove, rowOf } from './domains.ts';
import { addBackend, addHostname, expectAllClear, openNewRoute, openRoute, rule, weightOf } from './editor.ts';
import { type Person, signInByCards } from './people.ts';
import { setRecord } from './registrar.ts';

/** Takes the pictures of the documentation from the running product: `npm run screenshots`, or with the names of some. */
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

/** The screens of domains, which are shown on a telephone as well; the last one to whoever looks after the platform. */
const domainScreens: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  domains: async (page) => {
    await openDomains(page);
    await expect(page.locator('[data-domain="globex.localhost"][data-state="live"]')).toBeVisible();
  },
  domain: async (page) => {
    await openDomain(page, 'shop.acme.localhost');
    await expect(finding(page, 'D01').first()).toBeVisible({ timeout: 30_000 });
  },
  'domain-live': async (page) => {
    await openDomain(page, 'globex.localhost');
    await expectState(page, 'live');
  },
};
const platformScreens: typeof domainScreens = {
  'platform-domains': async (page) => {
    await page.goto('/platform/domains');
    await expect(page.locator('[data-contest="globex.localhost"]')).toBeVisible();
  },
};

const wide = { width: 1400, height: 900 };
const narrow = { width: 390, height: 844 };

/** Claims a hostname unless it is claimed already; gives whether it was. */
async function claimOnce(page: Page, hostname: string, team?: string): Promise<boolean> {
  await openDomains(page, team);
  await expect(page.getByTestId('live-indicator').first()).toContainText('Live');
  if ((await rowOf(page, hostname).count()) > 0) return false;
  await claimDomain(page, hostname, team);
  return true;
}

/** Domains in several states: one that waits, one that can be switched, a live one that another team claims as well. */
async function makeDomains(browser: Browser): Promise<void> {
  const mara = await openAs(browser, 'mara', wide);
  await claimOnce(mara, 'shop.acme.localhost');
  await claimOnce(mara, 'hello2.apps.localhost');
  if (await claimOnce(mara, 'blog.acme.localhost')) await prove(mara, 'blog.acme.localhost', 'acme.localhost');
  if (await claimOnce(mara, 'globex.localhost')) {
    const address = mara.url();
    await prove(mara, 'globex.localhost', 'globex.localhost');
    await makeRoute(mara, 'globex', 'globex.localhost');
    await setRecord({ name: 'globex.localhost', type: 'A', values: ['127.0.0.1'] });
    await mara.goto(address);
    await mara.getByRole('button', { name: 'Check now' }).click();
    await expectState(mara, 'live', 120_000);
  }
  await mara.context().close();
  const pia = await openAs(browser, 'pia', wide);
  await claimOnce(pia, 'globex.localhost', 'payments');
  await pia.context().close();
}

type Look = { readonly viewport: typeof wide; readonly theme?: 'light' | 'dark' };

async function openAs(browser: Browser, person: Person, viewport: typeof wide, theme: Look['theme'] = 'light') {
  const context = await browser.newContext({ baseURL, viewport, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signInByCards(page, person);
  return page;
}

/** Takes those of the screens that were asked for; all, when none was. */
async function take(browser: Browser, person: Person, { viewport, theme = 'light' }: Look, screensOf: typeof screens) {
  const wanted = Object.entries(screensOf).filter(([name]) => asked.length === 0 || asked.includes(name));
  if (wanted.length === 0) return;
  const page = await openAs(browser, person, viewport, theme);
  for (const [name, open] of wanted) {
    await open(page);
    if (viewport === wide) await expect(page.getByTestId('live-indicator').first()).toContainText('Live');
    await page.evaluate(() => document.fonts.ready);
    const file = `${name}-${viewport === wide ? theme : 'narrow'}.png`;
    await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' });
    console.log(`docs/screens/${file}`);
  }
  await page.context().close();
}

const asked = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArguments] });
try {
  await makeDomains(browser);
  for (const look of [{ viewport: wide }, { viewport: wide, theme: 'dark' }, { viewport: narrow }] as const) {
    if (look.viewport === wide) await take(browser, 'mara', look, screens);
    await take(browser, 'mara', look, domainScreens);
    await take(browser, 'rosa', look, platformScreens);
  }
} finally {
  await browser.close();
}
