import { stringify } from 'yaml';
import type { CertificateAuthority, KeyPair } from '../state/certificate-authority.ts';
import { writePrivateFile } from '../state/private-file.ts';

/** Writes a kubeconfig that holds all it needs: the authority's certificate, the identity's and its key. */
export function writeKubeconfig(
  file: string,
  server: string,
  authority: CertificateAuthority,
  identity: KeyPair,
): void {
  const encode = (pem: string) => Buffer.from(pem).toString('base64');
  const name = 'signalbox-sandbox';
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server, 'certificate-authority-data': encode(authority.certificate) } }],
    users: [
      {
        name,
        user: { 'client-certificate-data': encode(identity.certificate), 'client-key-data': encode(identity.key) },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
  writePrivateFile(file, stringify(document));
}
