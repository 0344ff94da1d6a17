import 'server-only';
import { createHash } from 'node:crypto';
import { PrismaAdapter } from '@auth/prisma-adapter';
import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import type { Adapter, AdapterAccount } from 'next-auth/adapters';
import { config } from '../config.ts';
import { db } from '../db/client.ts';
import type { PrismaClient } from '../db/generated/client.ts';
import { log } from '../log.ts';
import { parseProfile } from './oidc-profile.ts';

const sessionSeconds = 12 * 60 * 60;

/** The id of whoever holds the request's session cookie, or null. */
export async function signedInUserId(): Promise<string | null> {
  const session = await getServerSession(await authOptions());
  return session?.userId ?? null;
}

/**
 * Whether the session of a request is still open, to be asked as often as needed for as long as a stream lasts:
 * next-auth's own question works only while the request is being answered.
 */
export async function watchSession(): Promise<() => Promise<boolean>> {
  const jar = await cookies();
  const name = config().origin.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
  const sessionToken = hash(jar.get(name)?.value ?? '');
  const prisma = await db();
  return async () => (await prisma.session.count({ where: { sessionToken, expires: { gt: new Date() } } })) > 0;
}

/**
 * Sign-in by one OIDC issuer, sessions in the database so that they can be revoked.
 *
 * Linking by e-mail is safe here because there is one issuer, it must have verified the address,
 * and a user who is linked already is never linked to a second identity (`mayEnter`).
 */
export async function authOptions(): Promise<NextAuthOptions> {
  const { origin, sessionSecret } = config();
  process.env.NEXTAUTH_URL = origin; // next-auth reads it at each request and derives the cookies' names and security from it
  const prisma = await db();
  return {
    secret: sessionSecret,
    adapter: sessionAdapter(prisma),
    session: { strategy: 'database', maxAge: sessionSeconds, updateAge: 60 * 60 },
    pages: { signIn: '/signin', error: '/signin', signOut: '/signin' },
    providers: [oidcProvider()],
    logger: {
      error: (code) => log.error({ code }, 'sign-in failed'),
      warn: (code) => log.warn({ code }, 'sign-in warning'),
      debug: () => {},
    },
    events: {
      signIn: async ({ user, profile }) => {
        // People invited by e-mail have no name until their issuer tells it.
        const name = profile?.name;
        if (name && name !== user.name) await prisma.user.update({ where: { id: user.id }, data: { name } });
      },
    },
    callbacks: {
      signIn: async ({ account, profile }) =>
        account ? mayEnter(prisma, account.provider, account.providerAccountId, profile) : false,
      session: ({ session, user }) => ({ expires: session.expires, userId: user.id }),
    },
  };
}

function oidcProvider(): NextAuthOptions['providers'][number] {
  const { oidc } = config();
  return {
    id: 'oidc',
    name: oidc.name,
    type: 'oauth',
    wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    authorization: { params: { scope: 'openid profile email' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    allowDangerousEmailAccountLinking: true,
    profile: (claims) => parseProfile(claims).user,
  };
}

/** True, or the page that says why not. */
async function mayEnter(
  prisma: PrismaClient,
  provider: string,
  subject: string,
  claims: unknown,
): Promise<boolean | string> {
  const profile = parseProfile(claims);
  if (!profile.emailVerified) return '/signin?error=EmailNotVerified';
  const user = await prisma.user.findUnique({ where: { email: profile.user.email }, include: { accounts: true } });
  const linked = user?.accounts.find((account) => account.provider === provider);
  return !linked || linked.providerAccountId === subject || '/signin?error=OAuthAccountNotLinked';
}

/** Prisma's adapter, but the database learns only hashes of session cookies and none of the issuer's tokens. */
function sessionAdapter(prisma: PrismaClient): Adapter {
  const base = PrismaAdapter(prisma) as Adapter;
  return {
    ...base,
    linkAccount: async ({ userId, type, provider, providerAccountId }: AdapterAccount) => {
      await prisma.account.create({ data: { userId, type, provider, providerAccountId } });
    },
    createSession: async (session) => {
      await prisma.session.create({ data: { ...session, sessionToken: hash(session.sessionToken) } });
      return session;
    },
    getSessionAndUser: async (sessionToken) => {
      const found = await prisma.session.findUnique({
        where: { sessionToken: hash(sessionToken) },
        include: { user: true },
      });
      if (!found) return null;
      const { user, ...session } = found;
      return { session: { ...session, sessionToken }, user };
    },
    updateSession: async (session) => {
      const { sessionToken, expires } = session;
      if (expires) await prisma.session.updateMany({ where: { sessionToken: hash(sessionToken) }, data: { expires } });
      return null;
    },
    deleteSession: async (sessionToken) => {
      await prisma.session.deleteMany({ where: { sessionToken: hash(sessionToken) } });
    },
  };
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

declare module 'next-auth' {
  interface Session {
    userId: string;
  }
}
