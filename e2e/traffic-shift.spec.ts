import { expect, type Locator, type Page, test } from '@playwright/test';
import { openRoute, rule, weightOf } from './editor.ts';
import { openFor, signIn } from './people.ts';
import { deleteRoute, makeRoute } from './sample-route.ts';
import { applyManifest, countAnswers, deleteRoutes, ports, read } from './sandbox-control.ts';

const requests = 200;

test.describe.configure({ mode: 'serial' });
let page: Page;

test.beforeAll(async ({ browser }) => {
  await deleteRoutes('storefront', 'shift', 'shift-owned');
  await makeRoute('shift');
  page = await openFor(browser, 'mara');
});
test.afterAll(async () => {
  await page.context().close();
  await deleteRoute('shift');
  await deleteRoute('shift-owned');
});

type Weighted = {
  readonly spec: { readonly rules: readonly { readonly backendRefs: readonly { weight: number }[] }[] };
};

async function weights(name = 'shift'): Promise<readonly number[]> {
  const route = await read<Weighted>('httproute', 'storefront', name);
  return route.spec.rules[0]?.backendRefs.map(({ weight }) => weight) ?? [];
}

function panel(of: Page = page): Locator {
  return of.getByTestId('traffic-shift');
}

function button(name: string, of: Page = page): Locator {
  return panel(of).getByRole('button', { name, exact: true });
}

/** Of 200 requests through Envoy, how many the new version answers. */
async function answeredByNew(): Promise<number> {
  const counts = await countAnswers(`http://shift.apps.localhost:${ports.gateway}/?n=[1-${requests}]`);
  const answered = (counts['hello-a'] ?? 0) + (counts['hello-b'] ?? 0);
  return answered === requests ? (counts['hello-b'] ?? 0) : -1;
}

/** Real traffic comes out within ±8 of what a percentage promises. */
async function expectShare(percent: number): Promise<void> {
  const wanted = (requests * percent) / 100;
  await expect.poll(async () => Math.abs((await answeredByNew()) - wanted), { timeout: 30_000 }).toBeLessThanOrEqual(8);
}

test('a step is one click, and real traffic follows it', async () => {
  await openRoute(page, 'shift');
  await expect(panel()).toContainText('hello-a 90 % · hello-b 10 %');
  await button('Shift traffic').click();
  await expect(panel().getByRole('img', { name: 'hello-b: clear' })).toBeVisible();
  await button('Shift to 25 %').click();
  await expect(button('Shift to 50 %')).toBeVisible();
  expect(await weights()).toEqual([75, 25]);
  await expectShare(25);
});

test('a double click is one step', async () => {
  await button('Shift to 50 %').dblclick();
  await expect(button('Shift to 100 %')).toBeVisible();
  expect(await weights()).toEqual([50, 50]);
});

test('where it stands survives a reload, and a second window sees it', async ({ browser }) => {
  await page.reload();
  await expect(button('Back to 25 %')).toBeVisible();
  await expect(button('Undo the shift: 10 %')).toBeVisible();
  const second = await openFor(browser, 'ada');
  await openRoute(second, 'shift');
  await button('Shift traffic', second).click();
  await expect(button('Shift to 100 %', second)).toBeVisible();
  await button('Back to 25 %').click();
  await expect(button('Shift to 50 %')).toBeVisible();
  await expect(button('Shift to 50 %', second), 'the other window follows').toBeVisible();
  await second.context().close();
});

test('one click undoes the shift, and the activity tells the story', async () => {
  await button('Shift to 50 %').click();
  await button('Undo the shift: 10 %').click();
  await expect(button('Shift to 25 %')).toBeVisible();
  expect(await weights()).toEqual([90, 10]);
  await expectShare(10);
  await page.goto('/t/storefront/activity');
  await expect(page.getByText('Traffic shift: hello-b from 10 % to 25 %').first()).toBeVisible();
});

test('the steps can be changed and stay in the address', async () => {
  await openRoute(page, 'shift');
  await button('Shift traffic').click();
  await button('Edit steps').click();
  const field = page.getByRole('textbox', { name: 'Percentages' });
  await field.fill('50, 20');
  await expect(page.getByText('Write the steps from the smallest to the largest.')).toBeVisible();
  await field.fill('20, 100');
  await page.keyboard.press('Enter');
  await expect(button('Shift to 20 %')).toBeVisible();
  await page.reload();
  await expect(button('Shift to 20 %')).toBeVisible();
});

test('a draft is not lost by a step', async () => {
  await openRoute(page, 'shift');
  await rule(page, 1).getByRole('textbox', { name: 'Name of rule 1' }).fill('all');
  await button('Shift traffic').click();
  await expect(panel()).toContainText('Your draft stays');
  await button('Shift to 25 %').click();
  await expect.poll(() => weights()).toEqual([75, 25]);
  await page.getByRole('button', { name: 'Join both' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of rule 1' })).toHaveValue('all');
  await expect(weightOf(rule(page, 1), 'hello-b')).toHaveValue('25');
  await page.getByRole('button', { name: 'Discard', exact: true }).first().click();
});

test('a new version without ready endpoints is said before the step', async ({ page: own }) => {
  await makeRoute('shift', { 'hello-a': 90, 'search-api': 10 });
  await signIn(own, 'mara');
  await openRoute(own, 'shift');
  await button('Shift traffic', own).click();
  await expect(panel(own).getByRole('img', { name: 'search-api: problem' })).toBeVisible();
  await expect(panel(own)).toContainText('25 % of the rule’s requests would get an error');
  await expect(button('Shift to 25 % all the same', own)).toBeVisible();
});

test('weights that somebody else owns are not overwritten unasked', async ({ page: own }) => {
  const route = await read<{ spec: object }>('httproute', 'storefront', 'shift');
  await applyManifest(
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'shift-owned', namespace: 'storefront' },
      spec: { ...route.spec, hostnames: ['shift-owned.apps.localhost'] },
    },
    'e2e-owner',
  );
  await signIn(own, 'mara');
  await openRoute(own, 'shift-owned');
  const before = await weights('shift-owned');
  await button('Shift traffic', own).click();
  await own.getByTestId('shift-next').click();
  await expect(panel(own).getByRole('alert')).toContainText('owns these weights');
  expect(await weights('shift-owned')).toEqual(before);
  await button('Take over and shift', own).click();
  await expect.poll(() => weights('shift-owned')).toEqual([75, 25]);
});
