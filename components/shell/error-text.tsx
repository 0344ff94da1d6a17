'use client';

import { Button } from '@/components/ui/button.tsx';

export type PageError = Error & { readonly digest?: string };

/** Says that a page could not be made, with the id under which the log knows why. */
export function ErrorText({ error, onRetry }: { readonly error: PageError; readonly onRetry: () => void }) {
  return (
    <div role="alert">
      <h1 className="text-xl font-[650] tracking-[-0.015em]">This page could not be shown</h1>
      <p className="mt-2 text-ink-2">
        Something went wrong on our side. Your routes keep working: they do not need Signalbox. Try again; if it stays,
        tell the platform team
        {error.digest ? ' this number.' : '.'}
      </p>
      {error.digest && (
        <p className="mt-3">
          <code className="rounded bg-sunken px-1.5 py-0.5">{error.digest}</code>
        </p>
      )}
      <div className="mt-5">
        <Button onClick={onRetry}>Try again</Button>
      </div>
    </div>
  );
}
