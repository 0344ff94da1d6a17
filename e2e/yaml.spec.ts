import { expect, type Locator, type Page, test } from '@playwright/test';
import { review, routePath, rule, weightOf } from './editor.ts';
import { openFor } from './people.ts';
import { deleteRoute, makeRoute } from './sample-route.ts';

const name = 'yaml-twin';
let page: Page;

test.beforeAll(async ({ browser }) => {
  await makeRoute(name);
  // Tall enough for the whole text: the editor draws only the lines that are in sight.
  page = await openFor(browser, 'mara', { viewport: { width: 1400, height: 2000 } });
});

test.afterAll(async () => {
  await page.context().close();
  await deleteRoute(name);
});

// Both views beside each other, with a comment in the draft.
test.beforeEach(async () => {
  await page.goto(`${routePath(name)}?view=split`);
  await expect(editor()).toBeVisible();
  await typeBehind(`name: ${name}`, ' # ours');
  await expect(page.getByRole('button', { name: 'Discard' })).toBeEnabled();
});

// The next test begins without a draft.
test.afterEach(async () => {
  await page.goto('/t/storefront/team');
  await page.evaluate(() => localStorage.clear());
});

const editor = () => page.getByRole('textbox', { name: `YAML of ${name}` });
const frozen = () => page.getByRole('alert').filter({ hasText: 'The form waits: the YAML cannot be read.' });
const findings = () => page.getByRole('list', { name: 'Findings in the YAML' });
const path = () => rule(page, 1).getByRole('textbox', { name: 'Path', exact: true });

function line(text: string): Locator {
  return editor().locator('.cm-line', { hasText: text }).first();
}

async function typeBehind(text: string, typed: string): Promise<void> {
  await line(text).click();
  await page.keyboard.press('End');
  await page.keyboard.type(typed);
}

