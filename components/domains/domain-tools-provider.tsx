'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type AddOptions, type DomainFacts, DomainToolsContext } from './domain-tools.ts';

// It brings the list of public suffixes along, which is larger than the rest of a page.
const AddDomainDialog = dynamic(() => import('./add-domain-dialog.tsx').then((module) => module.AddDomainDialog), {
  ssr: false,
});

type ProviderProps = { readonly facts: DomainFacts; readonly children: ReactNode };

/** Lets every page of a team claim a domain: one dialog for all, opened from wherever somebody is. */
export function DomainToolsProvider({ facts, children }: ProviderProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [opening, setOpening] = useState<AddOptions & { readonly count: number }>({ count: 0 });
  const openAdd = useCallback((options: AddOptions = {}) => {
    setOpening((before) => ({ ...options, count: before.count + 1 }));
    setIsOpen(true);
  }, []);
  const tools = useMemo(() => ({ ...facts, openAdd }), [facts, openAdd]);
  return (
    <DomainToolsContext value={tools}>
      {children}
      {facts.rules !== null && opening.count > 0 && (
        <AddDomainDialog
          // A new opening begins anew; one that was refused keeps what was typed, because it is still the same opening.
          key={opening.count}
          open={isOpen}
          onOpenChange={setIsOpen}
          rules={facts.rules}
          claimAction={facts.actions.claimDomainsAction}
          names={opening.names ?? ''}
          namespace={opening.namespace ?? null}
          isInPlace={opening.isInPlace ?? false}
        />
      )}
    </DomainToolsContext>
  );
}
