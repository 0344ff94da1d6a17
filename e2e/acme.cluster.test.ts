import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { caaIdentity } from '../sandbox/acme/authority-identity.ts';
import { blockingAddress, passingAddress } from '../sandbox/cdn/addresses.ts';
import { readPorts } from '../sandbox/settings/ports.ts';
import { askDns } from './ask-dns.ts';
import { addRule, clearRules, listRules } from './authority.ts';
import { lookAtTls } from './look-at-tls.ts';
import { beginMischief, deleteRecord, resetRegistrar, setRecord } from './registrar.ts';
import { applyManifest, curl, kubectl, read } from './sandbox-control.ts';

const ports = readPorts(process.env);
const namespace = 'storefront';
const zone = 'acme.localhost';
const label = 'acme-test';
const kinds = 'httproute,listenerset,certificate';
const patience = { timeout: 90_000, interval: 500 } as const;
vi.setConfig({ testTimeout: 240_000 }); // Two controllers wait for each other, on a machine that may be busy.

beforeAll(cleanUp);
afterEach(cleanUp);
afterAll(cleanUp);

async function cleanUp(): Promise<void> {
  await clearRules();
  await resetRegistrar();
  await kubectl('-n', namespace, 'delete', kinds, '-l', `for=${label}`, '--ignore-not-found');
}

/** A certificate that an earlier run left would be taken as it is, and nothing would be ordered. */
async function forgetCertificate(name: string): Promise<void> {
  await kubectl('-n', namespace, 'delete', 'secret', name, '--ignore-not-found');
}

type Issuer = 'letsencrypt' | 'letsencrypt-http';

/** A ListenerSet for one name, with an HTTPS entry and where it is wanted an HTTP one, and a route behind it. */
async function serve(name: string, issuer: Issuer, { hasHttp }: { readonly hasHttp: boolean }): Promise<void> {
  await forgetCertificate(name);
  const host = `${name}.${zone}`;
  const metadata = { name, namespace, labels: { for: label } };
  const http = { name: 'http', port: ports.gatewayHttp, protocol: 'HTTP', hostname: host };
  const https = {
    name: 'https',
    port: ports.gatewayHttps,
    protocol: 'HTTPS',
    hostname: host,
    tls: { mode: 'Terminate', certificateRefs: [{ name }] },
  };
  await applyManifest({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    metadata: { ...metadata, annotations: { 'cert-manager.io/cluster-issuer': issuer } },
    spec: { parentRef: { name: 'external', namespace: 'infra' }, listeners: hasHttp ? [http, https] : [https] },
  });
  await applyManifest({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: [{ kind: 'ListenerSet', name }],
      hostnames: [host],
      rules: [{ backendRefs: [{ name: 'storefront-v1', port: 80 }] }],
    },
  });
}

