import { expect, type Locator, type Page, test } from '@playwright/test';
import { addBackend, openNewRoute, review, reviewAndApply, rule, weightOf } from './editor.ts';
import { openFor } from './people.ts';
import { deleteRoutes, read } from './sandbox-control.ts';

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await openFor(browser, 'mara');
});

test.afterAll(async () => {
  await page.context().close();
  await deleteRoutes('storefront', 'inputs');
});

// What is typed beside the bad input, and must still be there afterwards.
test.beforeEach(async () => {
  await openNewRoute(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('inputs');
  await rule(page, 1).getByRole('textbox', { name: 'Path', exact: true }).fill('/kept');
  await addBackend(rule(page, 1), 'hello-a');
  await addBackend(rule(page, 1), 'hello-b');
});

// The next test begins with an empty draft.
test.afterEach(async () => {
  await page.goto('/t/storefront/team');
  await page.evaluate(() => localStorage.clear());
});

const addField = () => page.getByRole('combobox', { name: 'Add a hostname' });

/** Review leads to the field instead of asking the cluster. */
async function expectBlocked(): Promise<void> {
  await expect(page.getByTestId('review')).toHaveText(/problems? to mend/);
  await page.getByTestId('review').click();
  await expect(page.getByRole('dialog', { name: /^Review/ })).toHaveCount(0);
  await expect(page.getByTestId('review')).toHaveText(/problems? to mend/);
}

async function expectNothingLost({ name = 'inputs', path = '/kept' } = {}): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(name);
  await expect(rule(page, 1).getByRole('textbox', { name: 'Path', exact: true })).toHaveValue(path);
  await expect(rule(page, 1).getByRole('combobox', { name: 'Service for hello-a' })).toHaveValue('hello-a:80');
  await expect(rule(page, 1).getByRole('combobox', { name: 'Service for hello-b' })).toHaveValue('hello-b:80');
}

const badHostnames: readonly { readonly what: string; readonly typed: string; readonly says: RegExp }[] = [
  { what: 'malformed', typed: 'shop..apps.localhost', says: /not a valid hostname/ },
  { what: 'with an underscore', typed: 'my_shop.apps.localhost', says: /has an underscore/ },
  { what: 'an IP address', typed: '192.0.2.7', says: /is an IP address, a name is wanted/ },
  { what: 'outside the zone', typed: 'shop.example.com', says: /is not in .*apps\.localhost/ },
  { what: 'with its wildcard in the wrong place', typed: 'a.*.apps.localhost', says: /its \* in the wrong place/ },
];

test('a hostname that cannot be stays in its field with a sentence', async () => {
  for (const { what, typed, says } of badHostnames) {
    await test.step(what, async () => {
      await addField().fill(typed);
      await addField().press('Enter');
      await expect(addField()).toHaveValue(typed);
      await expect(addField()).toHaveAttribute('aria-invalid', 'true');
      await expect(addField()).toHaveAccessibleDescription(says);
      await expectBlocked();
      await expectNothingLost();
    });
  }
  await page.reload();
  await expect(addField(), 'also after a reload').toHaveValue(badHostnames.at(-1)?.typed ?? '');
  await expectNothingLost();
});

test('a hostname in capitals is lowered, and says so', async () => {
  await addField().fill('SHOP-2.Apps.Localhost');
  await expect(page.getByText('Names are lower case: this becomes shop-2.apps.localhost.')).toBeVisible();
  await addField().press('Enter');
  await expect(page.getByRole('button', { name: 'Remove hostname shop-2.apps.localhost' })).toBeVisible();
  await expectNothingLost();
});

test('a hostname with a scheme, a port and a path is read as the name in it, and says what it left out', async () => {
  await addField().fill('https://shop-2.apps.localhost:8443/cart');
  await expect(page.getByText(/A hostname stands alone, without .*the port :8443/)).toBeVisible();
  await page.getByRole('button', { name: 'Use shop-2.apps.localhost' }).click();
  await expect(page.getByRole('button', { name: 'Remove hostname shop-2.apps.localhost' })).toBeVisible();
  await expectNothingLost();
});

test('a hostname that is served already says by whom, as far as one may know', async () => {
  await addField().fill('shop.apps.localhost');
  await expect(addField()).toHaveAccessibleDescription(/is already served by route storefront\/shop/);
  await addField().fill('payments.apps.localhost');
  await addField().press('Enter');
  const told = page.getByText(/payments\.apps\.localhost.* is already served by/);
  await expect(told).toBeVisible();
  await expect(told).not.toContainText('payments-api');
  await expectNothingLost();
});

