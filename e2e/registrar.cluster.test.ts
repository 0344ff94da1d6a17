import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { blockingAddress, passingAddress } from '../sandbox/cdn/addresses.ts';
import { customerNameservers } from '../sandbox/dns/nameservers.ts';
import type { MischiefKind } from '../sandbox/registrar/mischief-kinds.ts';
import { insideAddress } from '../sandbox/registrar/treat-question.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { askDns, type DnsReply } from './ask-dns.ts';
import {
  beginMischief,
  deleteRecord,
  endMischief,
  listMischief,
  listRecords,
  listZones,
  RegistrarRefusal,
  resetRegistrar,
  setRecord,
} from './registrar.ts';

const ports = readPorts(process.env);
const zone = 'acme.localhost';
const host = `app.${zone}`;
const challenge = `_acme-challenge.${host}`;
const pageOrigin = `http://127.0.0.1:${ports.registrar}`;

beforeAll(resetRegistrar);
afterEach(resetRegistrar);
afterAll(resetRegistrar);

/** The port of a nameserver, by its whole name. */
function portOf(nameserver: string): number {
  const found = customerNameservers(ports).find(({ name }) => name === nameserver);
  if (!found) throw new Error(`There is no nameserver ${nameserver}.`);
  return found.port;
}

const first = (name: string, type: string) => askDns(portOf(`ns1.${zone}`), name, type);
const second = (name: string, type: string) => askDns(portOf(`ns2.${zone}`), name, type);
const world = (name: string, type: string) => askDns(ports.unbound, name, type);

/** Asks until the answer is as it should be: copies and caches need their time. */
async function eventually(ask: () => Promise<DnsReply>, wanted: Partial<DnsReply>): Promise<void> {
  await expect.poll(ask, { timeout: 20_000, interval: 250 }).toMatchObject(wanted);
}

test('a record is at both nameservers and in the world, until it is deleted', async () => {
  await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
  expect(await first(host, 'A')).toMatchObject({ rcode: 'NOERROR', values: ['127.0.0.1'] });
  await eventually(() => second(host, 'A'), { values: ['127.0.0.1'] });
  await eventually(() => world(host, 'A'), { values: ['127.0.0.1'] });
  await deleteRecord(host, 'A');
  expect(await first(host, 'A')).toMatchObject({ rcode: 'NXDOMAIN', values: [] });
  await eventually(() => world(host, 'A'), { rcode: 'NXDOMAIN' });
});

test.each([
  ['AAAA', ['2001:db8::1']],
  ['CNAME', ['ext.apps.localhost']],
  ['TXT', ['v=spf1 "-all" \\ ; x', 'y'.repeat(300)]],
  ['CAA', ['0 issue "ca.example; validationmethods=dns-01"', '128 iodef "mailto:ca@example.net"']],
  ['NS', ['ns1.other.example', 'ns2.other.example']],
  ['MX', ['10 mail.example.net']],
] as const)('a %s record is read back as it was written', async (type, values) => {
  await setRecord({ name: host, type, values, ttl: 77 });
  const found = (await listRecords(zone)).find((set) => set.name === host);
  expect(found).toEqual({ name: host, type, ttl: 77, values: expect.arrayContaining([...values]) });
});

test('the nameservers of a zone can be replaced, and come back', async () => {
  await setRecord({ name: zone, type: 'NS', values: ['ns1.acme.localhost', 'ns3.acme.localhost'] });
  expect((await first(zone, 'NS')).values.toSorted()).toEqual(['ns1.acme.localhost', 'ns3.acme.localhost']);
  await resetRegistrar();
  expect((await first(zone, 'NS')).values.toSorted()).toEqual(['ns1.acme.localhost', 'ns2.acme.localhost']);
});

