import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { config } from '../config.ts';
import { processWide } from '../process-wide.ts';

/** The roots that probes trust: the system's and those of the platform's trust file, read again when it changes. */
export async function trustedRoots(): Promise<readonly string[]> {
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
