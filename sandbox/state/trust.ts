import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { writePublicFile } from './private-file.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * Pebble makes new roots at every start and forgets its accounts. Each root ever seen stays trusted, so that certificates
 * of earlier starts stay green; the account is removed, so that cert-manager registers again.
 */
export async function rememberPebbleRoot(sandbox: Sandbox): Promise<void> {
  const { folders, settings, authority, cluster } = sandbox;
  const dispatcher = new Agent({ connect: { ca: authority.certificate } });
  try {
    const answer = await request(`https://127.0.0.1:${settings.ports.pebbleManagement}/roots/0`, { dispatcher });
    addRoot(folders.trustFile, await answer.body.text());
  } finally {
    await dispatcher.close();
  }
  for (const name of ['acme-account', 'acme-account-http']) {
    await cluster.delete({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'cert-manager' } });
  }
}

/** Makes sure that the file of trusted roots is there, be it empty. */
export function ensureTrustFile(file: string): void {
  if (!existsSync(file)) writePublicFile(file, '');
}

function addRoot(file: string, root: string): void {
  if (!root.includes('BEGIN CERTIFICATE')) throw new Error('Pebble gave no root certificate.');
  ensureTrustFile(file);
  if (!readFileSync(file, 'utf8').includes(root.trim())) appendFileSync(file, `${root.trim()}\n`);
}