/** Puts a text in place of all that is there, as a paste does. */
async function pasteOver(text: string): Promise<void> {
  await editor().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await editor().evaluate((place, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    place.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('what is typed as YAML is in the form at once', async () => {
  await line('value: /').click();
  await page.keyboard.press('End');
  await page.keyboard.type('typed');
  await expect(path()).toHaveValue('/typed');
  await expect(page.getByTestId('review')).toHaveText('Review 1 change');
});

test('a weight that is set in the form changes its line of the YAML, and comments stay', async () => {
  await weightOf(rule(page, 1), 'hello-a').fill('75');
  await expect(line('weight: 75')).toBeVisible();
  await expect(line('# ours')).toBeVisible();
  await expect(editor().locator('.cm-line', { hasText: 'weight: 90' })).toHaveCount(0);
});

test('comments come back after a reload, and are nothing to review', async () => {
  await expect(page.getByTestId('review')).toHaveText('No changes');
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('# ours');
  await page.reload();
  await expect(line('# ours')).toBeVisible();
  await expect(page.getByText('The cluster cannot keep them')).toBeVisible();
});

test('undo and redo go through YAML and form as one history', async () => {
  await path().fill('/form');
  await expect(line('value: /form')).toBeVisible();
  await page.waitForTimeout(1_300); // Typing within a moment is one step.
  await typeBehind('value: /form', '-and-yaml');
  await expect(path()).toHaveValue('/form-and-yaml');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(path()).toHaveValue('/form');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(path()).toHaveValue('/');
  await expect(line('# ours')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(path()).toHaveValue('/form-and-yaml');
  await expect(line('/form-and-yaml')).toBeVisible();
});

test('a broken text freezes the form with the reason, stops the review and loses nothing', async () => {
  await typeBehind(`name: ${name}`, '\nbroken: "no end');
  await page.keyboard.press('Delete'); // The quote that the editor closes by itself.
  await expect(frozen()).toContainText(/Line \d+: Something that was opened is not closed/);
  await expect(path()).not.toBeEditable();
  await expect(page.getByTestId('review')).toHaveText('1 problem to mend');
  await page.getByTestId('review').click();
  await expect(page.getByRole('dialog', { name: /^Review/ })).toHaveCount(0);
  await expect(editor()).toBeFocused();

  await page.reload();
  await expect(frozen()).toBeVisible();
  await expect(line('broken: "no end')).toBeVisible();
  await frozen().getByRole('button', { name: 'Go to the YAML' }).click();
  await expect(editor()).toBeFocused();
});

test('the break can be undone from the form', async () => {
  await typeBehind(`name: ${name}`, '\nbroken: "no end');
  await page.keyboard.press('Delete');
  await frozen().getByRole('button', { name: 'Undo the break' }).click();
  await expect(frozen()).toHaveCount(0);
  await expect(line('# ours')).toBeVisible();
  await expect(path()).toBeEditable();
});

test('in the YAML view alone a problem leads to the form, and the review shows what was typed', async () => {
  await page.goto(`${routePath(name)}?view=yaml`);
  await line('value: /').click();
  await page.keyboard.press('End');
  await page.keyboard.type('v2');
  const dialog = await review(page);
  await expect(dialog.getByText('/v2').first()).toBeVisible();
});

test('the keyboard gets out of the editor', async () => {
  await editor().focus();
  await page.keyboard.press('Tab');
  await expect(editor()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor()).not.toBeFocused();
  await expect(editor()).toHaveAccessibleDescription(/Escape, then Tab leaves the editor/);
});

const head = `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: ${name}\n  namespace: storefront\n`;
const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
  .split('')
  .map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
  .join('\n')}`;

const badTexts: readonly { readonly what: string; readonly text: string; readonly says: RegExp }[] = [
  { what: 'an alias bomb', text: bomb, says: /The alias \*. is one too many/ },
  {
    what: '1,000 levels',
    text: `${head}x: ${'['.repeat(1_000)}${']'.repeat(1_000)}`,
    says: /more than 100 levels deep/,
  },
  { what: 'a duplicate key', text: `${head}spec: {}\nspec: {}`, says: /spec stands on line 6 and again on line 7/ },
  { what: 'a tab', text: `${head}spec:\n\trules: []`, says: /Line 7 begins with a tab/ },
  { what: '__proto__', text: `${head}__proto__: {}`, says: /__proto__ is not taken/ },
  { what: 'several documents', text: `${head}---\n${head}`, says: /A second document begins on line 6/ },
  { what: 'another kind', text: head.replace('HTTPRoute', 'Service'), says: /only an HTTPRoute is edited here/ },
  { what: 'another name', text: head.replace(name, 'other'), says: /The name is other.*It cannot be renamed/ },
  { what: 'an Ingress', text: head.replace('HTTPRoute', 'Ingress'), says: /This is an Ingress, not a route/ },
  { what: 'a List', text: 'apiVersion: v1\nkind: List\nitems: []', says: /This is a list of objects/ },
  { what: 'a wildcard without quotes', text: `${head}spec:\n  hostnames: [*.x]`, says: /needs quotes/ },
];

test('what cannot be the route says what is wrong on which line', async () => {
  for (const { what, text, says } of badTexts) {
    await test.step(what, async () => {
      await pasteOver(text);
      await expect(findings()).toContainText(says);
      await expect(frozen()).toBeVisible();
    });
  }
  await frozen().getByRole('button', { name: 'Undo the break' }).click();
  await expect(line('# ours')).toBeVisible();
});

test('5 MB are not pasted, and say so', async () => {
  await pasteOver('a: b\n'.repeat(1_000_000));
  await expect(findings()).toContainText('Not pasted: the text has 5.0 million characters');
  await expect(line('# ours')).toBeVisible();
  await expect(path()).toBeEditable();
});

test('JSON and Windows line breaks are taken', async () => {
  const json = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'storefront' },
    spec: { rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/json' } }] }] },
  };
  await pasteOver(JSON.stringify(json, null, 2).replaceAll('\n', '\r\n'));
  await expect(path()).toHaveValue('/json');
  await path().fill('/json-2');
  await expect(line('"value": "/json-2"')).toBeVisible();
});

test('characters that turn the direction of writing are said', async () => {
  await pasteOver(`${head}  labels:\n    team: "a\u202eb"\n`);
  await expect(findings()).toContainText('U+202E turns the direction of writing unseen');
  await expect(frozen()).toHaveCount(0);
});
