import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const complete = {
  SIGNALBOX_URL: 'https://signalbox.example.com/somewhere',
  SIGNALBOX_SESSION_SECRET: 'x'.repeat(32),
  SIGNALBOX_OIDC_ISSUER: 'https://id.example.com',
  SIGNALBOX_OIDC_CLIENT_ID: 'signalbox',
  SIGNALBOX_OIDC_CLIENT_SECRET: 'hush-hush',
};

test('reads lists and maps, and takes the origin from the address', () => {
  const config = parseConfig({
    ...complete,
    SIGNALBOX_ZONES: 'Apps.example.com, ',
    SIGNALBOX_NAMESERVERS: 'ns1.test=127.0.0.1:53',
  });
  expect(config).toMatchObject({ origin: 'https://signalbox.example.com', zones: ['apps.example.com'] });
  expect(config.nameservers.get('ns1.test')).toBe('127.0.0.1:53');
});

test('names every setting that is missing, and shows no value', () => {
  const attempt = () => parseConfig({ SIGNALBOX_URL: 'https://x.test', SIGNALBOX_SESSION_SECRET: 'too-short-secret' });
  expect(attempt).toThrow(/SIGNALBOX_SESSION_SECRET[\s\S]*SIGNALBOX_OIDC_ISSUER[\s\S]*SIGNALBOX_OIDC_CLIENT_SECRET/);
  expect(attempt).not.toThrow(/too-short-secret/);
});

test('reads what the platform decides about domains', () => {
  const { domains } = parseConfig({
    ...complete,
    SIGNALBOX_PROXY_NETWORKS: '203.0.113.0/24=Example CDN',
    SIGNALBOX_DNS_PROVIDERS: 'ns.example=Example DNS|https://dns.example',
    SIGNALBOX_ATTACHMENTS: 'infra/external=shared-listener',
  });
  expect(domains).toMatchObject({
    proxyNetworks: [{ network: '203.0.113.0/24', name: 'Example CDN' }],
    extraProviders: [{ suffix: 'ns.example', name: 'Example DNS', url: 'https://dns.example' }],
  });
  expect(domains.strategies.get('infra/external')).toBe('shared-listener');
  expect(() => parseConfig({ ...complete, SIGNALBOX_ATTACHMENTS: 'infra/external=magic' })).toThrow('infra/external');
});

test('the clock can be moved in a sandbox on this machine and nowhere else', () => {
  const moved = { ...complete, SIGNALBOX_CLOCK_FILE: '/tmp/clock' };
  expect(() => parseConfig(moved)).toThrow('SIGNALBOX_CLOCK_FILE');
  expect(() => parseConfig({ ...moved, SIGNALBOX_SANDBOX: '1' })).toThrow('SIGNALBOX_CLOCK_FILE');
  const local = { ...moved, SIGNALBOX_URL: 'http://localhost:3000' };
  expect(() => parseConfig(local)).toThrow('SIGNALBOX_CLOCK_FILE');
  expect(parseConfig({ ...local, SIGNALBOX_SANDBOX: '1' }).clockFile).toBe('/tmp/clock');
});