test('a name that is taken or malformed is refused at its field', async () => {
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill('shop');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/There is already a route “?shop”? in storefront/);
  await expectBlocked();
  await expectNothingLost({ name: 'shop' });
  await field.fill('My shop');
  await expect(field).toHaveAccessibleDescription(/is not a valid name/);
  await expectBlocked();
});

const badWeights: readonly { readonly typed: string; readonly says: RegExp }[] = [
  { typed: '-1', says: /The weight of hello-a is -1/ },
  { typed: '1000001', says: /is 1,000,001, the limit is 1,000,000/ },
  { typed: 'abc', says: /“abc” is no weight: type a whole number/ },
  { typed: '1.5', says: /“1\.5” is no weight/ },
  { typed: '', says: /Give hello-a a weight, 0 to send it nothing/ },
];

test('a weight that is none is refused at its field', async () => {
  const field = weightOf(rule(page, 1), 'hello-a');
  for (const { typed, says } of badWeights) {
    await test.step(typed, async () => {
      await field.fill(typed);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(says);
      await expect(field).toHaveValue(typed);
      await expectBlocked();
      await expectNothingLost();
      await field.fill('5');
      await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    });
  }
});

test('weights that are all 0 are said to send nothing anywhere', async () => {
  await weightOf(rule(page, 1), 'hello-a').fill('0');
  await weightOf(rule(page, 1), 'hello-b').fill('0');
  await expect(rule(page, 1).getByText('Every backend of the rule has weight 0.')).toBeVisible();
  await expectNothingLost();
});

test('a regular expression that does not compile is refused at its condition', async () => {
  await rule(page, 1).getByRole('combobox', { name: 'How the path is compared' }).selectOption('matches regex');
  await rule(page, 1).getByRole('textbox', { name: 'Path', exact: true }).fill('/items/(\\d+');
  const condition = rule(page, 1).getByRole('group', { name: /^path/ });
  await expect(beside(condition)).toContainText(/missing|closing|parenthes|expression/i);
  await expectBlocked();
  await expectNothingLost({ path: '/items/(\\d+' });
});

test('a header name with a space is refused at its condition', async () => {
  await rule(page, 1).getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Header', exact: true }).click();
  await rule(page, 1).getByRole('textbox', { name: 'Name of the header' }).fill('x beta');
  await rule(page, 1).getByRole('textbox', { name: 'Value of the header' }).fill('1');
  await page.keyboard.press('Tab');
  const condition = rule(page, 1).getByRole('group', { name: /^header/ });
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await expect(beside(condition)).toContainText('has a space in it');
  await expectBlocked();
  await expectNothingLost();
});

test('there is room for 16 rules and a sentence instead of a 17th', async () => {
  test.setTimeout(120_000);
  const add = page.getByRole('button', { name: 'Add a rule' });
  for (let count = 1; count < 16; count += 1) {
    await page.getByRole('button', { name: 'Duplicate rule 1', exact: true }).click();
    await expect(page.getByRole('region', { name: `Rule 1 of ${count + 1}`, exact: true })).toBeVisible();
  }
  await expect(add).toBeDisabled();
  await expect(page.getByText('A route holds 16 rules at most; make another route for the rest.')).toBeVisible();
  await page.getByRole('button', { name: 'Duplicate rule 1', exact: true }).click();
  await expect(page.getByText(/at most 16|16 rules at most/).first()).toBeVisible();
  await expectBlocked();
  await expectNothingLost();
});

test('what is mended can be applied', async () => {
  await addField().fill('inputs.apps.localhost');
  await addField().press('Enter');
  const field = weightOf(rule(page, 1), 'hello-a');
  await field.fill('many');
  await expectBlocked();
  await field.fill('3');
  const dialog = await review(page);
  await dialog.getByRole('button', { name: 'Back to the draft' }).click();
  await reviewAndApply(page);
  const route = await read<{ spec: { rules: { backendRefs: { weight: number }[] }[] } }>(
    'httproute',
    'storefront',
    'inputs',
  );
  expect(route.spec.rules[0]?.backendRefs.map((ref) => ref.weight)).toEqual([3, 1]);
});

/** A condition with what is said below it. */
function beside(condition: Locator): Locator {
  return condition.locator('xpath=..');
}
