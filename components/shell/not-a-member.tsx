'use client';

import { signOut } from 'next-auth/react';
import { Button } from '@/components/ui/button.tsx';
import { signInPath } from './paths.ts';

/** For somebody who is signed in and belongs to no team. */
export function NotAMember({ name, email }: { readonly name: string; readonly email: string }) {
  return (
    <>
      <h1 className="text-xl font-[650] tracking-[-0.015em]">You are in no team yet</h1>
      <p className="mt-2 text-ink-2">
        You are signed in as <b className="font-semibold text-ink">{name}</b> ({email}), and no team has added that
        address. Ask an admin of your team, or the platform team, to add{' '}
        <b className="font-semibold text-ink">{email}</b>; then reload this page.
      </p>
      <div className="mt-5 flex gap-2">
        <Button variant="primary" onClick={() => location.assign('/')}>
          Look again
        </Button>
        <Button onClick={() => void signOut({ callbackUrl: `${signInPath}?signedOut=1` })}>Use another account</Button>
      </div>
    </>
  );
}
