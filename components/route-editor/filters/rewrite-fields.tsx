'use client';

import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { TextAt } from '../document-fields.tsx';
import { PathModifierFields } from './path-modifier-fields.tsx';

/** What the backend sees instead of the requested host and path. */
export function RewriteFields({ path, rule }: { readonly path: Path; readonly rule: HttpRouteRule }) {
  return (
    <>
      <PathModifierFields path={[...path, 'path']} rule={rule} />
      <TextAt
        path={[...path, 'hostname']}
        label="Host"
        placeholder="as requested"
        hint="The Host header that the backend gets."
      />
    </>
  );
}
