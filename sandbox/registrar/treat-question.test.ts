import { expect, test } from 'vitest';
import type { MischiefKind } from './mischief-kinds.ts';
import { insideAddress, treatInside, treatQuestion } from './treat-question.ts';

const zone = 'acme.localhost';
const challenge = '_acme-challenge.www.acme.localhost';
const passed = { kind: 'pass', delayMs: 0 };

test.each([
  ['lame', 'second', zone, 'SOA', { kind: 'refuse', rcode: 'REFUSED' }],
  ['lame', 'first', zone, 'SOA', passed],
  ['silent', 'second', zone, 'SOA', { kind: 'drop' }],
  ['silent', 'first', zone, 'SOA', passed],
  ['slow', 'first', zone, 'SOA', { kind: 'pass', delayMs: 1_000 }],
  ['caa-servfail', 'first', zone, 'CAA', { kind: 'refuse', rcode: 'SERVFAIL' }],
  ['caa-servfail', 'first', zone, 'A', passed],
  ['challenge-shadowed', 'first', challenge.toUpperCase(), 'TXT', { kind: 'answer' }],
  ['challenge-shadowed', 'first', challenge, 'CNAME', passed],
  ['challenge-shadowed', 'first', `www.${zone}`, 'TXT', passed],
  ['apex-cname', 'second', zone, 'MX', { kind: 'answer' }],
  ['apex-cname', 'second', zone, 'NS', passed],
  ['apex-cname', 'second', `www.${zone}`, 'MX', passed],
] as const)('%s: the %s nameserver, asked for %s %s', (kind, rank, name, type, treatment) => {
  const isOn = (asked: MischiefKind) => asked === kind;
  expect(treatQuestion({ zone, rank }, { name, type }, isOn)).toMatchObject(treatment);
});

test.each([
  ['A', { kind: 'answer', records: [{ type: 'A', data: insideAddress }] }],
  ['AAAA', { kind: 'answer', records: [] }],
] as const)('a name that is told differently inside has one address there and nothing else: %s', (type, treatment) => {
  const isDifferent = (name: string) => name === `www.${zone}`;
  expect(treatInside({ name: `WWW.${zone}`, type }, isDifferent)).toMatchObject(treatment);
  expect(treatInside({ name: zone, type }, isDifferent)).toEqual(passed);
});
