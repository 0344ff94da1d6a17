'use client';

import type { Path } from '@/lib/outcome.ts';
import { TextAt } from '../document-fields.tsx';
import { PathModifierFields } from './path-modifier-fields.tsx';

/** What the backend sees instead of the requested host and path. */
export function RewriteFields({ path }: { readonly path: Path }) {
  return (
    <>
      <PathModifierFields path={[...path, 'path']} />
      <TextAt
        path={[...path, 'hostname']}
        label="Host"
        placeholder="as requested"
        hint="The Host header that the backend gets."
      />
    </>
  );
}
