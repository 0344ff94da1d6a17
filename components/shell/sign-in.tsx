'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Note } from '@/components/ui/note.tsx';

type SignInProps = {
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** A path of this portal to which to go afterwards. */
  readonly returnTo: string;
  /** What next-auth says went wrong, as its code. */
  readonly error: string | null;
  readonly hasSignedOut: boolean;
};

/** What Signalbox is, and one button for each way in. */
export function SignIn({ providers, returnTo, error, hasSignedOut }: SignInProps) {
  const [pendingId, setPendingId] = useState<string | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  async function handleSignIn(id: string) {
    setPendingId(id);
    setHasFailed(false);
    try {
      await signIn(id, { callbackUrl: returnTo });
    } catch {
      setHasFailed(true);
      setPendingId(null);
    }
  }

  const problem = hasFailed
    ? 'Signalbox did not answer. Check your connection and try again.'
    : error && errorText(error);
  return (
    <>
      <h1 className="text-xl font-[650] tracking-[-0.015em]">Set the route, see every light on the way</h1>
      <p className="mt-2 text-ink-2">
        Signalbox puts your team’s services on the internet: routes, DNS and certificates, without YAML and without a
        ticket.
      </p>
      <div className="mt-5 grid gap-3">
        {problem && (
          <Note tone="danger" role="alert" title="You are not signed in.">
            {problem}
          </Note>
        )}
        {hasSignedOut && !problem && (
          <Note tone="go" role="status">
            You have signed out.
          </Note>
        )}
        {providers.map((provider) => (
          <Button
            key={provider.id}
            variant="primary"
            className="w-full py-2.5"
            pending={pendingId === provider.id}
            disabled={pendingId !== null && pendingId !== provider.id}
            onClick={() => void handleSignIn(provider.id)}
          >
            Continue with {provider.name}
          </Button>
        ))}
      </div>
      <p className="mt-4 text-sm text-ink-3">
        Signalbox has no passwords of its own. Who you are is said by the account that you continue with.
      </p>
    </>
  );
}

const errorTexts: Readonly<Record<string, string>> = {
  AccessDenied: 'The account that you used is not allowed in here. Use another one, or ask the platform team.',
  EmailNotVerified:
    'The address of your account has not been verified. Verify it where the account is kept, then try again.',
  OAuthAccountNotLinked:
    'This address belongs to somebody who signs in with another account. Use that one, or ask the platform team.',
  OAuthCallback: 'The account’s provider did not confirm the sign-in. Try again.',
  OAuthCallbackError: 'The account’s provider did not confirm the sign-in. Try again.',
  OAuthSignin: 'The account’s provider cannot be reached at the moment. Try again in a minute.',
  SessionRequired: 'Your session has ended. Sign in again to go on where you were.',
  Configuration: 'Sign-in is not set up rightly. Tell the platform team.',
};

/** What an error of next-auth means to the person at the screen. */
function errorText(code: string): string {
  return Object.hasOwn(errorTexts, code)
    ? (errorTexts[code] ?? '')
    : 'The sign-in did not work. Try again; if it stays, tell the platform team.';
}
