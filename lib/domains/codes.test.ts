import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { domainCodeEntries, domainCodes } from './codes.ts';

const page = readFileSync(new URL('../../docs/codes/domains.md', import.meta.url), 'utf8');
const sections = page.split(/^### /m).slice(1);

test.each(Object.entries(domainCodeEntries))('%s is documented as the catalogue has it', (code, entry) => {
  const section = sections.find((one) => one.startsWith(`${code}\n`));
  expect(section).toContain(`**${entry.title}.** ${entry.doc}`);
  expect(section).toContain(`- severity: ${entry.severity}\n`);
  expect(section).toContain(`- who acts: ${entry.who}\n`);
  expect(section).toContain(`- found when: ${entry.detection}\n`);
  expect(section).toContain(`- what to do: ${entry.fix}`);
});

test('the page has the 43 codes in the order of the catalogue, and no other', () => {
  expect(domainCodes).toHaveLength(43);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(domainCodes);
});
