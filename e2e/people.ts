import { type Browser, expect, type Page } from '@playwright/test';

/** The sandbox's sample accounts. */
export const people = {
  mara: 'Mara', // edits Storefront
  vic: 'Vic', // sees Storefront
  ada: 'Ada', // looks after Storefront
  pia: 'Pia', // edits Payments
  rosa: 'Rosa', // looks after the platform
} as const;

/** Signs in by the only way there is: the issuer's page of accounts. */
export async function signIn(page: Page, person: keyof typeof people): Promise<void> {
  await page.goto('/signin');
  await page.getByRole('button', { name: /continue with/i }).click();
  await page.getByRole('button', { name: new RegExp(`\\b${people[person]}\\b`) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** A window of its own for another person. */
export async function openFor(browser: Browser, person: keyof typeof people): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}
