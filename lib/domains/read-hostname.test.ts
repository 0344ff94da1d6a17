import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainSettings } from './domain-builders.ts';
import { readHostname, readHostnames } from './read-hostname.ts';
import { hostnameCodes } from './read-hostname-codes.ts';

const settings = domainSettings({
  platformZones: ['apps.test', 'apps.localhost'],
  gatewayNames: ['gw.apps.test'],
  delegationZone: 'dcv.test',
});
const read = (text: string) => readHostname(text, settings);
const long = (length: number) => 'a'.repeat(length);

test.each([
  ['', 'domain.empty'],
  [' \t\n', 'domain.empty'],
  ['https://', 'domain.empty'],
  ['shop acme.test', 'domain.spaces'],
  ['shop.acme\u00a0.test', 'domain.spaces'],
  ['192.0.2.1', 'domain.address'],
  ['192.0.2.1:8080', 'domain.address'],
  ['http://127.0.0.1/', 'domain.address'],
  ['2130706433', 'domain.address'],
  ['0x7f000001', 'domain.address'],
  ['0177.0.0.1', 'domain.address'],
  ['127.1', 'domain.address'],
  ['１２７.0.0.1', 'domain.address'],
  ['::1', 'domain.address'],
  ['2001:db8::1', 'domain.address'],
  ['[2001:db8::1]:8080', 'domain.address'],
  ['https://[::ffff:192.0.2.1]/path', 'domain.address'],
  ['fe80::1%eth0', 'domain.address'],
  ['localhost', 'domain.localhost'],
  ['http://localhost:3000/', 'domain.localhost'],
  ['LOCALHOST.', 'domain.localhost'],
  ['shop', 'domain.single-label'],
  ['*.test', 'domain.single-label'],
  [`${long(63)}.${long(63)}.${long(63)}.${long(57)}.test`, 'domain.too-long'],
  [long(3_000), 'domain.too-long'],
  [`${long(64)}.acme.test`, 'domain.label-too-long'],
  [`${'ü'.repeat(60)}.acme.test`, 'domain.label-too-long'],
  ['my_shop.acme.test', 'domain.underscore'],
  ['_acme-challenge.shop.acme.test', 'domain.underscore'],
  ['shop..acme.test', 'domain.malformed'],
  ['.acme.test', 'domain.malformed'],
  ['shop.acme.test..', 'domain.malformed'],
  ['-shop.acme.test', 'domain.malformed'],
  ['shop-.acme.test', 'domain.malformed'],
  ['mara@acme.test', 'domain.malformed'],
  ['shop%2eacme.test', 'domain.malformed'],
  ['shop!.acme.test', 'domain.malformed'],
  ['shop.acme.123', 'domain.malformed'],
  ['xn--zzzzzz.test', 'domain.malformed'],
  ['xn--abc-.test', 'domain.malformed'],
  ['℀.acme.test', 'domain.malformed'],
  ['*', 'domain.wildcard'],
  ['*.', 'domain.wildcard'],
  ['shop.*.test', 'domain.wildcard'],
  ['*shop.acme.test', 'domain.wildcard'],
  ['*.*.acme.test', 'domain.wildcard'],
  ['раypal.test', 'domain.mixed-scripts'],
  ['xn--ypal-43d9g.test', 'domain.mixed-scripts'],
  ['shοp.acme.test', 'domain.mixed-scripts'],
  ['καфе.test', 'domain.mixed-scripts'],
  ['co.uk', 'domain.public-suffix'],
  ['*.co.uk', 'domain.public-suffix'],
  ['github.io', 'domain.public-suffix'],
  ['apps.test', 'domain.platform-zone'],
  ['*.apps.test', 'domain.platform-zone'],
  ['Apps.Localhost.', 'domain.platform-zone'],
  ['*.localhost', 'domain.localhost'],
  ['admin.apps.test', 'domain.platform-name'],
  ['x.admin.apps.test', 'domain.platform-name'],
  ['gw.apps.test', 'domain.platform-name'],
  ['dcv.test', 'domain.platform-name'],
  ['token.dcv.test', 'domain.platform-name'],
])('refuses %j as %s, with a way to mend it', (text, code) => {
  const reading = read(text);
  if (reading.status !== 'refused') throw new Error(`read as ${reading.name}`);
  expect(reading.issue).toMatchObject({ code, severity: 'error', path: ['names'] });
  expect(reading.issue.message).not.toBe('');
  expect(reading.issue.fix).toBeTruthy();
});

