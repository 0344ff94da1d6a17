import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { signInByCards } from '../e2e/people.ts';
import { chromiumArguments, findChromium } from '../scripts/find-chromium.ts';
import { type Keystrokes, typeAndMeasure } from './keystroke-probe.ts';
import { deleteRoutes, editedRoute, makeRoutes, untilQuiet } from './team-routes.ts';

/**
 * How long a keystroke in the editor takes until its validated preview is painted, with thousands of other routes in the cluster:
 * `npm run bench:keystroke -- --routes 10000 --keys 200`, against a portal that runs. Beside it the floor: the same keystrokes in a
 * bare field of the same page.
 *
 * @see docs/benchmarks.md
 */
const { values } = parseArgs({
  options: { routes: { type: 'string', default: '10000' }, keys: { type: 'string', default: '200' } },
});
const routeCount = Number(values.routes);
const keyCount = Number(values.keys);
const baseURL = process.env.SIGNALBOX_URL ?? 'http://localhost:3000';

/** Two slashes in a row are a finding that quotes the path, so every keystroke changes what is found. */
const begin = '/bench//';
const patienceMs = 180_000;

async function openEditor(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1400, height: 1000 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await signInByCards(page, 'mara');
  const { namespace, name, hostname } = editedRoute;
  await page.goto(`/t/storefront/routes/${namespace}/${name}`);
  await page.getByRole('textbox', { name: 'Path', exact: true }).first().waitFor();
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill(`http://${hostname}/other`);
  await page.getByTestId('verdict').getByText('No rule takes it').first().waitFor();
  return page;
}

/** The path of the first rule, its findings and the tester's verdict on a request that it does not take. */
async function measureEditor(page: Page): Promise<Keystrokes> {
  const path = page.getByRole('textbox', { name: 'Path', exact: true }).first();
  const chip = await path.evaluate((field) => field.closest('fieldset')?.id ?? '');
  await path.focus();
  return typeAndMeasure(page, {
    count: keyCount,
    previews: [`div:has(> [id="${chip}"])`, '[data-testid="verdict"]'],
    begin,
  });
}

/** What no editor can beat: a field whose text is copied below it at once. */
async function measureFloor(page: Page): Promise<Keystrokes> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    const copy = document.createElement('output');
    copy.dataset.bench = 'copy';
    field.addEventListener('input', () => {
      copy.textContent = field.value;
    });
    document.body.prepend(field, copy);
    field.focus();
  });
  return typeAndMeasure(page, { count: keyCount, previews: ['[data-bench="copy"]'], begin });
}

function print(name: string, { paintedMs, slowInteractionsMs, longTasksMs }: Keystrokes): void {
  const slow =
    slowInteractionsMs.length === 0 ? 'none' : `${slowInteractionsMs.length}, worst ${at(slowInteractionsMs, 1)} ms`;
  const longest = longTasksMs.length === 0 ? 'none above 50 ms' : `${at(longTasksMs, 1)} ms`;
  const times = [0.5, 0.95, 0.99, 1].map((share) => at(paintedMs, share)).join(' / ');
  console.log(`${name.padEnd(10)} p50 / p95 / p99 / max ${times} ms   longest task ${longest}`);
  console.log(`${''.padEnd(10)} interactions above 16 ms by the browser’s own count: ${slow}`);
}

function at(samples: readonly number[], share: number): string {
  const sorted = samples.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

async function run(): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArguments] });
  try {
    const started = performance.now();
    await makeRoutes(routeCount);
    console.log(
      `${routeCount.toLocaleString('en')} routes made in ${Math.round((performance.now() - started) / 1_000)} s`,
    );
    await untilQuiet();
    const opening = performance.now();
    const page = await openEditor(browser);
    console.log(`editor ready after ${Math.round((performance.now() - opening) / 1_000)} s`);
    const editor = await measureEditor(page);
    const floor = await measureFloor(page);
    console.log(`${keyCount} keystrokes, each until its preview is painted, at ${baseURL}`);
    print('editor', editor);
    print('bare field', floor);
    const ratios = [0.5, 0.95, 0.99].map((share) =>
      (Number(at(editor.paintedMs, share)) / Number(at(floor.paintedMs, share))).toFixed(2),
    );
    console.log(`editor : bare field at p50 / p95 / p99 ${ratios.join(' / ')}`);
  } catch (error) {
    // Said at once: cleaning up takes minutes and can fail too.
    console.error(error);
    process.exitCode = 1;
  } finally {
    await browser.close();
    await deleteRoutes();
  }
}

await run();
