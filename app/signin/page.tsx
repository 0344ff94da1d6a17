import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NotAMember } from '@/components/shell/not-a-member.tsx';
import { OutsideFrame } from '@/components/shell/outside-frame.tsx';
import { SignIn } from '@/components/shell/sign-in.tsx';
import { currentActor } from '@/lib/access/actor.ts';
import { config } from '@/lib/config.ts';

export const metadata: Metadata = { title: 'Sign in' };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const params = await searchParams;
  const returnTo = ownPath(single(params.callbackUrl) ?? '/');
  const actor = await currentActor();
  if (actor && actor.teams.length > 0) redirect(returnTo);
  return (
    <OutsideFrame>
      {actor ? (
        <NotAMember name={actor.name} email={actor.email} />
      ) : (
        <SignIn
          providers={[{ id: 'oidc', name: config().oidc.name }]}
          returnTo={returnTo}
          error={single(params.error)}
          hasSignedOut={single(params.signedOut) !== null}
        />
      )}
    </OutsideFrame>
  );
}

function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The path of an address of this portal; the start page for any other, so that nobody is led away by a link to sign-in. */
function ownPath(address: string): string {
  const { origin } = config();
  if (!URL.canParse(address, origin)) return '/';
  const url = new URL(address, origin);
  return url.origin === origin && url.pathname !== '/signin' ? `${url.pathname}${url.search}` : '/';
}
