import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { config } from '../config.ts';
import { processWide } from '../process-wide.ts';

/** What handshakes of probes trust: the system's roots and those of the platform's trust file, read again when it changes. */
export async function trustedContext(): Promise<SecureContext> {
  const roots = await trustedRoots();
  // Parsing a hundred and fifty certificates takes longer than most handshakes.
  const contexts = processWide('trust-contexts', () => new WeakMap<readonly string[], SecureContext>());
  const known = contexts.get(roots);
  if (known) return known;
  const context = createSecureContext({ ca: [...roots] });
  contexts.set(roots, context);
  return context;
}

async function trustedRoots(): Promise<readonly string[]> {
  const { trustFile } = config();
  if (!trustFile) return rootCertificates;
  const cache = processWide<{ changedAt: number; roots: readonly string[] }>('trust', () => ({
    changedAt: -1,
    roots: rootCertificates,
  }));
  const changedAt = await stat(trustFile).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (changedAt !== cache.changedAt) {
    const text = await readFile(trustFile, 'utf8').catch(() => '');
    const own = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    Object.assign(cache, { changedAt, roots: [...rootCertificates, ...own] });
  }
  return cache.roots;
}
