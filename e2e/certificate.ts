import 'reflect-metadata'; // @peculiar/x509 needs it to be loaded before.
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 3_600_000;

/** A certificate with its key and the root that signed it, all as PEM. */
export type MadeCertificate = { readonly certificate: string; readonly key: string; readonly root: string };

/** Makes a certificate for a name that is 90 days long and ends in `daysLeft`, signed by a root of its own. */
export async function makeCertificate(name: string, daysLeft: number): Promise<MadeCertificate> {
  const notAfter = new Date(Date.now() + daysLeft * dayMs);
  const notBefore = new Date(notAfter.getTime() - 90 * dayMs);
  const rootKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Root of the browser tests',
    notBefore,
    notAfter: new Date(notAfter.getTime() + 90 * dayMs),
    keys: rootKeys,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    subject: '',
    issuer: root.subject,
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: certificate.toString('pem'),
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
    root: root.toString('pem'),
  };
}
