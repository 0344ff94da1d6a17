import { expect, type Locator, type Page, test } from '@playwright/test';
import { addBackend, addHostname, openNewRoute, openRoute, reviewAndApply, rule, weightOf } from './editor.ts';
import { openFor, signIn } from './people.ts';
import { makeRoute } from './sample-route.ts';
import { applyManifest, deleteRoutes } from './sandbox-control.ts';

// What is saved with a route outlives it, so each run takes names of its own.
const run = Date.now().toString(36);
const applied = `tested-${run}`;
const made = `tested-new-${run}`;

test.afterAll(async () => {
  await deleteRoutes('storefront', applied, made);
  await deleteRoutes('payments', 'tested-overlap');
});

function panelOf(page: Page): Locator {
  return page.getByTestId('request-tester');
}

/** Types a request; what is not given stays. */
async function typeRequest(
  within: Locator,
  { method, url, headers }: { readonly method?: string; readonly url?: string; readonly headers?: string },
): Promise<void> {
  if (method !== undefined) await within.getByRole('combobox', { name: 'Method' }).fill(method);
  if (url !== undefined) await within.getByRole('textbox', { name: 'URL' }).fill(url);
  if (headers === undefined) return;
  const add = within.getByRole('button', { name: 'Add headers' });
  if (await add.isVisible()) await add.click();
  await within.getByRole('textbox', { name: 'Headers' }).fill(headers);
}

/** Saves what is typed, under a name, with what is offered as expected. */
async function saveAs(page: Page, name: string): Promise<void> {
  await panelOf(page).getByRole('button', { name: 'Save this request' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this request' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
}

function saved(page: Page, name: string): Locator {
  return page.getByTestId('saved-requests').locator(`[data-saved="${name}"]`);
}

/** A route of Payments on a hostname of Storefront, narrower by its path. */
function makeOverlap(): Promise<void> {
  return applyManifest({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'tested-overlap', namespace: 'payments' },
    spec: {
      parentRefs: ['http', 'https'].map((sectionName) => ({ name: 'external', namespace: 'infra', sectionName })),
      hostnames: ['pay.apps.localhost'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/taken' } }],
          backendRefs: [{ name: 'payments-api', port: 80 }],
        },
      ],
    },
  });
}

