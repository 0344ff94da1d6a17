import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversHostname, intersectHostnames, isInZone, normaliseHostname } from './hostname.ts';

describe('intersection of hostnames', () => {
  test.each([
    ['*.a.test', 'x.a.test', 'x.a.test'],
    ['*.a.test', 'x.y.a.test', 'x.y.a.test'], // any number of labels, unlike a certificate
    ['*.a.test', 'a.test', null],
    ['*.a.test', '*.x.a.test', '*.x.a.test'],
    ['*.x.a.test', '*.a.test', '*.x.a.test'],
    ['x.a.test', '*.a.test', 'x.a.test'],
    ['a.test', 'b.test', null],
    ['A.Test', 'a.test.', 'a.test'],
    ['*.a.test', 'xa.test', null],
    [undefined, 'a.test', 'a.test'],
    ['a.test', undefined, 'a.test'],
    [undefined, '', ''],
  ])('listener %s with route %s serves %s', (listener, route, served) => {
    expect(intersectHostnames(listener, route)).toBe(served);
  });

  test('does not care which side is the listener', () => {
    const name = fc.constantFrom('', 'a.test', 'x.a.test', '*.a.test', '*.x.a.test', '*.test');
    fc.assert(fc.property(name, name, (a, b) => intersectHostnames(a, b) === intersectHostnames(b, a)));
  });

  test('gives a name that both sides cover', () => {
    const name = fc.constantFrom('', 'a.test', 'x.a.test', '*.a.test', '*.x.a.test', '*.test');
    fc.assert(
      fc.property(name, name, (a, b) => {
        const served = intersectHostnames(a, b);
        return served === null || (coversHostname(a, served) && coversHostname(b, served));
      }),
    );
  });
});

test.each([
  [' A.Test. ', 'a.test'],
  ['', ''],
])('normalises %j to %j', (name, normal) => {
  expect(normaliseHostname(name)).toBe(normal);
});

test.each([
  ['x.apps.test', 'apps.test', true],
  ['apps.test', 'apps.test', true],
  ['*.apps.test', 'apps.test.', true],
  ['xapps.test', 'apps.test', false],
  ['x.apps.test', '', false],
])('%s in zone %s: %s', (hostname, zone, inside) => {
  expect(isInZone(hostname, zone)).toBe(inside);
});
