'use client';

import { ErrorText, type PageError } from '@/components/shell/error-text.tsx';

/** Inside the shell: the navigation stays. */
export default function TeamError({ error, retry }: { readonly error: PageError; readonly retry: () => void }) {
  return (
    <div className="mx-auto max-w-md pt-16">
      <ErrorText error={error} onRetry={retry} />
    </div>
  );
}
