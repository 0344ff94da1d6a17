import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivateFile } from './private-file.ts';

const secretsShape = z.object({
  /** One TSIG key per purpose, so that no part can do another's work. Base64. */
  tsigExternalDns: z.string(),
  tsigCertManager: z.string(),
  tsigRegistrar: z.string(),
  tsigTransfer: z.string(),
  oidcClientSecret: z.string(),
  oidcCookieKey: z.string(),
  sessionSecret: z.string(),
});

/** The secrets of one sandbox, made at its first start. */
export type Secrets = z.infer<typeof secretsShape>;

/** Reads the sandbox's secrets; those that are missing are made and kept in a file that only its user can read. */
export function ensureSecrets(file: string): Secrets {
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const before = secretsShape.partial().parse(known);
  const fresh = () => randomBytes(32).toString('base64');
  const secrets: Secrets = {
    tsigExternalDns: before.tsigExternalDns ?? fresh(),
    tsigCertManager: before.tsigCertManager ?? fresh(),
    tsigRegistrar: before.tsigRegistrar ?? fresh(),
    tsigTransfer: before.tsigTransfer ?? fresh(),
    oidcClientSecret: before.oidcClientSecret ?? randomBytes(32).toString('base64url'),
    oidcCookieKey: before.oidcCookieKey ?? randomBytes(32).toString('base64url'),
    sessionSecret: before.sessionSecret ?? fresh(),
  };
  writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}
