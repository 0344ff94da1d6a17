'use client';
import { useQuery } from '@tanstack/react-query';
import { useHydrated } from '@/components/ui/clock.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { initialLiveState, type LiveState } from './live-state.ts';

export const liveKey = ['live'] as const;

/**
 * Everything live; renders again at each change of the selected part only. Until the page is hydrated it is what the server drew:
 * the stream may speak before.
 */
export function useLive(): LiveState;
export function useLive<T>(select: (state: LiveState) => T): T;
export function useLive<T>(select: (state: LiveState) => T | LiveState = (state) => state): T | LiveState {
  const isHydrated = useHydrated();
  const query = useQuery<LiveState, Error, T | LiveState>({
    queryKey: liveKey,
    queryFn: () => initialLiveState,
    enabled: false,
    initialData: initialLiveState,
    staleTime: Number.POSITIVE_INFINITY,
    select,
  });
  return isHydrated ? query.data : select(initialLiveState);
}

/** One route's row: undefined while nothing is known yet, null when there is no such route. */
export function useRoute(namespace: string, name: string): RouteRow | null | undefined {
  return useLive((state) => {
    if (state.routes === null) return undefined;
    return state.routes.find((row) => row.namespace === namespace && row.name === name) ?? null;
  });
}

/** A team's claimed hostnames, oldest claim first; undefined while nothing is known yet. */
export function useDomains(team: string): readonly DomainRow[] | undefined {
  return useLive((state) =>
    state.domains?.filter((row) => row.team === team).toSorted((a, b) => a.createdAt - b.createdAt),
  );
}

/** One claim's row: undefined while nothing is known yet, null when the team has no such claim. */
export function useDomain(team: string, id: string): DomainRow | null | undefined {
  return useLive((state) => {
    if (state.domains === null) return undefined;
    return state.domains.find((row) => row.team === team && row.id === id) ?? null;
  });
}
