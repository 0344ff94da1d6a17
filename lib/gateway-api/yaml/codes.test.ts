import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { yamlCodes } from './codes.ts';

const page = readFileSync(new URL('../../../docs/codes/yaml.md', import.meta.url), 'utf8');

test.each(Object.entries(yamlCodes))('%s is documented with its severity, meaning and fix', (code, entry) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));
  expect(row).toContain(`| ${entry.severity} |`);
  expect(row).toContain(entry.title);
  expect(row).toContain(entry.doc);
  expect(row).toContain(entry.fix);
});

test('the page lists no code that does not exist', () => {
  const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual(Object.keys(yamlCodes));
});
