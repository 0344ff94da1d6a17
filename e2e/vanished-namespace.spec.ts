import { expect, test } from '@playwright/test';
import { openNewRoute, openRoute, review } from './editor.ts';
import { signIn } from './people.ts';
import { applyManifest, kubectl } from './sandbox-control.ts';

type Stored = { readonly kind: string; readonly metadata: Readonly<Record<string, unknown>> };

const namespace = 'content';
const kept = 'services,endpointslices,httproutes,roles,rolebindings';
let stored: readonly Stored[] = [];

test.beforeAll(async () => {
  const own: Stored = JSON.parse(await kubectl('get', 'namespace', namespace, '-o', 'json'));
  const { items }: { items: readonly Stored[] } = JSON.parse(await kubectl('-n', namespace, 'get', kept, '-o', 'json'));
  stored = [own, ...items].map(withoutServerFields);
});

test.afterAll(async () => {
  await kubectl('wait', '--for=delete', `namespace/${namespace}`, '--timeout=60s').catch(() => '');
  for (const manifest of stored) await applyManifest(manifest);
});

test('a namespace that vanishes: its routes leave the screens without a reload, and a draft for it is kept and refused in words', async ({
  context,
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes');
  const blog = page.getByRole('link', { name: 'blog', exact: true });
  await expect(blog).toBeVisible();
  const opened = await context.newPage();
  await openRoute(opened, 'blog', namespace);
  const drafting = await context.newPage();
  await openNewRoute(drafting);
  await drafting.getByRole('textbox', { name: 'Name', exact: true }).fill('orphan');
  await drafting.getByRole('combobox', { name: 'Namespace' }).click();
  await drafting.getByRole('option', { name: namespace }).click();
  await drafting.getByRole('button', { name: /^Add a backend/ }).click();
  await drafting.getByRole('combobox', { name: 'Service for this backend' }).fill('blog');
  await drafting.getByRole('option', { name: /^blog:/ }).click();

  await kubectl('delete', 'namespace', namespace, '--timeout=60s');

  await expect(blog).toBeHidden();
  await expect(opened.getByRole('alert').filter({ hasText: 'is no longer in the cluster' })).toBeVisible();
  const dialog = await review(drafting);
  await expect(dialog.getByRole('alert')).toContainText('The cluster would refuse this.');
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await drafting.keyboard.press('Escape');
  await expect(drafting.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('orphan');
  await expect(page.getByRole('link', { name: 'shop', exact: true })).toBeVisible();
});

/** What can be applied again as a new object. */
function withoutServerFields({ metadata, ...object }: Stored): Stored {
  const { name, namespace: inNamespace, labels, annotations } = metadata;
  const { status: _status, ...rest }: Stored & { readonly status?: unknown } = { ...object, metadata };
  return { ...rest, metadata: { name, namespace: inNamespace, labels, annotations } };
}
