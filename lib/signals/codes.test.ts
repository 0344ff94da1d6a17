import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { signalCodes } from './codes.ts';

const page = readFileSync(new URL('../../docs/codes/signals.md', import.meta.url), 'utf8');

test.each(Object.entries(signalCodes))('%s is documented with its meaning, who acts and the fix', (code, entry) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));
  expect(row).toContain(entry.title);
  expect(row).toContain(entry.doc);
  expect(row).toContain(`| ${entry.who} |`);
  expect(row).toContain(entry.fix);
});

test('the page lists no code that does not exist', () => {
  const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual(Object.keys(signalCodes));
});
