import { expect, test } from 'vitest';
import { domainClaim } from '../domains/domain-builders.ts';
import { httpRoute, listenerSet } from '../gateway-api/object-builders.ts';
import { planOf } from './domain-transfers.ts';

const claim = domainClaim({ name: 'shop.acme.test' });
const service = { group: '', kind: 'Service', name: 'checkout' };

test('a route loses the name alone while others remain', () => {
  const route = httpRoute({ hostnames: ['a.test', 'shop.acme.test'] });
  expect(planOf('httproutes', route, claim)).toMatchObject({
    patch: [{ op: 'replace', path: '/spec/hostnames', value: ['a.test'] }],
  });
});

test('the last name takes the parents with it, for a route without names would take every name', () => {
  const alone = httpRoute({ hostnames: ['shop.acme.test'] });
  expect(planOf('httproutes', alone, claim)).toMatchObject({
    words: 'Detached',
    patch: [
      { op: 'remove', path: '/spec/hostnames' },
      { op: 'replace', path: '/spec/parentRefs', value: [] },
    ],
  });
  const inMesh = httpRoute({ hostnames: ['shop.acme.test'], parentRefs: [{ name: 'external' }, service] });
  expect(planOf('httproutes', inMesh, claim)).toMatchObject({ patch: [{}, { value: [service] }] });
  const byDefault = { ...alone, spec: { hostnames: ['shop.acme.test'], useDefaultGateways: 'All' } };
  expect(planOf('httproutes', byDefault, claim)).toMatchObject({
    patch: [
      { op: 'remove', path: '/spec/hostnames' },
      { op: 'remove', path: '/spec/useDefaultGateways' },
    ],
  });
});

test('a TLSRoute keeps its last name, which it may not be without, and is detached', () => {
  const route = { ...httpRoute({ hostnames: ['shop.acme.test'] }), kind: 'TLSRoute' };
  expect(planOf('tlsroutes', route, claim)).toMatchObject({
    patch: [{ op: 'replace', path: '/spec/parentRefs', value: [] }],
  });
});

test('a wildcard over the name carries it, and a name beside it does not', () => {
  const route = httpRoute({ hostnames: ['*.acme.test', 'blog.acme.test'] });
  expect(planOf('httproutes', route, claim)).toMatchObject({ patch: [{ value: ['blog.acme.test'] }] });
});

test('a ListenerSet loses the entries, and goes with the last one, for it may not be empty', () => {
  const entry = (name: string, hostname: string) => ({ name, hostname, port: 443, protocol: 'HTTPS' });
  const kept = entry('b', 'b.test');
  const set = listenerSet({ listeners: [entry('a', 'shop.acme.test'), kept] });
  expect(planOf('listenersets', set, claim)).toMatchObject({
    kind: 'patch',
    patch: [{ op: 'replace', path: '/spec/listeners', value: [kept] }],
  });
  const alone = listenerSet({ listeners: [entry('a', 'shop.acme.test')] });
  expect(planOf('listenersets', alone, claim)).toMatchObject({ kind: 'delete' });
});
