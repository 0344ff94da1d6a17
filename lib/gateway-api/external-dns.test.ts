import { describe, expect, test } from 'vitest';
import { alphaAnnotationPrefix, parseTtlSeconds, publishedNames, stableAnnotationPrefix } from './external-dns.ts';
import { httpRoute } from './object-builders.ts';

const alpha = (name: string) => `${alphaAnnotationPrefix}${name}`;

describe('names that ExternalDNS publishes', () => {
  test.each<[string, Record<string, string>, readonly string[], readonly string[]]>([
    ['those of the spec', {}, ['shop.apps.test'], []],
    [
      'those of the spec and of the annotation',
      { [alpha('hostname')]: 'a.test, B.test.' },
      ['shop.apps.test', 'a.test', 'b.test'],
      [],
    ],
    [
      'the annotation’s alone',
      { [alpha('hostname')]: 'a.test', [alpha('gateway-hostname-source')]: 'Annotation-Only' },
      ['a.test'],
      ['shop.apps.test'],
    ],
    [
      'none, when the annotation alone counts and is absent',
      { [alpha('gateway-hostname-source')]: 'annotation-only' },
      [],
      ['shop.apps.test'],
    ],
    [
      'the spec’s alone',
      { [alpha('hostname')]: 'a.test', [alpha('gateway-hostname-source')]: 'defined-hosts-only' },
      ['shop.apps.test'],
      [],
    ],
    [
      'both, when the source is not a known word',
      { [alpha('hostname')]: 'a.test', [alpha('gateway-hostname-source')]: 'x' },
      ['shop.apps.test', 'a.test'],
      [],
    ],
    ['none, when another controller is named', { [alpha('controller')]: 'other' }, [], ['shop.apps.test']],
  ])('%s', (_name, annotations, names, leftOut) => {
    const published = publishedNames(httpRoute({}, { annotations }), alphaAnnotationPrefix);
    expect(published.names).toEqual(names);
    expect(published.leftOut).toEqual(leftOut);
  });

  test('annotations under the prefix that is not read are named', () => {
    const route = httpRoute({}, { annotations: { [alpha('ttl')]: '60', note: 'x' } });
    expect(publishedNames(route, stableAnnotationPrefix)).toMatchObject({ ttlSeconds: null, unread: [alpha('ttl')] });
    expect(publishedNames(route, alphaAnnotationPrefix)).toMatchObject({ ttlSeconds: 60, unread: [] });
  });
});

test.each<[string | undefined, number | null]>([
  ['300', 300],
  ['5m', 300],
  ['1h30m', 5400],
  ['1.5s', 1],
  ['0', null],
  ['-1', null],
  ['2147483648', null],
  ['abc', null],
  ['', null],
  [undefined, null],
])('ttl %j is %j seconds', (ttl, seconds) => {
  expect(parseTtlSeconds(ttl)).toBe(seconds);
});
