import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, request as requests, test } from '@playwright/test';
import { openRoute, review, rule, weightOf } from './editor.ts';
import { openFor, signIn, signInByCards } from './people.ts';
import { deleteRoutes, read } from './sandbox-control.ts';
import { type CapturedAction, callAction, captureAction, expectRefused } from './server-actions.ts';

const origin = process.env.SIGNALBOX_URL ?? 'http://localhost:3000';
const state = process.env.SIGNALBOX_STATE ?? '.signalbox';

test.afterAll(() => deleteRoutes('storefront', 'forged'));

/** What somebody sees of a page: its status, its title and its words. */
async function look(page: Page, path: string) {
  const response = await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const main = page.getByRole('main');
  return { status: response?.status(), title: await page.title(), text: await main.textContent() };
}

test('a viewer reads everything and changes nothing, and is told why', async ({ page }) => {
  await signIn(page, 'vic');
  await page.goto('/t/storefront/routes');
  await expect(page.getByText('You are a viewer in this team.').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'New route' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Actions for checkout', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);

  await openRoute(page, 'checkout');
  await expect(page.getByText('Changing it needs the editor role in Storefront')).toBeVisible();
  await expect(page.getByTestId('review')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'More', exact: true })).toHaveCount(0);
  const main = page.getByRole('main');
  await expect(main.getByText('checkout-canary:80')).toBeVisible();
  await expect(main.getByRole('slider')).toHaveCount(0);
  // A viewer may ask which rule takes a request: that changes nothing.
  const tester = page.getByRole('region', { name: 'Test a request' });
  const fields = 'input:not([type=radio]), textarea, select';
  const isOpen = page.locator(':enabled:not([readonly])');
  const countOutside = async () =>
    (await main.locator(fields).and(isOpen).count()) - (await tester.locator(fields).and(isOpen).count());
  await expect(tester.getByTestId('verdict')).toBeVisible();
  await expect.poll(countOutside).toBe(0);
  await expect(tester.getByRole('button', { name: 'Save this request' })).toHaveCount(0);

  await page.goto('/t/storefront/routes/new');
  await expect(page.getByText('New routes need the editor role')).toBeVisible();
});

test('another team’s pages look exactly like pages that do not exist', async ({ page }) => {
  await signIn(page, 'pia');
  for (const path of ['', '/routes', '/routes/new', '/routes/storefront/shop', '/activity', '/gateways', '/team']) {
    const theirs = await look(page, `/t/storefront${path}`);
    const none = await look(page, `/t/no-such-team${path}`);
    expect(theirs, path).toEqual(none);
    expect(theirs.text).toContain('There is nothing here under this name');
  }
  const theirs = await look(page, '/t/payments/routes/storefront/shop');
  expect(theirs).toEqual(await look(page, '/t/payments/routes/no-such-namespace/shop'));
  expect(theirs).toEqual(await look(page, '/t/payments/routes/payments/shop'));
});

test('another team’s routes are not in the live stream', async ({ page }) => {
  await signIn(page, 'pia');
  await page.goto('/t/payments');
  const stream = await page.evaluate(async () => {
    const response = await fetch('/api/live');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const end = Date.now() + 6_000;
    while (reader && Date.now() < end) text += (await reader.read()).value ?? '';
    await reader?.cancel();
    return text;
  });
  expect(stream).toContain('payments/payments-api');
  expect(stream).toContain('"type":"beat"');
  for (const word of ['storefront', 'shop.apps.localhost', '"content/', 'checkout']) expect(stream).not.toContain(word);
});

