import { type Browser, type BrowserContext, type Cookie, expect, type Page } from '@playwright/test';

/** The sandbox's sample accounts. */
export const people = {
  mara: 'Mara', // edits Storefront
  vic: 'Vic', // sees Storefront
  ada: 'Ada', // looks after Storefront
  pia: 'Pia', // edits Payments
  rosa: 'Rosa', // looks after the platform
} as const;

export type Person = keyof typeof people;

const sessions = new Map<Person, readonly Cookie[]>();

/** Signs in by the only way there is: the issuer's page of accounts. */
export async function signInByCards(page: Page, person: Person): Promise<void> {
  await page.goto('/signin');
  await page.getByRole('button', { name: /continue with/i }).click();
  await page.getByRole('button', { name: new RegExp(`\\b${people[person]}\\b`) }).click();
  await expect(page).toHaveURL(/\/t\//);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Signs in, with a session from before where this run has one. Whoever ends the session takes `signInByCards`. */
export async function signIn(page: Page, person: Person): Promise<void> {
  const session = sessions.get(person);
  if (session) {
    await page.context().addCookies([...session]);
    return;
  }
  await signInByCards(page, person);
  sessions.set(person, await page.context().cookies());
}

/** A window of its own for a person, signed in. */
export async function openFor(
  browser: Browser,
  person: Person,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context: BrowserContext = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}
