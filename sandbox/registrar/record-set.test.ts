import { expect, test } from 'vitest';
import { findConflict, parseName, parseRecordSet, type RecordSet } from './record-set.ts';

const zone = 'acme.localhost';

test.each([
  ['www', 'www.acme.localhost'],
  ['@', 'acme.localhost'],
  ['', 'acme.localhost'],
  ['Shop.ACME.localhost.', 'shop.acme.localhost'],
  ['acme.localhost', 'acme.localhost'],
  ['*.preview', '*.preview.acme.localhost'],
  ['_acme-challenge.www', '_acme-challenge.www.acme.localhost'],
  ['other.example', 'other.example.acme.localhost'], // as providers do
  ['www.acme.localhost.acme.localhost', 'www.acme.localhost.acme.localhost'],
])('the name %j is %s', (input, name) => {
  expect(parseName(zone, input)).toEqual({ ok: true, value: name });
});

test.each([
  ['other.example.', 'is not in acme.localhost'],
  ['a..b', 'is no name'],
  ['a b', 'is no name'],
  ['a.*', 'is no name'],
  ['-a', 'is no name'],
  [`${'a'.repeat(64)}`, 'is no name'],
  [`${'a.'.repeat(130)}b`, '253 are possible'],
  ['x\nupdate add evil', 'is no name'], // nothing gets into the update but a name
])('the name %j is refused: %s', (input, message) => {
  expect(parseName(zone, input)).toMatchObject({
    ok: false,
    problems: [{ message: expect.stringContaining(message) }],
  });
});

test.each([
  ['A', '192.0.2.1', '192.0.2.1'],
  ['AAAA', '2001:DB8:0::1', '2001:db8::1'],
  ['CNAME', 'Ext.Apps.localhost.', 'ext.apps.localhost'],
  ['NS', 'ns1.example.com', 'ns1.example.com'],
  ['MX', '010 mail.example.com.', '10 mail.example.com'],
  ['CAA', '0 ISSUE ca.example', '0 issue "ca.example"'],
  ['CAA', '128 iodef "mailto:ca@example.com"', '128 iodef "mailto:ca@example.com"'],
  ['TXT', '"v=spf1 -all"', 'v=spf1 -all'],
  ['TXT', 'a "b" c', 'a "b" c'],
] as const)('a value of %s: %s is %s', (type, text, value) => {
  expect(parseRecordSet(zone, { name: 'www', type, ttl: '30', values: [text] })).toEqual({
    ok: true,
    value: { name: 'www.acme.localhost', type, ttl: 30, values: [value] },
  });
});

test.each([
  ['A', '2001:db8::1'],
  ['A', '192.0.2.256'],
  ['AAAA', '192.0.2.1'],
  ['AAAA', 'fe80::1%eth0'],
  ['CNAME', 'two words'],
  ['CNAME', ''],
  ['NS', '*.example.com'],
  ['MX', 'mail.example.com'],
  ['MX', '70000 mail.example.com'],
  ['CAA', 'issue "ca.example"'],
  ['CAA', '0 issue "a" "b"'],
  ['CAA', '256 issue "a"'],
  ['TXT', 'ümlaut'],
  ['TXT', 'two\nlines'],
] as const)('a value of %s: %j is refused and the field is named', (type, text) => {
  expect(parseRecordSet(zone, { name: 'www', type, ttl: 30, values: [text] })).toMatchObject({
    ok: false,
    problems: [{ field: 'values' }],
  });
});

test('everything that is wrong is told at once', () => {
  const { problems } = {
    problems: [],
    ...parseRecordSet(zone, { name: 'a..b', type: 'A', ttl: 5, values: ['x', 'y'] }),
  };
  expect(problems.map(({ field }) => field)).toEqual(['name', 'values', 'values']);
});

test.each([
  [{ type: 'SOA' }, 'type'],
  [{ ttl: 0 }, 'ttl'],
  [{ ttl: 1.5 }, 'ttl'],
  [{ ttl: 'soon' }, 'ttl'],
  [{ values: [] }, 'values'],
  [{ values: 'x' }, 'values'],
  [{ name: 5 }, 'name'],
])('%j is refused at %s', (change, field) => {
  const input = { name: 'www', type: 'A', ttl: 30, values: ['192.0.2.1'], ...change };
  expect(parseRecordSet(zone, input)).toMatchObject({ ok: false, problems: [{ field }] });
});

const a = (name: string): RecordSet => ({ name, type: 'A', ttl: 30, values: ['192.0.2.1'] });
const cname = (name: string): RecordSet => ({ name, type: 'CNAME', ttl: 30, values: ['host.example.com'] });

test.each([
  [cname('acme.localhost'), [], 'cannot stand at acme.localhost itself'],
  [cname('www.acme.localhost'), [a('www.acme.localhost')], 'Delete that first'],
  [a('www.acme.localhost'), [cname('www.acme.localhost')], 'Delete the CNAME first'],
  [cname('www.acme.localhost'), [cname('www.acme.localhost'), a('x.acme.localhost')], null],
  [a('www.acme.localhost'), [a('www.acme.localhost')], null],
])('%j beside %j: %s', (wanted, present, message) => {
  const conflict = findConflict(zone, wanted, present);
  if (message === null) expect(conflict).toBeNull();
  else expect(conflict).toContain(message);
});
