'use client';

import { ErrorText, type PageError } from '@/components/shell/error-text.tsx';
import { OutsideFrame } from '@/components/shell/outside-frame.tsx';

export default function RootError({ error, retry }: { readonly error: PageError; readonly retry: () => void }) {
  return (
    <OutsideFrame>
      <ErrorText error={error} onRetry={retry} />
    </OutsideFrame>
  );
}
