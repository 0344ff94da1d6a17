import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAllClear } from './editor.ts';
import { signIn } from './people.ts';
import { deleteRoutes, read } from './sandbox-control.ts';

test.beforeEach(() => deleteRoutes('storefront', 'keys'));
test.afterEach(() => deleteRoutes('storefront', 'keys'));

/** Goes on with Tab until the focus is where it is wanted, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  await expect(target, 'reached with the Tab key').toBeFocused();
}

test('a route is made, reviewed and applied without a mouse', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes');
  await expect(page.getByTestId('live-indicator')).toContainText('Live');

  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('new route');
  await expect(palette.getByRole('option', { name: /New route/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'New route' })).toBeVisible();

  await tabTo(page, page.getByRole('textbox', { name: 'Name', exact: true }));
  await page.keyboard.type('keys');
  await tabTo(page, page.getByRole('combobox', { name: 'Add a hostname' }));
  await page.keyboard.type('keys.apps.localhost');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove hostname keys.apps.localhost' })).toBeVisible();

  await tabTo(page, page.getByRole('textbox', { name: 'Path', exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('/keys');
  await tabTo(page, page.getByRole('button', { name: 'Add a backend' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Service for this backend' })).toBeFocused();
  await page.keyboard.type('hello-a');
  await expect(page.getByRole('option', { name: /^hello-a:80/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Service for hello-a' })).toHaveValue('hello-a:80');

  const reviewButton = page.getByTestId('review');
  await tabTo(page, reviewButton, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Review/ });
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(reviewButton, 'the focus comes back').toBeFocused();

  await page.keyboard.press('Enter');
  await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
  await tabTo(page, dialog.getByRole('button', { name: 'Apply', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/routes\/storefront\/keys/);
  await expectAllClear(page);
  const route = await read<{ spec: { hostnames: string[] } }>('httproute', 'storefront', 'keys');
  expect(route.spec.hostnames).toEqual(['keys.apps.localhost']);
});

test('menus, dialogs and the palette give the focus back', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes/storefront/shop');
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog');
  await expect(question.getByRole('button', { name: 'Keep it' }), 'the answer that changes nothing').toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(more).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(more).toBeFocused();
});

test('the first Tab offers the way past the navigation', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('rules are reordered and weights are moved by keys', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes/storefront/checkout');
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
  const weight = page.getByRole('textbox', { name: 'Weight of checkout', exact: true });
  await weight.focus();
  await page.keyboard.press('ArrowDown');
  await expect(weight).toHaveValue('89');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(weight).toHaveValue('79');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(weight).not.toHaveValue('79');
  await page
    .getByRole('region', { name: 'Rule 2 of 2, everyone' })
    .getByRole('textbox', { name: 'Name of rule 2' })
    .focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('region', { name: 'Rule 1 of 2, everyone' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name of rule 1' })).toBeFocused();
});
