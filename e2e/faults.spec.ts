import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { makeCertificate } from './certificate.ts';
import { expectAllClear, lamp, openRoute, review, reviewAndApply, rule, stopOf, weightOf } from './editor.ts';
import { signIn } from './people.ts';
import { deleteRoute, makeRoute } from './sample-route.ts';
import { applyManifest, fault, kubectl, read, sandbox } from './sandbox-control.ts';

const name = 'faulty';
const hostname = `${name}.apps.localhost`;
// Probes come every eight seconds while all is well, and may wait a few seconds for an answer that does not come.
const probed = { timeout: 30_000 };

test.beforeEach(async ({ page }) => {
  await makeRoute(name);
  await signIn(page, 'mara');
});

test.afterEach(() => deleteRoute(name));

/** Half of a hostname's tile on the Overview. */
function tile(page: Page, light: 'dns' | 'tls', of = hostname): Locator {
  return page.locator(`[data-hostname="${of}"] [data-light="${light}"]`);
}

async function weights(): Promise<readonly (number | undefined)[]> {
  const route = await read<{ spec: { rules: { backendRefs: { weight?: number }[] }[] } }>(
    'httproute',
    'storefront',
    name,
  );
  return route.spec.rules[0]?.backendRefs.map((ref) => ref.weight) ?? [];
}

test.describe('the API server', () => {
  test.afterEach(() => fault('pass'));

  for (const mode of ['refuse', 'silence', '503'] as const) {
    test(`lost while reading (${mode}): what was known stays, with its time, and it recovers by itself`, async ({
      page,
    }) => {
      await page.goto('/t/storefront/routes');
      await expect(page.locator(`[data-route="storefront/${name}"]`)).toBeVisible();
      await expect(page.getByTestId('live-indicator')).toContainText('Live');
      await fault(mode);
      const banner = page.getByRole('status', { name: 'Connection' });
      await expect(banner).toContainText(/Not connected since \d/);
      await expect(banner).toContainText('showing what was known then');
      await expect(page.getByTestId('live-indicator')).toContainText('Not connected since');
      await expect(page.locator(`[data-route="storefront/${name}"]`)).toBeVisible();

      // While nobody can tell the portal, something changes.
      await makeRoute(name, { 'hello-c': 1 });
      await fault('pass');
      await expect(page.getByTestId('live-indicator')).toContainText('Live');
      await expect(banner).toBeEmpty();
      await expect(page.locator(`[data-route="storefront/${name}"]`)).toContainText('hello-c', { timeout: 20_000 });
    });
  }

  for (const mode of ['refuse', 'silence'] as const) {
    test(`lost while applying (${mode}): says so, keeps the draft, and applies it afterwards`, async ({ page }) => {
      await openRoute(page, name);
      await weightOf(rule(page, 1), 'hello-b').fill('20');
      const dialog = await review(page);
      await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
      await fault(mode);
      await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
      const alert = dialog.getByRole('alert').filter({ hasText: 'Not applied.' });
      await expect(alert).toBeVisible({ timeout: 20_000 });
      await expect(alert).toContainText(/cluster|API server/i);
      await dialog.getByRole('button', { name: 'Back to the draft' }).click();
      await expect(weightOf(rule(page, 1), 'hello-b')).toHaveValue('20');
      expect(await weights()).toEqual([90, 10]);

      await fault('pass');
      await expect(page.getByTestId('live-indicator')).toContainText('Live');
      await reviewAndApply(page);
      expect(await weights()).toEqual([90, 20]);
    });
  }

  test('lost before a page is opened: the page opens with what was known, and a draft can go on', async ({ page }) => {
    await openRoute(page, name);
    await fault('refuse');
    await expect(page.getByTestId('live-indicator')).toContainText('Not connected since');
    await page.reload();
    await expect(page.getByText('This is the route as it was known at')).toBeVisible();
    await weightOf(rule(page, 1), 'hello-b').fill('20');
    const dialog = await review(page);
    await expect(dialog.getByRole('alert').filter({ hasText: 'Not reviewed.' })).toBeVisible({ timeout: 20_000 });
    await fault('pass');
    await expect(page.getByTestId('live-indicator')).toContainText('Live');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog.getByText('The cluster would accept this.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
    await expect(dialog).toBeHidden();
    expect(await weights()).toEqual([90, 20]);
  });
});

test.describe('a part of the platform', () => {
  test('Knot stopped: the Overview’s DNS tile turns unknown with words, and clear again, without a reload', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.goto('/t/storefront');
    const dns = tile(page, 'dns', 'shop.apps.localhost');
    await expect(dns).toHaveAttribute('data-state', 'ok', probed);
    await sandbox('stop', 'knot');
    try {
      await expect(dns).toHaveAttribute('data-state', 'unknown', probed);
      await expect(dns).toContainText(/not reachable since|gave no answer/i);
      await expect(dns.getByRole('img', { name: 'DNS: unknown' })).toBeVisible();
    } finally {
      await sandbox('start', 'knot');
    }
    await expect(dns).toHaveAttribute('data-state', 'ok', { timeout: 40_000 });
  });

  test('Envoy stopped: the Gateway lamp is a problem although its conditions are fine', async ({ page }) => {
    await openRoute(page, name);
    await expectAllClear(page, 30_000);
    await sandbox('stop', 'envoy');
    try {
      await expect(lamp(page, 'Gateway', 'problem')).toBeVisible(probed);
      await expect(stopOf(page, 'Gateway')).toContainText('refuses connections since');
    } finally {
      await sandbox('start', 'envoy');
    }
    await expectAllClear(page, 40_000);
  });

  test('ExternalDNS stopped: the DNS lamp of a new route says who is missing, and clears when it is back', async ({
    page,
  }) => {
    await sandbox('stop', 'external-dns');
    try {
      await deleteRoute('unnamed');
      await makeRoute('unnamed');
      await openRoute(page, 'unnamed');
      await expect(lamp(page, 'DNS', 'unknown')).toBeVisible(probed);
      await expect(stopOf(page, 'DNS')).toContainText(/No record yet: .*ExternalDNS/i);
      await expect(lamp(page, 'Backend', 'clear')).toBeVisible();
    } finally {
      await sandbox('start', 'external-dns');
    }
    await expectAllClear(page, 45_000);
    await deleteRoute('unnamed');
  });

  test('a certificate replaced by one near its end: the TLS tile says so without a reload', async ({ page }) => {
    test.setTimeout(150_000);
    await page.goto('/t/storefront');
    const tls = tile(page, 'tls', 'shop.apps.localhost');
    await expect(tls).toHaveAttribute('data-state', 'ok', probed);
    const restore = await serveCertificate(2.5);
    try {
      await expect(tls).toHaveAttribute('data-state', 'problem', { timeout: 45_000 });
      await expect(tls).toContainText('ends in 2 days');
    } finally {
      await restore();
    }
    await expect(tls).toHaveAttribute('data-state', 'ok', { timeout: 45_000 });
  });
});

