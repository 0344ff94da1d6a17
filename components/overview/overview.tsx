'use client';

import { useMemo } from 'react';
import { useDomainTools } from '@/components/domains/domain-tools.ts';
import { useDomains } from '@/components/live/use-live.ts';
import { NewRouteButton } from '@/components/routes/new-route-button.tsx';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { useTeam } from '@/components/shell/team-context.tsx';
import { useConnection } from '@/components/shell/use-connection.ts';
import { useTeamRoutes } from '@/components/shell/use-team-routes.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import { worstState } from '@/lib/signals/verdict.ts';
import { hostnameTiles } from './hostname-tiles.ts';
import { HostnamesSection } from './hostnames-section.tsx';
import { needsOfTeam } from './needs-you.ts';
import { NeedsYouCard } from './needs-you-card.tsx';

/** The home page: what needs somebody, then every hostname, worst first. */
export function Overview() {
  const routes = useTeamRoutes();
  const { state, asOf } = useConnection();
  return (
    <>
      <PageHeader title="Overview">
        {asOf !== null && (
          <span className="text-sm text-ink-3 tabular-nums">
            as of <TimeText at={asOf} style="time" />
            {state === 'live' ? ', live' : ', not live'}
          </span>
        )}
        {routes && <AddDomain />}
        {routes && routes.length > 0 && <NewRouteButton />}
      </PageHeader>
      {routes === null ? <OverviewSkeleton /> : <Lights />}
    </>
  );
}

/** For those who may not, the sentence in place of the other button says enough. */
function AddDomain() {
  const { canEdit } = useTeam();
  const { rules, openAdd } = useDomainTools();
  return canEdit && rules !== null && <Button onClick={() => openAdd()}>Add domain</Button>;
}

function Lights() {
  const routes = useTeamRoutes();
  const domains = useDomains(useTeam().slug);
  const needs = useMemo(() => needsOfTeam(routes ?? [], domains ?? []), [routes, domains]);
  const tiles = useMemo(() => hostnameTiles(routes ?? []), [routes]);
  const hasRoutes = routes !== null && routes.length > 0;
  return (
    <>
      {(hasRoutes || needs.length > 0) && (
        <NeedsYouCard needs={needs} worst={worstState((routes ?? []).map((route) => route.state))} />
      )}
      {hasRoutes ? <HostnamesSection tiles={tiles} /> : <NoRoutes />}
    </>
  );
}

function NoRoutes() {
  const team = useTeam();
  return (
    <Card>
      <EmptyState title={`${team.name} has no routes yet`} action={<NewRouteButton docked={false} />}>
        A route takes requests for a hostname and sends them to your services. Make one, and this page shows whether its
        name, its certificate and its backends are all right.
      </EmptyState>
    </Card>
  );
}

function OverviewSkeleton() {
  return (
    <>
      <LoadingLabel>The routes are being read.</LoadingLabel>
      <div className="mb-5 rounded-card border border-line bg-panel">
        <div className="border-b border-line px-4 py-[15px]">
          <Skeleton className="h-3 w-20" />
        </div>
        {['w-1/2', 'w-2/5'].map((width) => (
          <div key={width} className="flex items-center gap-3 border-b border-line px-4 py-4 last:border-0">
            <Skeleton className="size-[22px] rounded-full" />
            <Skeleton className={`h-3 ${width}`} />
          </div>
        ))}
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(330px,100%),1fr))] gap-3.5">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <div key={key} className="grid h-[150px] content-start gap-3 rounded-card border border-line bg-panel p-3.5">
            <Skeleton className="h-3 w-1/2" />
            <Skeleton className="h-3 w-4/5" />
            <Skeleton className="h-3 w-2/3" />
          </div>
        ))}
      </div>
    </>
  );
}
