'use client';
import { useQuery } from '@tanstack/react-query';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { initialLiveState, type LiveState } from './live-state.ts';

export const liveKey = ['live'] as const;

/** Everything live; renders again at each change of the selected part only. */
export function useLive(): LiveState;
export function useLive<T>(select: (state: LiveState) => T): T;
export function useLive<T>(select?: (state: LiveState) => T): T | LiveState {
  const query = useQuery<LiveState, Error, T | LiveState>({
    queryKey: liveKey,
    queryFn: () => initialLiveState,
    enabled: false,
    initialData: initialLiveState,
    staleTime: Number.POSITIVE_INFINITY,
    select: select ?? ((state) => state),
  });
  return query.data;
}

/** One route's row: undefined while nothing is known yet, null when there is no such route. */
export function useRoute(namespace: string, name: string): RouteRow | null | undefined {
  return useLive((state) => {
    if (state.routes === null) return undefined;
    return state.routes.find((row) => row.namespace === namespace && row.name === name) ?? null;
  });
}