test.each([
  ['shop.acme.test', 'shop.acme.test', []],
  ['  shop.acme.test\n', 'shop.acme.test', []],
  ['https://shop.acme.test/cart?x=1#top', 'shop.acme.test', ['domain.scheme-and-path']],
  ['shop.acme.test/cart', 'shop.acme.test', ['domain.scheme-and-path']],
  ['//shop.acme.test', 'shop.acme.test', ['domain.scheme-and-path']],
  ['https://user:secret@shop.acme.test:8443/', 'shop.acme.test', ['domain.scheme-and-path', 'domain.port']],
  ['shop.acme.test:8080', 'shop.acme.test', ['domain.port']],
  ['shop.acme.test:', 'shop.acme.test', ['domain.port']],
  ['shop.acme.test.', 'shop.acme.test', ['domain.trailing-dot']],
  ['Shop.ACME.test', 'shop.acme.test', ['domain.upper-case']],
  ['shop。acme．test', 'shop.acme.test', []],
  ['bücher.test', 'xn--bcher-kva.test', ['domain.international']],
  ['xn--bcher-kva.test', 'xn--bcher-kva.test', ['domain.international']],
  ['straße.test', 'xn--strae-oqa.test', ['domain.international']],
  ['пример.test', 'xn--e1afmkfd.test', ['domain.international']],
  ['東京タワーtokyo.test', 'xn--tokyo-lr4dmmodv073ay09b.test', ['domain.international']],
  ['hello-नमस्ते.test', 'xn--hello--uwm5a8czfthuc.test', ['domain.international']],
  ['i-❤.test', 'xn--i--pny.test', ['domain.emoji']],
  ['😀.test', 'xn--e28h.test', ['domain.emoji']],
  ['acme.localhost', 'acme.localhost', []],
  ['shop.acme.localhost', 'shop.acme.localhost', []],
  ['acme.co.uk', 'acme.co.uk', []],
  ['mara.github.io', 'mara.github.io', []],
  ['r3---sn-abc.acme.test', 'r3---sn-abc.acme.test', []],
  [`${long(63)}.${long(63)}.${long(63)}.${long(56)}.test`, `${long(63)}.${long(63)}.${long(63)}.${long(56)}.test`, []],
])('reads %j as %s with advice %j', (text, name, codes) => {
  const reading = read(text);
  if (reading.status !== 'read') throw new Error(reading.issue.message);
  expect([reading.name, reading.scope, reading.origin]).toEqual([name, 'exact', 'custom']);
  expect(reading.advice.map(({ code }) => code)).toEqual(codes);
});

test('reads wildcards, and names below a zone of the platform’s', () => {
  expect(read('*.Shop.acme.test')).toMatchObject({
    name: 'shop.acme.test',
    scope: 'wildcard',
    unicode: '*.shop.acme.test',
  });
  expect(read('*.bücher.test')).toMatchObject({
    name: 'xn--bcher-kva.test',
    scope: 'wildcard',
    unicode: '*.bücher.test',
  });
  expect(read('shop.apps.test')).toMatchObject({ origin: 'platform' });
  expect(read('a.shop.apps.localhost')).toMatchObject({ origin: 'platform' });
  expect(read('shop.apps.test.acme.test')).toMatchObject({ origin: 'custom' });
  expect(read('myapps.test')).toMatchObject({ status: 'read', origin: 'custom' });
});

test('a wildcard that would cover the platform’s own names is refused', () => {
  const nested = domainSettings({ platformZones: ['apps.example.test'], delegationZone: 'dcv.example.test' });
  expect(readHostname('*.example.test', nested)).toMatchObject({ issue: { code: 'domain.platform-zone' } });
  expect(readHostname('example.test', nested)).toMatchObject({ status: 'read' });
});

test('names the form in DNS of what it refuses and of what it takes', () => {
  expect(read('раypal.test')).toMatchObject({
    hostname: 'xn--ypal-43d9g.test',
    unicode: 'раypal.test',
    issue: { message: expect.stringContaining('xn--ypal-43d9g.test') },
  });
  expect(read('😀.test')).toMatchObject({ advice: [{ message: '😀.test is xn--e28h.test in DNS.' }] });
});

test('says what to enter instead where it can be told', () => {
  const fixOf = (text: string) => {
    const reading = read(text);
    return reading.status === 'refused' ? reading.issue.fix : null;
  };
  expect(fixOf('_acme-challenge.shop.acme.test')).toBe('Enter shop.acme.test.');
  expect(fixOf('shop-*.acme.test')).toBe('Enter *.acme.test to claim everything below acme.test.');
});

test('never throws, and what it reads it reads again as the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.webUrl()), (text) => {
      const reading = read(text);
      if (reading.status === 'refused') return;
      expect(reading.name).toMatch(/^[a-z0-9.-]{3,253}$/);
      const again = read(reading.scope === 'wildcard' ? `*.${reading.name}` : reading.name);
      expect(again).toMatchObject({ status: 'read', name: reading.name, scope: reading.scope });
      expect(read(reading.unicode)).toMatchObject({ status: 'read', name: reading.name });
    }),
    { numRuns: 2_000 },
  );
});

test('splits a paste, takes each name once and 50 at most, and names the rest', () => {
  expect(readHostnames('a.test, b.test;c.test\n\td.test  a.test A.TEST. https://a.test/x')).toEqual({
    names: ['a.test', 'b.test', 'c.test', 'd.test'],
    leftOut: [],
  });
  const many = Array.from({ length: 1_000 }, (_, index) => `host-${index}.acme.test`);
  const { names, leftOut } = readHostnames(many.join('\n'));
  expect(names).toEqual(many.slice(0, 50));
  expect(leftOut).toEqual(many.slice(50));
  expect(readHostnames(' \n ')).toEqual({ names: [], leftOut: [] });
  expect(readHostnames('bücher.test xn--bcher-kva.test *.a.test a.test').names).toHaveLength(3);
});

const page = readFileSync(new URL('../../docs/codes/domain-names.md', import.meta.url), 'utf8');

test.each(Object.entries(hostnameCodes))('%s is documented with its severity, meaning and fix', (code, entry) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`));
  expect(row).toBe(`| \`${code}\` | ${entry.severity} | **${entry.title}.** ${entry.doc} | ${entry.fix} |`);
});

test('the page lists no code of reading that does not exist', () => {
  const [ofReading = ''] = page.split('## A name that was read');
  expect([...ofReading.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1])).toEqual(Object.keys(hostnameCodes));
});
