'use client';

import { useEffect, useRef } from 'react';
import { useDomain } from '@/components/live/use-live.ts';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import { DomainWizard } from './domain-wizard.tsx';
import { StateChip } from './state-chip.tsx';

/** The wizard of a domain that was just claimed, within the dialog that claimed it. */
export function ClaimedInPlace({ team, id }: { readonly team: string; readonly id: string }) {
  const domain = useDomain(team, id);
  const startRef = useRef<HTMLDivElement>(null);
  // The button that had the focus went with the form.
  useEffect(() => startRef.current?.focus(), []);
  return (
    <div ref={startRef} tabIndex={-1} className="grid gap-4 outline-none">
      {domain ? (
        <>
          <div>
            <StateChip state={domain.state} />
          </div>
          <DomainWizard domain={domain} />
        </>
      ) : (
        <>
          <LoadingLabel>The domain is being looked at for the first time.</LoadingLabel>
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-3 w-4/5" />
          <Skeleton className="h-3 w-3/5" />
        </>
      )}
    </div>
  );
}
