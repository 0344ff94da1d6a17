import { expect, type Locator, type Page, test } from '@playwright/test';
import { addBackend, addHostname, openNewRoute, openRoute, review, reviewAndApply, rule } from './editor.ts';
import { openFor, signIn } from './people.ts';
import { applyManifest, curl, deleteRoutes, ports, read } from './sandbox-control.ts';

const gateway = `http://filters.apps.localhost:${ports.gateway}`;

type Rules = { readonly spec: { readonly rules: readonly unknown[] } };

function applied(name: string): Promise<Rules> {
  return read<Rules>('httproute', 'storefront', name);
}

test.afterAll(() => deleteRoutes('storefront', 'filters', 'filters-keys', 'filters-kept'));

/** Opens the menu of actions and takes one. */
async function addAction(within: Locator, name: RegExp): Promise<void> {
  await within.getByRole('button', { name: 'Add an action' }).click();
  await within.page().getByRole('menuitem', { name }).click();
}

/** Chooses an option of a list by the mouse. */
async function choose(within: Locator, list: string, option: RegExp): Promise<void> {
  await within.getByRole('combobox', { name: list, exact: true }).click();
  await within.page().getByRole('option', { name: option }).click();
}

test.describe('by mouse', () => {
  test.describe.configure({ mode: 'serial' });
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    await deleteRoutes('storefront', 'filters');
    page = await openFor(browser, 'mara');
  });
  test.afterAll(() => page.context().close());

  test('a rule gets headers, a rewrite, a mirror and a timeout, another one redirects', async () => {
    await openNewRoute(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('filters');
    await addHostname(page, 'filters.apps.localhost');
    const first = rule(page, 1);
    await first.getByRole('textbox', { name: 'Path', exact: true }).fill('/v2');
    await addBackend(first, 'hello-a');

    await addAction(first, /^Change request headers/);
    await first.getByRole('textbox', { name: 'Name of the header to set' }).fill('x-release');
    await first.getByRole('textbox', { name: 'Value of the header to set' }).fill('beta');
    await first.getByRole('button', { name: 'Remove a header', exact: true }).click();
    await first.getByRole('textbox', { name: 'Name of the header to remove' }).fill('x-internal');

    await addAction(first, /^Rewrite host or path/);
    await expect(first.getByRole('textbox', { name: 'New prefix' })).toHaveValue('/');
    await expect(first.getByText('/v2/cart becomes /cart')).toBeVisible();

    await addAction(first, /^Mirror/);
    await first.getByRole('combobox', { name: 'Service that gets the copies' }).fill('hello-b');
    await page.getByRole('option', { name: /^hello-b:80/ }).click();
    await choose(first, 'Copied are', /^A percentage/);
    await first.getByRole('textbox', { name: 'Percent' }).fill('25');

    await addAction(first, /^Timeouts/);
    await first.getByRole('textbox', { name: 'Whole request' }).fill('10');
    await expect(first.getByText('Write a unit, e.g. 10s.')).toBeVisible();
    await first.getByRole('textbox', { name: 'Whole request' }).fill('15s');
    await expect(first.getByText('Write a unit, e.g. 10s.')).toBeHidden();

    await page.getByRole('button', { name: 'Add a rule' }).click();
    const second = rule(page, 2);
    await second.getByRole('textbox', { name: 'Path', exact: true }).fill('/old');
    await addAction(second, /^Redirect/);
    await choose(second, 'Status', /^308/);
    await second.getByRole('textbox', { name: 'Host', exact: true }).fill('new.apps.localhost');
    await expect(second.getByText('Nothing: the answer is a redirect.')).toBeVisible();

    const dialog = await review(page);
    await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
    for (const words of ['x-release', 'x-internal', 'replacePrefixMatch', 'hello-b', '15s', 'new.apps.localhost']) {
      await expect(dialog).toContainText(words);
    }
    await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
    await expect(page).toHaveURL(/\/routes\/storefront\/filters/);
  });

  test('the cluster has exactly that', async () => {
    const backend = { group: '', kind: 'Service', name: 'hello-b', port: 80 };
    expect((await applied('filters')).spec.rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { set: [{ name: 'x-release', value: 'beta' }], remove: ['x-internal'] },
          },
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
          { type: 'RequestMirror', requestMirror: { backendRef: backend, percent: 25 } },
        ],
        timeouts: { request: '15s' },
        backendRefs: [{ ...backend, name: 'hello-a', weight: 1 }],
      },
      {
        matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: { scheme: 'https', hostname: 'new.apps.localhost', statusCode: 308 },
          },
        ],
      },
    ]);
  });

  test('Envoy does it', async () => {
    const ask = async () => JSON.parse(await curl('-H', 'x-internal: 1', `${gateway}/v2/cart`));
    await expect.poll(async () => (await ask().catch(() => null))?.path, { timeout: 15_000 }).toBe('/cart');
    const seen = await ask();
    expect(seen.headers).toMatchObject({ 'x-release': 'beta' });
    expect(seen.headers).not.toHaveProperty('x-internal');
    const head = await curl('--head', `${gateway}/old/page`);
    expect(head).toContain('308');
    expect(head.toLowerCase()).toContain('location: https://new.apps.localhost/old/page');
  });

  test('a change of one header is one change, and nothing else differs', async () => {
    const before = await applied('filters');
    await openRoute(page, 'filters');
    const first = rule(page, 1);
    await first.getByRole('button', { name: /^Change request headers: / }).click();
    await first.getByRole('textbox', { name: 'Value of the header to set' }).fill('gamma');
    await expect(page.getByTestId('review')).toHaveText('Review 1 change');
    await reviewAndApply(page);
    await expect(page.getByTestId('review')).toHaveText('No changes');
    const text = JSON.stringify((await applied('filters')).spec);
    expect(text).toBe(JSON.stringify(before.spec).replace('"beta"', '"gamma"'));
  });

  test('the menu says why a filter cannot be had', async () => {
    const first = rule(page, 1);
    await first.getByRole('button', { name: 'Add an action' }).click();
    const redirect = page.getByRole('menuitem', { name: /^Redirect/ });
    await expect(redirect).toHaveAttribute('aria-disabled', 'true');
    await expect(redirect).toContainText('Remove the rewrite first');
    await expect(page.getByRole('menuitem', { name: /^Rewrite/ })).toContainText('has one already');
    await page.keyboard.press('Escape');
  });
});

