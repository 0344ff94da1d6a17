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
