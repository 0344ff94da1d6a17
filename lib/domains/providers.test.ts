import { expect, test } from 'vitest';
import { type DnsProvider, fieldOf, findProvider, pathTo, providerNames } from './providers.ts';

const find = (...servers: readonly string[]) => findProvider(servers, [])?.name ?? null;

test.each([
  ['Cloudflare', ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com']],
  ['Amazon Route 53', ['ns-1.awsdns-01.org', 'ns-2.awsdns-22.co.uk']],
  ['Azure DNS', ['ns1-01.azure-dns.com', 'ns2-01.azure-dns.net', 'ns3-01.azure-dns.org']],
  ['GoDaddy', ['ns01.domaincontrol.com']],
  ['Hetzner', ['hydrogen.ns.hetzner.com', 'oxygen.ns.hetzner.com', 'helium.ns.hetzner.de']],
])('%s is recognised by its name servers', (name, servers) => {
  expect(find(...servers)).toBe(name);
});

test('name servers of two providers, or of one that is not known, name nobody', () => {
  expect(find('ada.ns.cloudflare.com', 'ns01.domaincontrol.com')).toBeNull();
  expect(find('ns1.acme.test')).toBeNull();
  expect(find('cloudflare.com.acme.test')).toBeNull();
  expect(find()).toBeNull();
});

test('there are twenty, each once', () => {
  expect(new Set(providerNames).size).toBe(20);
});

test('a provider of the platform’s own comes first', () => {
  const own: DnsProvider = {
    name: 'Registrar',
    nameServers: ['.acme.test'],
    path: 'Zones → ZONE',
    url: null,
    root: 'zone',
    apex: 'none',
    appendsZone: false,
    proxySwitch: null,
  };
  expect(findProvider(['ns1.acme.test'], [own])).toBe(own);
  expect(pathTo(own, 'acme.test')).toBe('Zones → acme.test');
});

test.each([
  ['ada.ns.cloudflare.com', 'shop.acme.test', 'shop'],
  ['ada.ns.cloudflare.com', 'acme.test', '@'],
  ['ada.ns.cloudflare.com', '*.acme.test', '*'],
  ['ns-1.awsdns-01.org', 'acme.test', ''],
  // A zone whose name another name merely ends with.
  ['ada.ns.cloudflare.com', 'myacme.test', 'myacme.test'],
  ['ns1.unknown.test', '_acme-challenge.shop.acme.test', '_acme-challenge.shop'],
  ['ns1.unknown.test', 'acme.test', '@'],
])('at %s the name field for %s takes %j', (server, name, field) => {
  expect(fieldOf(name, 'acme.test', findProvider([server], []))).toBe(field);
});
