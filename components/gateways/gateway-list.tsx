'use client';

import { useLive } from '@/components/live/use-live.ts';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { RowsSkeleton } from '@/components/shell/page-skeleton.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Note } from '@/components/ui/note.tsx';
import { LoadingLabel } from '@/components/ui/skeleton.tsx';
import { compareStates } from '@/lib/signals/verdict.ts';
import { GatewayCard } from './gateway-card.tsx';

/** Features that are off because the cluster lacks a kind. */
function MissingKinds() {
  const limits = useLive((state) => state.limits);
  return limits
    .filter((limit) => limit.state === 'missing')
    .map((limit) => (
      <Note key={limit.kind} tone="accent">
        {limit.text}
      </Note>
    ));
}

/** The Gateways that the team can see, worst first. They belong to the platform team, so nothing here can be changed. */
export function GatewayList() {
  const gateways = useLive((state) => state.gateways);
  return (
    <>
      <PageHeader title="Gateways">
        <p className="text-sm text-ink-3">Kept by the platform team; read-only here.</p>
      </PageHeader>
      <MissingKinds />
      {gateways === null ? (
        <>
          <LoadingLabel>The Gateways are being read.</LoadingLabel>
          <RowsSkeleton rows={5} />
        </>
      ) : gateways.length === 0 ? (
        <Card>
          <EmptyState title="No Gateway can be seen">
            Routes need a Gateway that takes them. Ask the platform team which one your team may use.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-[18px]">
          {gateways
            .toSorted((a, b) => compareStates(a.state, b.state) || (a.id < b.id ? -1 : 1))
            .map((gateway) => (
              <GatewayCard key={gateway.id} gateway={gateway} />
            ))}
        </div>
      )}
    </>
  );
}
