'use client';

import type { Path } from '@/lib/outcome.ts';
import { TextAt } from '../document-fields.tsx';

/** The object in the route's namespace that says what an extension does. */
export function ExtensionFields({ path }: { readonly path: Path }) {
  return (
    <>
      <div className="grid grid-cols-3 gap-3 @max-[600px]/form:grid-cols-1">
        <TextAt path={[...path, 'group']} label="Group" required placeholder="gateway.envoyproxy.io" />
        <TextAt path={[...path, 'kind']} label="Kind" required placeholder="HTTPRouteFilter" />
        <TextAt path={[...path, 'name']} label="Name" required placeholder="my-filter" />
      </div>
      <p className="text-xs text-ink-3">
        An object in the route’s namespace. Which kinds there are, and what they do, is up to the Gateway’s
        implementation.
      </p>
    </>
  );
}
