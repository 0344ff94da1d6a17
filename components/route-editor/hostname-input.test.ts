import { expect, test } from 'vitest';
import { claimedCompletions, completeHostname, readHostname } from './hostname-input.ts';

test.each([
  ['shop.apps.test', 'shop.apps.test', 0, false],
  ['  Shop.Apps.Test ', 'shop.apps.test', 0, true],
  ['https://shop.apps.test/cart?x=1', 'shop.apps.test', 2, false],
  ['http://shop.apps.test:8080/', 'shop.apps.test', 2, false],
  ['shop.apps.test:443', 'shop.apps.test', 1, false],
  ['user:pw@shop.apps.test', 'shop.apps.test', 1, false],
  ['shop.apps.test.', 'shop.apps.test', 0, false],
  ['*.apps.test', '*.apps.test', 0, false],
  ['bücher.test', 'xn--bcher-kva.test', 1, false],
  ['*.bücher.test', '*.xn--bcher-kva.test', 1, false],
  ['10.0.0.1', '10.0.0.1', 0, false],
  ['::1', '::1', 0, false],
  ['', '', 0, false],
])('%s is read as %s', (typed, hostname, removed, lowered) => {
  const reading = readHostname(typed);
  expect(reading.hostname).toBe(hostname);
  expect(reading.removed).toHaveLength(removed);
  expect(reading.lowered).toBe(lowered);
});

test.each([
  ['hello', ['hello.apps.test', 'hello.dev.test']],
  ['hello.', ['hello.apps.test', 'hello.dev.test']],
  ['hello.ap', ['hello.apps.test', 'hello.ap.dev.test']],
  ['hello.apps.test', []],
  ['', []],
])('%s is completed with each zone', (typed, completions) => {
  expect(completeHostname(typed, ['apps.test', 'dev.test'])).toEqual(completions);
});

test('claimed names are offered by any part of them, but not those that the route has', () => {
  const claimed = ['shop.acme.test', 'blog.acme.test', '*.globex.test'];
  expect(claimedCompletions('', claimed, ['blog.acme.test'])).toEqual(['shop.acme.test', '*.globex.test']);
  expect(claimedCompletions('https://ACME', claimed, [])).toEqual(['shop.acme.test', 'blog.acme.test']);
  expect(claimedCompletions('shop.acme.test', claimed, []), 'what is typed already').toEqual([]);
});
