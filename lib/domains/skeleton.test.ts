import { expect, test } from 'vitest';
import { skeleton } from './skeleton.ts';

test.each([
  ['раура1.test', 'paypal.test'],
  ['арр.test', 'app.test'],
  ['xn--80aa0cbo65f.test', 'раураӏ.test'],
  ['ѕсоре.test', 'scope.test'],
  ['g00gle.test', 'google.test'],
  ['exarnple.test', 'example.test'],
  ['νινο.test', 'vivo.test'],
  ['օո1.test', 'onl.test'],
])('%s looks like %s', (one, other) => {
  expect(skeleton(one)).toBe(skeleton(other));
});

test.each([
  ['shop.test', 'shops.test'],
  ['bücher.test', 'bucher.test'],
  ['acme.test', 'acme.example'],
])('%s does not look like %s', (one, other) => {
  expect(skeleton(one)).not.toBe(skeleton(other));
});

test('does not mind the case or which form of an international name it gets', () => {
  expect(skeleton('SHOP.test')).toBe(skeleton('shop.test'));
  expect(skeleton('bücher.test')).toBe(skeleton('xn--bcher-kva.test'));
});
