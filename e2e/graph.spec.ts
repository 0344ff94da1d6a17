import { expect, type Locator, type Page, test } from '@playwright/test';
import { rule, weightOf } from './editor.ts';
import { signIn } from './people.ts';
import { deleteRoute, makeRoute } from './sample-route.ts';
import { applyManifest } from './sandbox-control.ts';

test.beforeAll(() => makeRoute('graph'));
test.afterAll(async () => {
  await deleteRoute('graph');
  await deleteRoute('graph-large');
});

async function openGraph(page: Page, name = 'graph'): Promise<Locator> {
  await signIn(page, 'mara');
  await page.goto(`/t/storefront/routes/storefront/${name}?view=graph`);
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
  const graph = page.getByTestId('route-graph');
  await expect(graph).toBeVisible();
  return graph;
}

/** A part of the drawing by what it is read as. */
function part(graph: Locator, words: RegExp): Locator {
  return graph.getByRole('button', { name: words });
}

test('the graph leads from the hostname to the backends, with lamps and shares', async ({ page }) => {
  const graph = await openGraph(page);
  await expect(part(graph, /^Hostname graph\.apps\.localhost, DNS: clear, TLS: clear/)).toBeVisible();
  await expect(part(graph, /^Listener external · http, HTTP 10080 · every name, Gateway: clear/)).toBeVisible();
  await expect(part(graph, /^Listener external · https, /)).toBeVisible();
  await expect(part(graph, /^Rule Rule 1, \/, Route: clear/)).toBeVisible();
  await expect(part(graph, /^Backend hello-a, port 80, 1 of 1 ready: clear/)).toBeVisible();
  await expect(graph.getByText('90 %')).toBeVisible();
  await expect(graph.getByText('10 %')).toBeVisible();
});

test('a click leads to the control, and so does Enter', async ({ page }) => {
  const graph = await openGraph(page);
  await part(graph, /^Backend hello-b/).click();
  await expect(page).not.toHaveURL(/view=graph/);
  await expect(page.getByRole('combobox', { name: 'Service for hello-b' })).toBeFocused();

  await page.getByRole('radio', { name: 'Graph' }).check();
  await part(graph, /^Rule Rule 1/).focus();
  await page.keyboard.press('Enter');
  await expect(rule(page, 1).getByRole('textbox', { name: 'Name of rule 1' })).toBeFocused();
});

test('Tab goes through the parts from left to right', async ({ page }) => {
  const graph = await openGraph(page);
  await part(graph, /^Hostname/).focus();
  for (const words of [
    /^Listener external · http, /,
    /^Listener external · https, /,
    /^Rule Rule 1/,
    /^Backend hello-a/,
  ]) {
    await page.keyboard.press('Tab');
    await expect(part(graph, words)).toBeFocused();
  }
});

test('a draft is drawn as a draft, without lamps that are not its own', async ({ page }) => {
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes/storefront/graph');
  await expect(page.getByTestId('live-indicator')).toContainText('Live');
  await weightOf(rule(page, 1), 'hello-b').fill('30');
  await page.getByRole('radio', { name: 'Graph' }).check();
  const graph = page.getByTestId('route-graph');
  await expect(part(graph, /^Rule Rule 1, \/, only in the draft/)).toBeVisible();
  await expect(graph.getByText('25 %')).toBeVisible();
  await expect(part(graph, /^Hostname graph\.apps\.localhost, DNS: clear/)).toBeVisible();
});

test('where it is narrow the graph is a list that leads to the form as well', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'mara');
  await page.goto('/t/storefront/routes/storefront/graph?view=graph');
  await expect(page.getByRole('region', { name: 'Rules', exact: true })).toContainText('sends to hello-b 10 %');
  await expect(page.getByTestId('route-graph')).toHaveCount(0);
  await page
    .getByRole('region', { name: 'Where requests end' })
    .getByRole('button', { name: /hello-b/ })
    .click();
  await expect(page.getByRole('combobox', { name: 'Service for hello-b' })).toBeFocused();
});

test('16 rules with 16 backends each fit into the view and can be enlarged', async ({ page }) => {
  const services = ['hello-a', 'hello-b', 'hello-c', 'checkout'];
  const rules = Array.from({ length: 16 }, (_, index) => ({
    matches: [{ path: { type: 'PathPrefix', value: `/part-${index}` } }],
    backendRefs: Array.from({ length: 16 }, (_backend, at) => ({
      name: services[at % services.length],
      port: 80,
      weight: at + 1,
    })),
  }));
  await applyManifest(
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'graph-large', namespace: 'storefront' },
      spec: {
        parentRefs: [{ name: 'external', namespace: 'infra' }],
        hostnames: ['graph-large.apps.localhost'],
        rules,
      },
    },
    'signalbox',
  );
  const graph = await openGraph(page, 'graph-large');
  const last = part(graph, /^Rule Rule 16/);
  const [frame, before] = [await graph.boundingBox(), await last.boundingBox()];
  expect((before?.y ?? 0) + (before?.height ?? 0), 'inside the drawing').toBeLessThanOrEqual(
    (frame?.y ?? 0) + (frame?.height ?? 0),
  );
  await graph.getByRole('button', { name: 'Zoom In' }).click();
  await expect.poll(async () => (await last.boundingBox())?.width ?? 0).toBeGreaterThan(before?.width ?? 0);
});
