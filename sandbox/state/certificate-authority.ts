import 'reflect-metadata'; // @peculiar/x509 needs it to be loaded before.
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { writePrivateFile, writePublicFile } from './private-file.ts';

/** A certificate and its key, both as PEM and as files in the state folder. */
export interface KeyPair {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate is made for. */
export type Subject =
  | { readonly kind: 'client'; readonly name: string; readonly groups: readonly string[] }
  | {
      readonly kind: 'server';
      readonly name: string;
      readonly hostnames: readonly string[];
      readonly addresses: readonly string[];
    };

/** The sandbox's own certificate authority: nothing in the sandbox needs to skip a verification. */
export interface CertificateAuthority {
  readonly certificateFile: string;
  readonly certificate: string;
  /** The key pair kept under this file name; made anew when it is missing, of another subject or about to expire. */
  issue(fileName: string, subject: Subject): Promise<KeyPair>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

/** Opens the authority kept in a folder; at the first start it is made. */
export async function openCertificateAuthority(folder: string): Promise<CertificateAuthority> {
  const authority = await ensureAuthority(folder);
  const issuer = new X509Certificate(authority.certificate);
  const issuerKey = await importKey(authority.key);
  return {
    certificateFile: authority.certificateFile,
    certificate: authority.certificate,
    async issue(fileName, subject) {
      const known = readKeyPair(folder, fileName);
      const name = subjectName(subject);
      if (known && isStillGood(known.certificate, name, issuer)) return known;
      const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const certificate = await X509CertificateGenerator.create({
        serialNumber: randomBytes(16).toString('hex'),
        subject: name,
        issuer: issuer.subject,
        notBefore: new Date(Date.now() - dayMs),
        notAfter: new Date(Date.now() + 825 * dayMs),
        publicKey: keys.publicKey,
        signingKey: issuerKey,
        signingAlgorithm: algorithm,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
          ...usage(subject),
        ],
      });
      return writeKeyPair(folder, fileName, certificate.toString('pem'), keys.privateKey);
    },
  };
}

async function ensureAuthority(folder: string): Promise<KeyPair> {
  const known = readKeyPair(folder, 'ca');
  if (known) return known;
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: randomBytes(16).toString('hex'),
    name: 'CN=Signalbox sandbox CA',
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 3_650 * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return writeKeyPair(folder, 'ca', certificate.toString('pem'), keys.privateKey);
}

function subjectName(subject: Subject): string {
  const groups = subject.kind === 'client' ? subject.groups : [];
  return [`CN=${subject.name}`, ...groups.map((group) => `O=${group}`)].join(', ');
}

function usage(subject: Subject) {
  if (subject.kind === 'client') return [new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2'])];
  return [
    new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
    new SubjectAlternativeNameExtension([
      ...subject.hostnames.map((value) => ({ type: 'dns', value }) as const),
      ...subject.addresses.map((value) => ({ type: 'ip', value }) as const),
    ]),
  ];
}

function isStillGood(pem: string, name: string, issuer: X509Certificate): boolean {
  const certificate = new X509Certificate(pem);
  const isFresh = certificate.notAfter.getTime() > Date.now() + 30 * dayMs;
  return isFresh && certificate.subject === name && certificate.issuer === issuer.subject;
}

function readKeyPair(folder: string, fileName: string): KeyPair | null {
  const certificateFile = join(folder, `${fileName}.crt`);
  const keyFile = join(folder, `${fileName}.key`);
  if (!existsSync(certificateFile) || !existsSync(keyFile)) return null;
  return {
    certificateFile,
    keyFile,
    certificate: readFileSync(certificateFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
  };
}

async function writeKeyPair(folder: string, fileName: string, pem: string, privateKey: CryptoKey): Promise<KeyPair> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const certificate = `${pem.trim()}\n`;
  const pair = {
    certificateFile: join(folder, `${fileName}.crt`),
    keyFile: join(folder, `${fileName}.key`),
    certificate,
    key,
  };
  writePrivateFile(pair.keyFile, key);
  writePublicFile(pair.certificateFile, certificate);
  return pair;
}

async function importKey(pem: string): Promise<CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  createPublicKey(pem); // Fails here, with a readable message, when the file was damaged.
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}