test('a route that somebody deletes while its page is open: the page says so', async ({ page }) => {
  await openRoute(page, name);
  await deleteRoute(name);
  await expect(page.getByRole('alert').filter({ hasText: 'is no longer in the cluster' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Restore from Activity' })).toBeVisible();
});

/**
 * Puts another certificate behind the HTTPS listener, trusted by the portal, and keeps cert-manager from mending it. Its request is
 * taken away as well, for what it issued is newer than what is served then.
 *
 * @returns puts everything back
 */
async function serveCertificate(daysLeft: number): Promise<() => Promise<void>> {
  type Stored = { metadata: { name: string; uid?: string; resourceVersion?: string }; status?: object };
  const trustFile = join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem');
  const trust = readFileSync(trustFile, 'utf8');
  const secret = await read<Stored & { data: Record<string, string> }>('secret', 'infra', 'wildcard');
  const list = await kubectl('-n', 'infra', 'get', 'certificaterequest', '-o', 'json');
  const requests = (JSON.parse(list) as { items: Stored[] }).items;
  const made = await makeCertificate('*.apps.localhost', daysLeft);
  const patchSecret = (data: Record<string, string>) =>
    kubectl('-n', 'infra', 'patch', 'secret', 'wildcard', '--type=merge', '-p', JSON.stringify({ data }));
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  await sandbox('stop', 'cert-manager');
  writeFileSync(trustFile, `${trust.trim()}\n${made.root}\n`);
  await kubectl('-n', 'infra', 'delete', 'certificaterequest', '--all');
  await patchSecret({ 'tls.crt': base64(made.certificate), 'tls.key': base64(made.key) });

  return async () => {
    await patchSecret(secret.data);
    for (const { status, ...request } of requests) {
      const { uid: _uid, resourceVersion: _version, ...metadata } = request.metadata;
      await applyManifest({ ...request, metadata: { ...metadata, managedFields: undefined } });
      const patch = ['patch', 'certificaterequest', metadata.name, '--subresource=status', '--type=merge'];
      await kubectl('-n', 'infra', ...patch, '-p', JSON.stringify({ status }));
    }
    writeFileSync(trustFile, trust);
    await sandbox('start', 'cert-manager');
  };
}
