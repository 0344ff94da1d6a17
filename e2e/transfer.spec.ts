import { expect, type Page, test } from '@playwright/test';
import {
  ask,
  claimDomain,
  expectState,
  finding,
  makeRoute,
  prove,
  release,
  sayAdded,
  stepLamp,
  wantedRecord,
} from './domains.ts';
import { openFor } from './people.ts';
import { resetRegistrar, setRecord } from './registrar.ts';
import { deleteRoutes, kubectl, moveClock } from './sandbox-control.ts';

/** Only the clock of domains moves; browsers and certificates keep their own. */
test.describe.configure({ mode: 'serial', timeout: 600_000 });

/** A name of its own for each run: a certificate authority counts. */
const hostname = `passes-${Date.now().toString(36)}.acme.localhost`;
const proofName = `_acme-challenge.${hostname}`;
const hourMs = 3_600_000;

let mara: Page;
let pia: Page;
let proofOfPia: string;
let noticeHours = 0;

test.beforeAll(async ({ browser }) => {
  await resetRegistrar();
  await deleteRoutes('storefront', 'passes');
  await deleteRoutes('payments', 'passes');
  mara = await openFor(browser, 'mara');
  pia = await openFor(browser, 'pia');
});

test.afterAll(async () => {
  moveClock(0);
  await deleteRoutes('storefront', 'passes');
  await deleteRoutes('payments', 'passes');
  await resetRegistrar();
  for (const page of [mara, pia]) await page.context().close();
});

/** Moves the clock, asks the page to look, and waits until the challenge name was asked for by then. */
async function lookAt(page: Page, hours: number): Promise<void> {
  moveClock(hours);
  const wanted = Date.now() + hours * hourMs;
  const asked = page
    .getByRole('row')
    .filter({ hasText: `CNAME ${proofName}` })
    .locator('time')
    .first();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect
    .poll(async () => Date.parse((await asked.getAttribute('datetime')) ?? ''), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(wanted - 1_000);
}

test('a second team that claims a proven name is refused while the proof of the first stands', async () => {
  await claimDomain(mara, hostname);
  const page = mara.url();
  await prove(mara, hostname, 'acme.localhost');
  await makeRoute(mara, 'passes', hostname);
  await setRecord({ name: hostname, type: 'CNAME', values: ['ext.apps.localhost'] });
  await mara.goto(page);
  await sayAdded(mara);
  await expectState(mara, 'live', 120_000);

  await claimDomain(pia, hostname, 'payments');
  await expectState(pia, 'contested');
  await expect(finding(pia, 'D20')).toContainText('is in use here. Prove that you control it');
  proofOfPia = (await wantedRecord(pia)).value;
  await sayAdded(pia);
  await expect(
    pia
      .getByRole('row')
      .filter({ hasText: `CNAME ${proofName}` })
      .first(),
  ).toBeVisible({ timeout: 30_000 });
  await expectState(pia, 'contested');
  await expect(pia.getByRole('main')).not.toContainText(/storefront/i);
  await expectState(mara, 'live');
  await expect(finding(mara, 'D20')).toHaveCount(0);
});

test('once the records change a notice runs, both sides see until when, and requests are answered as before', async ({
  browser,
}) => {
  await setRecord({ name: proofName, type: 'CNAME', values: [proofOfPia] });
  // One wrong answer counts for nothing: three over an hour do.
  await lookAt(mara, 0.1);
  await expect(finding(mara, 'D02').first()).toContainText(proofOfPia, { timeout: 30_000 });
  for (const hours of [0.8, 1.4]) await lookAt(mara, hours);
  noticeHours = 1.4;
  await expectState(mara, 'drifted', 60_000);
  await lookAt(pia, noticeHours);
  await expect(finding(pia, 'D20')).toContainText('Your proof counts; the name passes on', { timeout: 60_000 });
  await expectState(pia, 'contested');
  await expect(finding(mara, 'D20')).toContainText('Somebody else proved control', { timeout: 60_000 });
  await expect(mara.getByRole('main')).not.toContainText(/payments/i);
  expect(await ask(hostname)).toContain('"service": "hello-a"');

  const rosa = await openFor(browser, 'rosa');
  await rosa.goto('/platform/domains');
  await expect(rosa.locator(`[data-contest="${hostname}"]`)).toContainText('The name passes on');
  await rosa.context().close();
});

test('before the notice is over the name stays where it is', async () => {
  await lookAt(pia, noticeHours + 70);
  await expectState(pia, 'contested');
  expect(await ask(hostname)).toContain('"service": "hello-a"');
});

test('after the notice the second team has the name, and its requests', async () => {
  moveClock(noticeHours + 73);
  await expect(stepLamp(pia, 'Ownership', 'clear')).toBeVisible({ timeout: 120_000 });
  await expect(stepLamp(pia, 'Certificate', 'clear')).toBeVisible({ timeout: 120_000 });
  await expectState(mara, 'contested', 60_000);
  await expect(mara.locator('[data-kind="claim.lost"]')).toContainText('somebody else proved control');
  await expect(mara.getByRole('main')).not.toContainText(/payments/i);
  await expect
    .poll(() => kubectl('-n', 'storefront', 'get', 'httproutes,listenersets', '-o', 'yaml'), { timeout: 60_000 })
    .not.toContain(hostname);

  const page = pia.url();
  await makeRoute(pia, 'passes', hostname, { namespace: 'payments', service: 'payments-api' });
  await expect.poll(() => ask(hostname), { timeout: 60_000 }).toContain('"service": "payments-api"');
  await pia.goto(page);
  await expectState(pia, 'live', 120_000);
});

test('what both sides give up afterwards is over', async () => {
  await release(pia);
  await release(mara);
});
