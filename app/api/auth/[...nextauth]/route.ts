import NextAuth from 'next-auth';
import { authOptions } from '@/lib/access/session.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints: it checks its CSRF token, state, nonce and PKCE itself. */
async function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(await authOptions())(request, context);
}

export { handle as GET, handle as POST };