/** Goes on with Tab until the focus is where it is wanted. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, 'reached with the Tab key').toBeFocused();
}

/** Takes an entry of the open menu with the arrow keys. */
async function arrowTo(page: Page, name: RegExp): Promise<void> {
  const item = page.getByRole('menuitem', { name });
  await expect(item).toBeVisible();
  for (let presses = 0; presses < 15; presses += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
}

test('by keyboard: a header for one backend, and a timeout, then applied', async ({ page }) => {
  await deleteRoutes('storefront', 'filters-keys');
  await signIn(page, 'mara');
  await openNewRoute(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.type('filters-keys');
  const first = rule(page, 1);

  await tabTo(page, first.getByRole('button', { name: 'Add an action' }));
  await page.keyboard.press('Enter');
  await arrowTo(page, /^Timeouts/);
  await expect(first.getByRole('textbox', { name: 'Whole request' }), 'the new field has the focus').toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('3s');

  await tabTo(page, first.getByRole('button', { name: 'Add a backend' }));
  await page.keyboard.press('Enter');
  await expect(first.getByRole('combobox', { name: 'Service for this backend' })).toBeFocused();
  await page.keyboard.type('hello-a');
  await expect(page.getByRole('option', { name: /^hello-a:80/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await tabTo(page, first.getByRole('button', { name: 'Filters and details of hello-a' }));
  await page.keyboard.press('Enter');
  await tabTo(page, first.getByRole('button', { name: 'Add a filter to hello-a' }));
  await page.keyboard.press('Enter');
  await arrowTo(page, /^Change request headers/);
  await expect(first.getByRole('textbox', { name: 'Name of the header to set' })).toBeFocused();
  await page.keyboard.type('x-backend');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a');

  await reviewAndApply(page);
  await expect(page).toHaveURL(/\/routes\/storefront\/filters-keys/);
  expect((await applied('filters-keys')).spec.rules).toEqual([
    {
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      timeouts: { request: '3s' },
      backendRefs: [
        {
          group: '',
          kind: 'Service',
          name: 'hello-a',
          port: 80,
          weight: 1,
          filters: [
            {
              type: 'RequestHeaderModifier',
              requestHeaderModifier: { set: [{ name: 'x-backend', value: 'a' }] },
            },
          ],
        },
      ],
    },
  ]);
});

test('an extension that the form did not make stays through an edit beside it', async ({ page }) => {
  const extension = {
    type: 'ExtensionRef',
    extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'elsewhere' },
  };
  await applyManifest(
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'filters-kept', namespace: 'storefront' },
      spec: {
        parentRefs: [{ name: 'external', namespace: 'infra' }],
        hostnames: ['filters-kept.apps.localhost'],
        rules: [{ filters: [extension], backendRefs: [{ name: 'hello-a', port: 80 }] }],
      },
    },
    'signalbox',
  );
  const before = await applied('filters-kept');
  await signIn(page, 'mara');
  await openRoute(page, 'filters-kept');
  const first = rule(page, 1);
  await addAction(first, /^Change response headers/);
  await first.getByRole('button', { name: 'Paste headers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste headers' });
  await dialog.getByRole('textbox', { name: 'Headers' }).fill('x-team: storefront\nnot a header\nx-tier: web');
  await expect(dialog).toContainText('line 2');
  await dialog.getByRole('button', { name: 'Add 2 headers' }).click();
  await reviewAndApply(page);

  const wanted = structuredClone(before.spec);
  Object.assign(wanted.rules[0] ?? {}, {
    filters: [
      extension,
      {
        type: 'ResponseHeaderModifier',
        responseHeaderModifier: {
          set: [
            { name: 'x-team', value: 'storefront' },
            { name: 'x-tier', value: 'web' },
          ],
        },
      },
    ],
  });
  expect((await applied('filters-kept')).spec).toEqual(wanted);
});

test('a Service of another namespace comes with the grant that its owner has to give', async ({ page }) => {
  await signIn(page, 'mara');
  await openNewRoute(page);
  const first = rule(page, 1);
  await first.getByRole('button', { name: 'Add a backend' }).click();
  await first.getByRole('combobox', { name: 'Service for this backend' }).fill('payments/payments-api:80');
  await page.keyboard.press('Enter');
  await expect(first.getByText('No ReferenceGrant in payments lets routes of storefront reach')).toBeVisible();
  await first.getByRole('button', { name: 'Show the grant that is needed' }).click();
  const grant = first.getByRole('region', { name: 'the ReferenceGrant' });
  for (const line of ['kind: ReferenceGrant', 'namespace: payments', 'namespace: storefront', 'name: payments-api']) {
    await expect(grant).toContainText(line);
  }
});

test('a closed rule says what it does, and opens where there is something to mend', async ({ page }) => {
  await signIn(page, 'mara');
  await openNewRoute(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('filters-closed');
  const first = rule(page, 1);
  await addBackend(first, 'hello-a');
  await addAction(first, /^Timeouts/);
  await first.getByRole('textbox', { name: 'Whole request' }).fill('soon');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await addBackend(rule(page, 2), 'hello-b');
  await rule(page, 2).getByRole('textbox', { name: 'Path', exact: true }).fill('/b');
  await page.getByRole('button', { name: 'Collapse all rules' }).click();
  await expect(rule(page, 2)).toContainText('/b → hello-b');
  await expect(first.getByText(/is no duration/)).toBeVisible();
  await page.getByTestId('review').click();
  await expect(first.getByRole('textbox', { name: 'Whole request' })).toBeFocused();
  await expect(first.getByRole('textbox', { name: 'Whole request' })).toHaveValue('soon');
});
