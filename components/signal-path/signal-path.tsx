'use client';

import { type ReactNode, useId, useState } from 'react';
import { useClusterTime } from '@/components/live/use-live.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import type { Action } from '@/lib/outcome.ts';
import { compareStates, type HostnameSignals, type Light, lights } from '@/lib/signals/verdict.ts';
import { CheckNow, type RouteKey } from './check-now.tsx';
import { HostLink } from './host-link.tsx';
import { HostnameChooser } from './hostname-chooser.tsx';
import { SignalStop } from './signal-stop.tsx';

type SignalPathProps = {
  readonly route: RouteKey;
  /** Null while the first snapshot has not arrived. */
  readonly signals: readonly HostnameSignals[] | null;
  readonly generation?: number | undefined;
  /** False while the portal cannot see the cluster: what is shown is what was known then. */
  readonly isLive?: boolean | undefined;
  /** Absent where the viewer may not ask for a check. */
  readonly checkAction?: Action<RouteKey, unknown> | undefined;
  /** Stands below the path, for example what an unsaved draft means for it. */
  readonly children?: ReactNode;
};

/** The five lights of a route from the client's question to the backend, worst hostname first. */
export function SignalPath({ route, signals, generation, isLive = true, checkAction, children }: SignalPathProps) {
  const titleId = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [openLight, setOpenLight] = useState<Light | null>(null);
  const ordered = (signals ?? []).toSorted((a, b) => compareStates(a.state, b.state));
  const shown = ordered.find((signal) => signal.hostname === chosen) ?? ordered[0];
  const clusterTime = useClusterTime();
  const checkedAt = shown ? (lastProbe(shown) ?? clusterTime) : null;

  return (
    <Card aria-labelledby={titleId} data-testid="signal-path">
      <CardHeader title="Signal path" titleId={titleId}>
        <Chip>
          {isLive ? 'Live' : 'Not live'}
          {generation !== undefined && ` · generation ${generation}`}
        </Chip>
        {shown && <HostLink hostname={shown.hostname} url={shown.url} showUrl />}
        {shown && <HostnameChooser signals={ordered} value={shown.hostname} onChange={setChosen} />}
        <span className="flex-1" />
        {checkedAt !== null && (
          <span className="text-sm text-ink-3">
            checked <RelativeTime at={checkedAt} />
          </span>
        )}
        {checkAction && <CheckNow route={route} checkAction={checkAction} />}
      </CardHeader>
      <CardBody>
        {shown ? (
          <ol className="grid grid-cols-5 narrow:flex narrow:flex-col">
            {lights.map((light, index) => (
              <SignalStop
                key={light}
                verdict={shown.verdicts[light]}
                isLast={index === lights.length - 1}
                isOpen={openLight === light}
                onOpenChange={(isOpen) => setOpenLight(isOpen ? light : null)}
              />
            ))}
          </ol>
        ) : (
          <NoPath isLoading={signals === null} />
        )}
        {children}
      </CardBody>
    </Card>
  );
}

function NoPath({ isLoading }: { readonly isLoading: boolean }) {
  if (!isLoading)
    return (
      <p className="text-md text-ink-2">
        The route names no hostname and no listener takes it, so there is no path to follow.
      </p>
    );
  return (
    <div className="grid grid-cols-5 gap-4 narrow:grid-cols-1">
      <LoadingLabel>The lights are being read.</LoadingLabel>
      {lights.map((light) => (
        <div key={light} className="grid gap-2">
          <Skeleton className="size-[22px] rounded-full" />
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 w-4/5" />
        </div>
      ))}
    </div>
  );
}

/** When a probe last looked; null where no probe did: then the cluster's own word is the newest there is. */
function lastProbe(signal: HostnameSignals): number | null {
  const times = lights.flatMap((light) => {
    const { source, at } = signal.verdicts[light];
    return source.includes('probe') && at !== null ? [at] : [];
  });
  return times.length > 0 ? Math.max(...times) : null;
}