test.describe('server actions called by hand', () => {
  let mara: Page;
  let apply: CapturedAction;
  let remove: CapturedAction;

  test.beforeAll(async ({ browser }) => {
    mara = await openFor(browser, 'mara');
    await openRoute(mara, 'checkout');
    await weightOf(rule(mara, 2), 'checkout').fill('1');
    const dialog = await review(mara);
    apply = await captureAction(mara, ['namespace', 'name', 'base', 'draft', 'takeOver', 'reason'], () =>
      dialog.getByRole('button', { name: 'Apply', exact: true }).click(),
    );
    await mara.keyboard.press('Escape');
    await mara.getByRole('button', { name: 'Discard' }).click();
    await mara.getByRole('button', { name: 'More', exact: true }).click();
    await mara.getByRole('menuitem', { name: 'Delete…' }).click();
    remove = await captureAction(mara, ['namespace', 'name'], () =>
      mara.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click(),
    );
  });

  test.afterAll(() => mara.context().close());

  async function expectUntouched(act: () => Promise<void>) {
    const before = await read<{ metadata: { uid: string }; spec: unknown }>('httproute', 'storefront', 'checkout');
    await act();
    const after = await read<{ metadata: { uid: string }; spec: unknown }>('httproute', 'storefront', 'checkout');
    expect(after.spec).toEqual(before.spec);
    expect(after.metadata.uid).toBe(before.metadata.uid);
    await mara.goto('/t/storefront/routes');
    await expect(mara.locator('[data-route="storefront/checkout"]')).toBeVisible();
    await expect(mara.locator('[data-route="storefront/checkout"]')).not.toContainText('Deleted in');
  }

  test('from another site or without an origin are refused', async () => {
    await expectUntouched(async () => {
      for (const action of [apply, remove]) {
        for (const from of ['http://evil.example', 'http://localhost:3001', 'null', null]) {
          expectRefused(await callAction(mara.request, action, { origin: from }), 'access.origin');
        }
      }
    });
  });

  test('with a forged host that agrees with the origin are refused', async () => {
    await expectUntouched(async () => {
      const headers = { ...apply.headers, 'x-forwarded-host': 'evil.example' };
      const answer = await callAction(mara.request, { ...apply, headers }, { origin: 'http://evil.example' });
      expectRefused(answer, 'access.origin');
    });
  });

  test('without a session are refused', async () => {
    const nobody = await requests.newContext();
    await expectUntouched(async () => {
      for (const action of [apply, remove]) {
        expectRefused(await callAction(nobody, action, { origin }), 'access.signed-out');
      }
    });
    await nobody.dispose();
  });

  test('by a viewer of the team are refused', async ({ page }) => {
    await signIn(page, 'vic');
    await expectUntouched(async () => {
      for (const action of [apply, remove]) {
        expectRefused(await callAction(page.request, action, { origin }), 'access.forbidden');
      }
    });
  });

  test('by another team are refused like what does not exist', async ({ page }) => {
    await signIn(page, 'pia');
    await expectUntouched(async () => {
      for (const action of [apply, remove]) {
        const theirs = await callAction(page.request, action, { origin });
        expectRefused(theirs, 'access.not-found');
        const input = { ...action.input, namespace: 'no-such-namespace' };
        const none = await callAction(page.request, action, { origin, input });
        expect(refusalOf(theirs.text)).toEqual(refusalOf(none.text));
      }
    });
  });

  test('reach no other namespace and no other kind than the route’s own', async () => {
    const draft = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'forged', namespace: 'payments' },
      spec: { hostnames: ['forged.apps.localhost'], rules: [{ backendRefs: [{ name: 'payments-api', port: 80 }] }] },
    };
    const rest = { name: 'forged', base: null, takeOver: [], reason: '' };
    const secret = { ...draft, apiVersion: 'v1', kind: 'Secret' };
    await expectUntouched(async () => {
      for (const input of [
        { ...rest, namespace: 'payments', draft },
        { ...rest, namespace: '../payments', draft },
        { ...rest, namespace: 'storefront', name: '../../secrets/forged', draft: secret },
      ]) {
        const answer = await callAction(mara.request, apply, { origin, input });
        expect(answer.text, JSON.stringify(input)).toContain('"status":"refused"');
      }
      // What a draft says of its own place or kind counts for nothing beside what was checked.
      await callAction(mara.request, apply, { origin, input: { ...rest, namespace: 'storefront', draft } });
      await callAction(mara.request, apply, { origin, input: { ...rest, namespace: 'storefront', draft: secret } });
    });
    for (const kind of ['httproute', 'secret']) {
      await expect(read(kind, 'payments', 'forged')).rejects.toThrow('not found');
    }
    await expect(read('secret', 'storefront', 'forged')).rejects.toThrow('not found');
  });
});

test('a copied cookie is worth nothing after sign-out', async ({ page }) => {
  await signInByCards(page, 'mara');
  const thief = await requests.newContext({ storageState: await page.context().storageState() });
  expect((await thief.get('/api/health/live')).status()).toBe(200);
  expect((await thief.get('/t/storefront', { maxRedirects: 0 })).status()).toBe(200);
  await page.getByRole('button', { name: 'Account of Mara Lindqvist' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You have signed out.')).toBeVisible();
  expect((await thief.get('/api/live')).status()).toBe(401);
  const answer = await thief.get('/t/storefront');
  expect(new URL(answer.url()).pathname).toBe('/signin');
  await thief.dispose();
  await page.goto('/t/storefront');
  await expect(page).toHaveURL(/\/signin/);
});

test('health needs no session, everything else does', async () => {
  const nobody = await requests.newContext();
  for (const path of ['/api/health/live', '/api/health/ready']) expect((await nobody.get(path)).status()).toBe(200);
  expect((await nobody.get('/api/live')).status()).toBe(401);
  for (const path of ['/', '/t/storefront', '/t/storefront/routes/storefront/shop', '/t/no-such-team']) {
    expect(new URL((await nobody.get(path)).url()).pathname).toBe('/signin');
  }
  await nobody.dispose();
});

test('no page and no script holds a secret', async ({ page }) => {
  const secrets = Object.values(
    JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>,
  );
  const kubeconfig = readFileSync(join(state, 'portal.kubeconfig'), 'utf8');
  secrets.push(
    ...[...kubeconfig.matchAll(/(?:key-data|certificate-data|server): (\S+)/g)].map(([, value]) => value ?? ''),
  );
  const texts: Promise<string>[] = [];
  page.on('response', (response) => {
    const isText = /html|javascript|json|x-component/.test(response.headers()['content-type'] ?? '');
    if (response.url().startsWith(origin) && isText) texts.push(response.text().catch(() => ''));
  });
  await signIn(page, 'mara');
  for (const path of ['', '/routes', '/routes/storefront/shop', '/routes/new', '/gateways', '/activity', '/team']) {
    await page.goto(`/t/storefront${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  const sent = (await Promise.all(texts)).join('\n');
  expect(sent).toContain('shop.apps.localhost');
  expect(secrets.length).toBeGreaterThan(6);
  expect(secrets.filter((secret) => secret.length < 12 || sent.includes(secret))).toEqual([]);
});

/** The part of an answer that says why. */
function refusalOf(text: string): string | undefined {
  return text.match(/\{"status":"refused".*\}/)?.[0];
}