test.describe('in the editor', () => {
  test.describe.configure({ mode: 'serial' });
  let page: Page;
  let panel: Locator;

  test.beforeAll(async ({ browser }) => {
    await deleteRoutes('payments', 'tested-overlap');
    page = await openFor(browser, 'mara');
    panel = panelOf(page);
  });
  test.afterAll(() => page.context().close());

  test('an example of a rule is taken by it, and the other rule says why not', async () => {
    await openRoute(page, 'checkout');
    await panel.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: /^rule beta/ }).click();
    await expect(panel.getByRole('textbox', { name: 'Headers' })).toHaveValue('x-beta: 1');
    await expect(panel.getByText('Rule beta takes it', { exact: true })).toBeVisible();
    const losers = panel.getByRole('region', { name: 'Rules that do not take it' });
    await expect(losers).toContainText(
      'Rule everyone takes it too, but the winner asks for more headers (1 against 0)',
    );
    await expect(panel.getByTestId('verdict').getByRole('status')).toContainText('Rule beta takes it. It goes to');
  });

  test('what is typed is judged while it is typed, with shares and the request as the backend sees it', async () => {
    await typeRequest(panel, { url: 'http://pay.apps.localhost/cart?a=1', headers: 'x-other: 2' });
    await expect(panel.getByText('Rule everyone takes it', { exact: true })).toBeVisible();
    const backends = panel.getByRole('list', { name: 'Backends' });
    await expect(backends).toContainText(/checkout.*90 %/);
    await expect(backends).toContainText(/checkout-canary.*10 %/);
    await expect(panel.getByTestId('arrives-as')).toHaveText('GET /cart?a=1');
    await expect(
      panel.getByText('Rule beta does not take it: needs header x-beta: 1, the request has none.'),
    ).toBeVisible();
  });

  test('a flaw is said at its field, and the last verdict stays', async () => {
    await typeRequest(panel, { url: 'http://pay.apps.localhost/ca rt' });
    await expect(panel.getByText('The URL has a space in it. Write %20 instead.')).toBeVisible();
    await expect(panel.getByRole('textbox', { name: 'URL' })).toHaveValue('http://pay.apps.localhost/ca rt');
    await expect(panel.getByTestId('verdict')).toHaveAttribute('data-state', 'flawed');
    await expect(panel.getByText('Rule everyone takes it', { exact: true })).toBeVisible();
  });

  test('a route of another team is told of without its name', async () => {
    await makeOverlap();
    await typeRequest(panel, { url: 'http://pay.apps.localhost/taken/now' });
    await expect(panel.getByText('A route of another team takes this request on this Gateway.').first()).toBeVisible({
      timeout: 20_000,
    });
    await expect(panel).not.toContainText('tested-overlap');
    await expect(panel).not.toContainText('payments');
    await deleteRoutes('payments', 'tested-overlap');
  });

  test('sent for real, the answer agrees with the prediction', async () => {
    await makeRoute(applied);
    await openRoute(page, applied);
    await typeRequest(panel, { method: 'GET', url: `http://${applied}.apps.localhost/`, headers: '' });
    await panel.getByRole('button', { name: 'Send it for real' }).click();
    await expect(panel.getByTestId('sent-answer')).toContainText('Agrees with the prediction:');
    await expect(panel.getByTestId('sent-answer')).toContainText('200');
  });

  test('a method that may change something is asked about first', async () => {
    await typeRequest(panel, { method: 'POST' });
    await panel.getByRole('button', { name: 'Send it for real' }).click();
    const question = page.getByRole('alertdialog', { name: 'Send this POST?' });
    await expect(question).toBeVisible();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toBeHidden();
  });

  test('a slow backend is played with the rule’s timeouts', async () => {
    await typeRequest(panel, { method: 'GET' });
    await panel.getByText('What if the backend is slow or fails?').click();
    await panel.getByRole('textbox', { name: 'Tries that fail first' }).fill('0');
    await panel.getByRole('textbox', { name: 'It answers after (ms)' }).fill('250');
    await expect(panel.getByText('The client gets 200 after 250 ms and 1 try.')).toBeVisible();
    await panel.getByRole('textbox', { name: 'It answers after (ms)' }).fill('soon');
    await expect(panel.getByText('Type a whole number from 0 to 600,000.')).toBeVisible();
  });

  test('a saved request goes red when the draft sends it elsewhere, and green again after undo', async () => {
    await openRoute(page, applied);
    await typeRequest(panel, { url: `http://${applied}.apps.localhost/`, headers: '' });
    await expect(panel.getByRole('list', { name: 'Backends' })).toContainText(/hello-a.*90 %/);
    await saveAs(page, 'Front page');
    await expect(saved(page, 'Front page')).toHaveAttribute('data-state', 'met');
    await expect(rule(page, 1).getByTestId('rule-tests')).toHaveText('1 ✓');

    await weightOf(rule(page, 1), 'hello-b').fill('0');
    await expect(saved(page, 'Front page')).toHaveAttribute('data-state', 'missed');
    await expect(saved(page, 'Front page')).toContainText('gets storefront/hello-a');
    await expect(rule(page, 1).getByTestId('rule-tests')).toHaveText('1 ✗');
    await expect(panel.getByRole('button', { name: 'Send it for real' })).toBeDisabled();

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(saved(page, 'Front page')).toHaveAttribute('data-state', 'met');
    await expect(page.getByTestId('review')).toHaveText('No changes');
  });

  test('saved requests are there after a reload, are removed, and come back', async () => {
    await page.reload();
    await expect(saved(page, 'Front page')).toHaveAttribute('data-state', 'met');
    await saved(page, 'Front page').getByRole('button', { name: 'More for Front page' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(saved(page, 'Front page')).toBeHidden();
    await page
      .getByRole('dialog')
      .filter({ hasText: 'Removed Front page' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await expect(saved(page, 'Front page')).toBeVisible();
  });

  test('requests saved with a new route go with it when it is applied', async () => {
    await openNewRoute(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(made);
    await addHostname(page, `${made}.apps.localhost`);
    await addBackend(rule(page, 1), 'hello-a');
    await expect(panel.getByRole('textbox', { name: 'URL' })).toHaveValue(new RegExp(`://${made}.apps.localhost/`));
    await expect(panel.getByRole('list', { name: 'Backends' })).toContainText(/hello-a.*100 %/);
    await saveAs(page, 'From the start');
    await reviewAndApply(page);
    await expect(page).toHaveURL(new RegExp(`/routes/storefront/${made}`));
    await expect(saved(page, 'From the start')).toHaveAttribute('data-state', 'met');
  });
});

test.describe('the page of all routes', () => {
  test('offers requests of the team, and answers one that comes by its address', async ({ page }) => {
    await signIn(page, 'mara');
    await page.goto('/t/storefront/tester');
    const tester = page.getByTestId('gateway-tester');
    await expect(tester.getByRole('button', { name: /^GET http/ })).toHaveCount(3);

    const request = new URLSearchParams({ method: 'GET', url: 'http://pay.apps.localhost/', headers: 'x-beta: 1' });
    await page.goto(`/t/storefront/tester?${request}`);
    await expect(tester.getByRole('textbox', { name: 'Headers' })).toHaveValue('x-beta: 1');
    await expect(tester.getByText('Rule beta of storefront/checkout takes it', { exact: true })).toBeVisible();

    await tester.getByRole('textbox', { name: 'URL' }).fill('http://old.apps.localhost/page');
    await expect(tester.getByText('The client is sent on with 301.')).toBeVisible();
    await expect(tester).toContainText(/http:\/\/shop\.apps\.localhost:\d+\/page/);
    await expect(page).toHaveURL(/url=http:\/\/old\.apps\.localhost\/page/);
    await tester.getByRole('button', { name: 'Send it for real' }).click();
    await expect(tester.getByTestId('sent-answer')).toContainText('Agrees with the prediction:');
  });

  test('says nothing of a hostname that is none of the team’s', async ({ page }) => {
    await signIn(page, 'mara');
    await page.goto(`/t/storefront/tester?${new URLSearchParams({ url: 'http://payments.apps.localhost/api' })}`);
    const tester = page.getByTestId('gateway-tester');
    await expect(tester.getByText('No rule of your team takes it.', { exact: true })).toBeVisible();
    await expect(tester).not.toContainText('payments-api');
  });
});
