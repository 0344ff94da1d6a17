'use client';

import { useState } from 'react';
import { stringify } from 'yaml';
import { Button } from '@/components/ui/button.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { backendName } from '@/lib/gateway-api/backends.ts';
import type { BackendRef } from '@/lib/gateway-api/objects.ts';
import { isBackendGranted } from '@/lib/validation/context.ts';
import { grantFor } from '@/lib/validation/grant.ts';
import { useEditorTools } from './editor-context.tsx';

/** Whether the namespace of a backend lets this route in; where it does not, what its owner would have to apply. */
export function GrantNote({ backend }: { readonly backend: BackendRef }) {
  const { facts, namespace: from } = useEditorTools();
  const [isShown, setIsShown] = useState(false);
  const target = backendName(backend, from);
  if (target.namespace === from || target.name === '') return null;
  const isGranted = isBackendGranted(facts, from, target);
  const place = <bdi className="font-mono">{target.namespace}</bdi>;
  if (isGranted === true) return <p className="mt-0.5 text-xs text-ink-3">A ReferenceGrant in {place} allows this.</p>;
  return (
    <div className="mt-0.5 text-xs text-ink-2">
      {isGranted === null && <>Whether {place} allows this cannot be seen from here. </>}
      <Button size="sm" variant="quiet" className="-ml-2" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
        {isShown ? 'Hide the grant' : 'Show the grant that is needed'}
      </Button>
      {isShown && (
        <div className="mt-1 grid gap-1.5">
          <p>Give this to whoever looks after {place}; once it is applied there, requests get through.</p>
          <div className="rounded-control border border-line bg-panel p-2.5">
            <CodeBlock code={stringify(grantFor(from, backend), { lineWidth: 0 })} label="the ReferenceGrant" />
          </div>
        </div>
      )}
    </div>
  );
}
