'use client';

import './globals.css';
import { ErrorText, type PageError } from '@/components/shell/error-text.tsx';
import { OutsideFrame } from '@/components/shell/outside-frame.tsx';

/** Replaces the root layout when even that failed. */
export default function GlobalError({ error, retry }: { readonly error: PageError; readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Signalbox</title>
        <OutsideFrame>
          <ErrorText error={error} onRetry={retry} />
        </OutsideFrame>
      </body>
    </html>
  );
}
