import { expect, test } from 'vitest';
import { filterWords } from './filter-words.ts';
import type { HttpRouteFilter } from './objects.ts';

test.each<[HttpRouteFilter, readonly string[]]>([
  [
    { type: 'RequestRedirect', requestRedirect: { scheme: 'https', hostname: 'shop.test', statusCode: 301 } },
    ['redirects with 301 to https://shop.test'],
  ],
  [{ type: 'RequestRedirect' }, ['redirects with 302 to same host']],
  [
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
    ['rewrite path prefix → /'],
  ],
  [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x', value: '1' }], remove: ['y'] } },
    ['set header x: 1', 'remove header y'],
  ],
  [
    { type: 'RequestMirror', requestMirror: { percent: 5, backendRef: { name: 'copy', port: 80 } } },
    ['mirror 5 % of requests to copy:80'],
  ],
  [
    {
      type: 'RequestMirror',
      requestMirror: { fraction: { numerator: 1, denominator: 1_000 }, backendRef: { name: 'a', namespace: 'b' } },
    },
    ['mirror 1 of 1000 requests to b/a'],
  ],
  [{ type: 'Invented' }, ['filter Invented']],
  [{}, ['filter ?']],
])('%j is said in words', (filter, words) => {
  expect(filterWords(filter).map(({ verb, detail }) => `${verb} ${detail}`)).toEqual(words);
});
