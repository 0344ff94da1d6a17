import { X509Certificate } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCertificateAuthority, type Subject } from './certificate-authority.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'pki-'));
const client: Subject = { kind: 'client', name: 'signalbox', groups: ['team:a', 'team:b'] };

test('a client certificate carries its name and groups and is signed by the authority', async () => {
  const authority = await openCertificateAuthority(newFolder());
  const pair = await authority.issue('client', client);
  const certificate = new X509Certificate(pair.certificate);
  expect(certificate.subject.split('\n')).toEqual(['CN=signalbox', 'O=team:a', 'O=team:b']);
  expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
});

test('a certificate is kept from start to start and made anew for another subject', async () => {
  const folder = newFolder();
  const first = await (await openCertificateAuthority(folder)).issue('client', client);
  const authority = await openCertificateAuthority(folder);
  expect((await authority.issue('client', client)).certificate).toBe(first.certificate);
  expect((await authority.issue('client', { ...client, groups: [] })).certificate).not.toBe(first.certificate);
});

test('only its user can read a key', async () => {
  const pair = await (await openCertificateAuthority(newFolder())).issue('client', client);
  expect(statSync(pair.keyFile).mode & 0o777).toBe(0o600);
});