/** Asks for a certificate without anything that would serve it. */
async function order(name: string, issuer: Issuer = 'letsencrypt', host = `${name}.${zone}`): Promise<void> {
  await forgetCertificate(name);
  await applyManifest({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace, labels: { for: label } },
    spec: {
      secretName: name,
      dnsNames: [host],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
}

/** Sets what a team sets for DNS-01, and leads the name to the Gateway. */
async function delegate(name: string): Promise<void> {
  const host = `${name}.${zone}`;
  await setRecord({ name: `_acme-challenge.${host}`, type: 'CNAME', values: [`${name}-token.dcv.localhost`] });
  await setRecord({ name: host, type: 'CNAME', values: ['ext.apps.localhost'] });
}

interface Condition {
  readonly type: string;
  readonly status: string;
}

async function isReady(name: string): Promise<boolean> {
  const certificate = await read<{ status?: { conditions?: readonly Condition[] } }>('certificate', namespace, name);
  return (certificate.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
}

async function expectReady(name: string): Promise<void> {
  await expect.poll(() => isReady(name).catch(() => false), patience).toBe(true);
}

interface AcmeObject {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly dnsName?: string };
  readonly status?: { readonly state?: string; readonly reason?: string };
}

async function list(kind: 'orders' | 'challenges'): Promise<readonly AcmeObject[]> {
  return (JSON.parse(await kubectl('-n', namespace, 'get', kind, '-o', 'json')) as { items: readonly AcmeObject[] })
    .items;
}

async function orderOf(name: string): Promise<AcmeObject['status']> {
  const orders = await list('orders');
  return orders.find(({ metadata }) => metadata.annotations?.['cert-manager.io/certificate-name'] === name)?.status;
}

async function challengeOf(host: string): Promise<AcmeObject['status']> {
  return (await list('challenges')).find(({ spec }) => spec.dnsName === host)?.status;
}

/** The order ends without a certificate, and the challenge says why. */
async function expectRefused(name: string, reason: RegExp): Promise<void> {
  await expect.poll(() => orderOf(name), patience).toMatchObject({ state: 'invalid' });
  expect(await challengeOf(`${name}.${zone}`)).toMatchObject({
    state: 'invalid',
    reason: expect.stringMatching(reason),
  });
  expect(await isReady(name)).toBe(false);
}

const roots = () => readFileSync(join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem'), 'utf8');

async function expectServed(host: string): Promise<void> {
  const look = () => lookAtTls(host, { port: ports.gatewayHttps, roots: roots() });
  await expect.poll(look, patience).toMatchObject({ isTrusted: true, names: [host] });
  const resolve = ['--resolve', `${host}:${ports.gatewayHttps}:127.0.0.1`];
  const trust = ['--cacert', join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'trust.pem')];
  const ask = () => curl(...resolve, ...trust, `https://${host}:${ports.gatewayHttps}/`).catch(String);
  await expect.poll(ask, patience).toContain('"service": "storefront-v1"');
}

/** What the world reads as the CAA set of a name; caches need their time. */
async function expectCaa(name: string, wanted: object): Promise<void> {
  await expect.poll(() => askDns(ports.unbound, name, 'CAA'), { ...patience, timeout: 30_000 }).toMatchObject(wanted);
}

describe('certificates', () => {
  test('DNS-01 over the delegated name: a ListenerSet gets a certificate and Envoy serves it', async () => {
    await delegate('dns-shop');
    await serve('dns-shop', 'letsencrypt', { hasHttp: false });
    await expectReady('dns-shop');
    await expectServed(`dns-shop.${zone}`);
  });

  test('DNS-01 needs no traffic: the certificate is there before the name leads to the Gateway', async () => {
    await delegate('early');
    await deleteRecord(`early.${zone}`, 'CNAME');
    await serve('early', 'letsencrypt', { hasHttp: true });
    await expectReady('early');
    await expectServed(`early.${zone}`);
  });

  test.each([
    ['its own HTTP entry', 'http-shop', true],
    ['the Gateway’s listener', 'http-fallback', false],
  ])('HTTP-01 through %s: a certificate for a name that nobody delegated', async (_what, name, hasHttp) => {
    await setRecord({ name: `${name}.${zone}`, type: 'CNAME', values: ['ext.apps.localhost'] });
    await serve(name, 'letsencrypt-http', { hasHttp });
    await expectReady(name);
    await expectServed(`${name}.${zone}`);
  });

  test('HTTP-01 through a proxy that passes everything on', async () => {
    const host = `behind-cdn.${zone}`;
    await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
    await beginMischief('proxied', host);
    await order('behind-cdn', 'letsencrypt-http');
    await expectReady('behind-cdn');
  });

  test('HTTP-01 through a proxy that blocks: cert-manager sees it by itself and asks for nothing', async () => {
    const host = `blocked.${zone}`;
    await setRecord({ name: host, type: 'A', values: ['127.0.0.1'] });
    await beginMischief('proxy-blocks', host);
    await order('blocked', 'letsencrypt-http');
    await expect
      .poll(() => challengeOf(host), patience)
      .toMatchObject({
        state: 'pending',
        reason: expect.stringMatching(/wrong status code '403'/),
      });
  });
});

describe('CAA', () => {
  test('a set that names another authority: the order is invalid, and the challenge says where it stands', async () => {
    await delegate('caa-other');
    await beginMischief('caa-forbids', zone);
    await expectCaa(zone, { values: ['0 issue "another-ca.example"'] });
    await order('caa-other');
    await expectRefused('caa-other', new RegExp(`403 .*:caa: .*CAA record for ${zone} prevents issuance`));
  });

  test('CAA questions that fail: the authority must refuse', async () => {
    await delegate('caa-fails');
    await beginMischief('caa-servfail', zone);
    await expectCaa(zone, { rcode: 'SERVFAIL' });
    await order('caa-fails');
    await expectRefused('caa-fails', /400 .*:dns: .*SERVFAIL looking up CAA for/);
  });

  test('a set that names our authority, account and method lets it issue; another method does not', async () => {
    const issuer = await read<{ status: { acme: { uri: string } } }>('clusterissuer', 'default', 'letsencrypt');
    const allow = (method: string) =>
      `0 issue "${caaIdentity}; accounturi=${issuer.status.acme.uri}; validationmethods=${method}"`;
    await delegate('caa-ours');
    await setRecord({ name: zone, type: 'CAA', values: [allow('dns-01')] });
    await expectCaa(zone, { values: [allow('dns-01')] });
    await order('caa-ours');
    await expectReady('caa-ours');
    await delegate('caa-method');
    await setRecord({ name: zone, type: 'CAA', values: [allow('http-01')] });
    await expectCaa(zone, { values: [allow('http-01')] });
    await order('caa-method');
    await expectRefused('caa-method', /prevents issuance/);
  });
});

describe('an authority that is busy', () => {
  test('a rate limit: the order fails with the time from which orders are taken again', async () => {
    await delegate('limited');
    await addRule({ kind: 'rate-limit', name: `limited.${zone}`, retryAfterSeconds: 7_200 });
    await order('limited');
    await expect.poll(() => orderOf('limited'), patience).toMatchObject({ state: 'errored' });
    const { reason = '' } = (await orderOf('limited')) ?? {};
    expect(reason).toMatch(/429 .*:rateLimited: /);
    const until = Date.parse(`${/retry after ([0-9-]+ [0-9:]+) UTC/.exec(reason)?.[1]}Z`);
    expect(until - Date.now()).toBeGreaterThan(7_000_000);
    expect(await listRules()).toEqual([]);
  });

  test('a proof that is not seen from a second place', async () => {
    await delegate('secondary');
    await addRule({ kind: 'secondary-validation', name: `secondary.${zone}` });
    await order('secondary');
    await expectRefused('secondary', /During secondary validation/);
  });

  test('slow: the certificate comes, later', async () => {
    await delegate('slow');
    await addRule({ kind: 'slow', seconds: 3 });
    const began = Date.now();
    await order('slow');
    await expectReady('slow');
    // The order, its challenge and its end wait once each.
    expect(Date.now() - began).toBeGreaterThan(9_000);
  });

  test('a rule that is none is refused in words', async () => {
    await expect(addRule({ kind: 'slow', seconds: -1 })).rejects.toThrow(/expected number to be >=0/i);
  });
});

test('the directory names the authority for CAA, and itself in every address', async () => {
  const authority = join(process.env.SIGNALBOX_STATE ?? '.signalbox', 'pki', 'ca.crt');
  const text = await curl('--cacert', authority, `https://127.0.0.1:${ports.acme}/dir`);
  const { meta, ...addresses } = JSON.parse(text) as { meta: { caaIdentities: readonly string[] } };
  expect(meta.caaIdentities).toEqual([caaIdentity]);
  for (const address of Object.values(addresses)) expect(address).toContain(`https://127.0.0.1:${ports.acme}/`);
});

test('the CDN passes on at one address, HTTP and TLS, and blocks at the other', async () => {
  const host = 'shop.apps.localhost';
  const at = (address: string) => ['--include', '--resolve', `${host}:${ports.gatewayHttp}:${address}`];
  const passed = await curl(...at(passingAddress), `http://${host}:${ports.gatewayHttp}/`);
  expect(passed).toContain('server: sandbox-cdn');
  expect(passed).toContain('"service": "storefront-v1"');
  expect(await curl(...at(blockingAddress), `http://${host}:${ports.gatewayHttp}/`)).toMatch(/^HTTP\/1.1 403 /);
  expect(await curl(...at('127.0.0.1'), `http://${host}:${ports.gatewayHttp}/`)).not.toContain('sandbox-cdn');
  const look = (address: string) => lookAtTls(host, { address, port: ports.gatewayHttps, roots: roots() });
  expect(await look(passingAddress)).toMatchObject({ isTrusted: true, names: ['*.apps.localhost'] });
  expect(await look(blockingAddress)).toMatchObject({ isTrusted: false, names: ['cdn.localhost'] });
});
