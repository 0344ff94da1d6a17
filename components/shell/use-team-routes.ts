'use client';

import { useMemo } from 'react';
import { useLive } from '@/components/live/use-live.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { useTeam } from './team-context.tsx';

/** The live routes of the open team's namespaces; null while the first snapshot has not arrived. */
export function useTeamRoutes(): readonly RouteRow[] | null {
  const { namespaces } = useTeam();
  const routes = useLive((state) => state.routes);
  return useMemo(() => {
    const own = new Set(namespaces);
    return routes?.filter((route) => own.has(route.namespace)) ?? null;
  }, [routes, namespaces]);
}
