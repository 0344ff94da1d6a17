import { expect, test } from 'vitest';
import { grantsOf, hostnameGrant, mostGrantedNames, readGrant } from './grant.ts';
import type { GuardedObject } from './guarded-object.ts';
import { guardDefaults, guardLabel, guardLabelOff } from './options.ts';
import { readRefusal } from './read-refusal.ts';
import { refusalText } from './refusal-words.ts';
import { guardReport } from './report.ts';

function route(namespace: string, name: string, ...hostnames: readonly string[]): GuardedObject {
  const spec = { parentRefs: [{ name: 'external', namespace: 'infra' }], hostnames };
  return { kind: 'HTTPRoute', metadata: { namespace, name }, spec };
}

const table = [
  { teamId: 'a', hostname: 'own.test', state: 'owned' },
  { teamId: 'a', hostname: 'gone.test', state: 'lost' },
  { teamId: 'b', hostname: 'other.test', state: 'owned' },
] as const;
const grants = grantsOf(
  table,
  new Map([
    ['a', ['storefront', 'content']],
    ['b', ['payments']],
    ['c', ['empty']],
  ]),
);

test('every namespace of a team is granted what the team owns, and a team that owns nothing has empty grants', () => {
  expect(grants.get('content')).toEqual({ hostnames: ['own.test'], lost: ['gone.test'] });
  expect(grants.get('payments')).toEqual({ hostnames: ['other.test'], lost: [] });
  expect(grants.get('empty')).toEqual({ hostnames: [], lost: [] });
});

test('the report names what could not be made anew, with the guard’s words, and leaves out what is not guarded', () => {
  const objects = [
    route('storefront', 'shop', 'own.test'),
    route('storefront', 'all'),
    route('payments', 'pay', 'own.test'),
    route('content', 'old', 'gone.test'),
    route('infra', 'platform', 'anything.test'),
    route('nobody', 'stray', 'own.test'),
  ];
  const namespaces = new Map([['infra', { [guardLabel]: guardLabelOff }]]);
  const report = guardReport({ objects, grants, namespaces }, guardDefaults);
  expect(report.findings.map(({ namespace, name, reason }) => `${namespace}/${name} ${reason.code}`)).toEqual([
    'content/old not-proven',
    'nobody/stray no-grant',
    'payments/pay not-proven',
    'storefront/all no-hostname',
  ]);
  expect(report).toMatchObject({ judged: 5, exempt: 1 });
});

test('a grant holds each name once, and is never cut short in silence', () => {
  expect(hostnameGrant('storefront', { hostnames: ['b.test', 'a.test', 'b.test'], lost: [] })).toMatchObject({
    metadata: { name: 'hostnames', namespace: 'storefront' },
    spec: { hostnames: ['a.test', 'b.test'], lost: [] },
  });
  const many = Array.from({ length: mostGrantedNames + 1 }, (_, index) => `n${index}.test`);
  expect(() => hostnameGrant('storefront', { hostnames: many, lost: [] })).toThrow(RangeError);
});

test('a grant that is not as it should be grants nothing', () => {
  expect(readGrant({ spec: { hostnames: ['a.test', 1], lost: 'b.test' } })).toEqual({
    hostnames: ['a.test'],
    lost: [],
  });
  expect(readGrant(null)).toEqual({ hostnames: [], lost: [] });
});

test('the guard’s words are found in refusals and warnings of the API server, and nobody else’s', () => {
  const words = refusalText({ code: 'not-proven', names: ['a.test'] });
  const said = "ValidatingAdmissionPolicy 'signalbox-hostnames' with binding 'signalbox-hostnames'";
  expect(readRefusal(`httproutes "shop" is forbidden: ${said} denied request: ${words}`)).toBe(words);
  expect(readRefusal(`Validation failed for ${said}: ${words}`)).toBe(words);
  expect(
    readRefusal(`x: ${said} denied request: failed to configure binding: no params found for policy binding`),
  ).toBe(refusalText({ code: 'no-grant' }));
  expect(readRefusal(`ValidatingAdmissionPolicy 'other' with binding 'other' denied request: ${words}`)).toBeNull();
});

test('many names are counted', () => {
  const names = Array.from({ length: 64 }, (_, index) => `n${index}.test`);
  expect(refusalText({ code: 'not-proven', names })).toMatch(/^n0\.test and 63 more are not proven/);
});
