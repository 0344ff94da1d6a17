import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import { writePrivateFile } from '../state/private-file.ts';
import { findAccount } from './accounts.ts';
import { accountsPage, problemPage } from './page.ts';
import { createIssuer } from './provider.ts';

const environmentShape = z.object({
  OIDC_PORT: z.coerce.number().int(),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_SECRET: z.string(),
  OIDC_COOKIE_KEY: z.string(),
  OIDC_PORTAL_ORIGIN: z.url(),
  OIDC_FOLDER: z.string(),
});

const environment = environmentShape.parse(process.env);
const issuer = createIssuer({
  issuer: environment.OIDC_ISSUER,
  clientSecret: environment.OIDC_CLIENT_SECRET,
  cookieKey: environment.OIDC_COOKIE_KEY,
  redirectUri: `${environment.OIDC_PORTAL_ORIGIN}/api/auth/callback/oidc`,
  keys: ensureKeys(join(environment.OIDC_FOLDER, 'keys.json')),
});
const handleProtocol = issuer.callback();

for (const address of ['127.0.0.1', '::1']) {
  const server = createServer((request, response) => {
    handle(issuer, request, response).catch((error: unknown) => {
      console.error(error);
      sendPage(
        response,
        400,
        problemPage('This sign-in has ended or was already used. Go back to the portal and start again.'),
      );
    });
  });
  server.on('error', (error) => {
    console.error(error.message);
    if (address === '127.0.0.1') process.exit(1); // A machine without IPv6 is no fault.
  });
  server.listen(environment.OIDC_PORT, address, () => console.log(`${environment.OIDC_ISSUER} on ${address}`));
}
process.once('SIGTERM', () => process.exit(0));

async function handle(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', environment.OIDC_ISSUER).pathname;
  if (path === '/health') {
    response.end('ok');
    return;
  }
  if (!path.startsWith('/choose/')) {
    if (path === '/auth') forgetSession(request, response);
    await handleProtocol(request, response);
    return;
  }
  const interaction = await provider.interactionDetails(request, response);
  if (request.method === 'GET') return sendPage(response, 200, accountsPage(`/choose/${interaction.uid}`));
  const account = findAccount((await readForm(request)).get('account') ?? '');
  if (!account) return sendPage(response, 400, problemPage('There is no such account.'));
  const result = { login: { accountId: account.id, remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/**
 * Begins a sign-in without the session of an earlier one: the cards are shown every time, which is how one changes the
 * account, and the provider does not ask for a sign-out in between.
 */
function forgetSession(request: IncomingMessage, response: ServerResponse): void {
  const isSession = (cookie: string) => /^\s*_session(\.sig)?=/.test(cookie);
  const kept = (request.headers.cookie ?? '').split(';').filter((cookie) => !isSession(cookie));
  request.headers.cookie = kept.join(';');
  response.setHeader(
    'set-cookie',
    ['_session', '_session.sig'].map((name) => `${name}=; path=/; max-age=0; httponly`),
  );
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  // The browser checks form-action against where the answer redirects to, too.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self' ${environment.OIDC_PORTAL_ORIGIN}`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 4_096) throw new Error('The form is too long.');
  }
  return new URLSearchParams(text);
}

/** The signing key stays the same from start to start, so that a portal which cached it goes on. */
function ensureKeys(file: string) {
  const shape = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
    writePrivateFile(file, JSON.stringify({ keys: [key] }));
  }
  return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
}