test('what cannot be is refused with what to do about it', async () => {
  await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
  const cname = setRecord({ name: host, type: 'CNAME', values: ['ext.apps.localhost'] });
  await expect(cname).rejects.toThrow(/nothing beside it.*Delete that first/);
  const root = setRecord({ name: zone, type: 'CNAME', values: ['ext.apps.localhost'] });
  await expect(root).rejects.toThrow('Use A and AAAA records there');
  await expect(setRecord({ name: host, type: 'A', values: ['127.0.0'] })).rejects.toThrow('Write it like 192.0.2.1');
  await expect(setRecord({ name: host, type: 'A', values: [], ttl: 0 })).rejects.toThrow(/ttl: .*at least 1/);
  await expect(deleteRecord(zone, 'NS')).rejects.toThrow(RegistrarRefusal);
});

test('other websites and other names may do nothing', async () => {
  const path = `${pageOrigin}/api/reset`;
  const foreign = await fetch(path, { method: 'POST', headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
  const own = await fetch(path, { method: 'POST', headers: { origin: pageOrigin } });
  expect(own.status).toBe(200);
});

test('every zone has two nameservers that answer for it', async () => {
  for (const { name, nameservers } of await listZones()) {
    expect(nameservers).toHaveLength(2);
    for (const { address } of nameservers) {
      expect(await askDns(Number(address.split(':')[1]), name, 'SOA')).toMatchObject({
        rcode: 'NOERROR',
        isAuthoritative: true,
      });
    }
  }
});

test.each([
  ['proxied', host, host, 'A', [passingAddress]],
  ['proxy-blocks', host, host, 'A', [blockingAddress]],
  ['stale-aaaa', host, host, 'AAAA', ['2001:db8::7']],
  ['wrong-value', challenge, challenge, 'CNAME', ['former-host.localhost']],
  ['doubled-name', challenge, challenge, 'CNAME', []],
  ['doubled-name', challenge, `${challenge}.${zone}`, 'CNAME', ['token.dcv.localhost']],
  ['caa-forbids', zone, zone, 'CAA', ['0 issue "another-ca.example"']],
  ['wildcard', zone, `no-such-name.${zone}`, 'CNAME', ['parked.localhost']],
  ['challenge-occupied', host, challenge, 'TXT', ['the-token-of-another-authority']],
  ['challenge-shadowed', zone, challenge, 'TXT', ['a-token-of-the-dns-provider']],
  ['apex-cname', zone, zone, 'MX', ['ext.apps.localhost']],
] as const)('%s for %s: %s %s is %j, and afterwards all is as before', async (kind, name, asked, type, values) => {
  await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
  await setRecord({ name: challenge, type: 'CNAME', values: ['token.dcv.localhost'] });
  const records = await listRecords(zone);
  const before = await first(asked, type);
  await beginMischief(kind, name);
  expect(await isOn(kind)).toBe(true);
  expect((await first(asked, type)).values).toEqual(values);
  await eventually(() => second(asked, type), { values });
  await endMischief(kind, zone);
  expect(await isOn(kind)).toBe(false);
  expect(await first(asked, type)).toEqual(before);
  expect(await listRecords(zone)).toEqual(records);
});

test('a mischief that the customer mends by hand is over', async () => {
  await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
  await beginMischief('stale-aaaa', host);
  await deleteRecord(host, 'AAAA');
  expect(await isOn('stale-aaaa')).toBe(false);
  await beginMischief('wrong-value', host);
  await setRecord({ name: host, type: 'A', values: ['127.0.0.3'] });
  await endMischief('wrong-value', zone);
  expect((await first(host, 'A')).values).toEqual(['127.0.0.3']);
});

test('a mischief without anything to spoil is refused', async () => {
  await expect(beginMischief('wrong-value', `nothing.${zone}`)).rejects.toThrow('Add one first');
  await expect(beginMischief('dnssec-broken', zone)).rejects.toThrow('Take a signed zone');
});

test('split-horizon: the cluster’s own resolver has another address, the world has not', async () => {
  await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
  const inside = () => askDns(ports.clusterResolver, host, 'A');
  await eventually(inside, { values: ['127.0.0.1'] });
  await beginMischief('split-horizon', host);
  expect(await inside()).toMatchObject({ rcode: 'NOERROR', values: [insideAddress] });
  expect(await first(host, 'A')).toMatchObject({ values: ['127.0.0.1'] });
  await eventually(() => world(host, 'A'), { values: ['127.0.0.1'] });
  await endMischief('split-horizon', zone);
  expect(await inside()).toMatchObject({ values: ['127.0.0.1'] });
});

test('lagging: the second nameserver keeps the old answer until it is over', async () => {
  await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
  await eventually(() => second(host, 'A'), { values: ['127.0.0.1'] });
  await beginMischief('lagging', zone);
  await setRecord({ name: host, type: 'A', values: ['127.0.0.2'] });
  await sleep(1_500);
  expect((await first(host, 'A')).values).toEqual(['127.0.0.2']);
  expect((await second(host, 'A')).values).toEqual(['127.0.0.1']);
  await endMischief('lagging', zone);
  await eventually(() => second(host, 'A'), { values: ['127.0.0.2'] });
});

test('lame: the second nameserver refuses, over UDP and TCP; the first answers', async () => {
  await beginMischief('lame', zone);
  expect(await second(zone, 'SOA')).toMatchObject({ rcode: 'REFUSED' });
  expect(await askDns(portOf(`ns2.${zone}`), zone, 'SOA', { transport: 'tcp' })).toMatchObject({ rcode: 'REFUSED' });
  expect(await first(zone, 'SOA')).toMatchObject({ rcode: 'NOERROR' });
  await endMischief('lame', zone);
  expect(await second(zone, 'SOA')).toMatchObject({ rcode: 'NOERROR' });
});

test('silent: the second nameserver says nothing', async () => {
  await beginMischief('silent', zone);
  expect(await askDns(portOf(`ns2.${zone}`), zone, 'SOA', { timeoutMs: 700 })).toMatchObject({ rcode: 'TIMEOUT' });
  await endMischief('silent', zone);
  expect(await second(zone, 'SOA')).toMatchObject({ rcode: 'NOERROR' });
});

test('slow: an answer takes a second', async () => {
  await beginMischief('slow', zone);
  const began = performance.now();
  expect(await first(zone, 'SOA')).toMatchObject({ rcode: 'NOERROR' });
  expect(performance.now() - began).toBeGreaterThan(950);
  await endMischief('slow', zone);
});

test('caa-servfail: CAA questions fail at the nameservers and in the world, others do not', async () => {
  await beginMischief('caa-servfail', zone);
  expect(await first(host, 'CAA')).toMatchObject({ rcode: 'SERVFAIL' });
  expect(await first(zone, 'SOA')).toMatchObject({ rcode: 'NOERROR' });
  await eventually(() => world(`fresh.${zone}`, 'CAA'), { rcode: 'SERVFAIL' });
  await endMischief('caa-servfail', zone);
  await eventually(() => world(`fresh.${zone}`, 'CAA'), { rcode: 'NXDOMAIN' });
});

test('dnssec-broken: a validating resolver fails, one that does not check answers', async () => {
  const name = 'app.signed.localhost';
  // What a resolver has validated it believes for as long as the record's TTL.
  await setRecord({ name, type: 'A', values: ['127.0.0.1'], ttl: 1 });
  await eventually(() => world(name, 'A'), { rcode: 'NOERROR', isAuthenticated: true });
  await beginMischief('dnssec-broken', 'signed.localhost');
  await eventually(() => world(name, 'A'), { rcode: 'SERVFAIL' });
  // The second nameserver may not have the record yet.
  const unchecked = () => askDns(ports.unbound, name, 'A', { isCheckingDisabled: true });
  await eventually(unchecked, { rcode: 'NOERROR', values: ['127.0.0.1'] });
  expect([6, 7, 9, 10]).toContain((await world(name, 'A')).extendedError);
  await endMischief('dnssec-broken', 'signed.localhost');
  await eventually(() => world(name, 'A'), { rcode: 'NOERROR', isAuthenticated: true });
});

async function isOn(kind: MischiefKind): Promise<boolean | undefined> {
  return (await listMischief(zone)).find((one) => one.kind === kind)?.isOn;
}
