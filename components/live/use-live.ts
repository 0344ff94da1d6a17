'use client';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useHydrated } from '@/components/ui/clock.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { isPlainObject } from '@/lib/gateway-api/hostile.ts';
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
    structuralSharing: keepIfEqual,
    select,
  });
  return isHydrated ? query.data : select(initialLiveState);
}

/**
 * The value before where the next one has the same parts: what shows it rests. Rows are compared by identity, because comparing
 * thousands of them in depth at each change holds up whoever is typing.
 */
export function keepIfEqual(before: unknown, next: unknown): unknown {
  return isShallowEqual(before, next) ? before : next;
}

function isShallowEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => Object.is(item, other[index]));
  }
  if (!isPlainObject(one) || !isPlainObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && Object.is(one[key], other[key]))
  );
}

/**
 * When the cluster last answered, by the server's clock: rows are not sent again only because what they say was confirmed, so this is
 * the age of every verdict whose source is the cluster. Null: never.
 */
export function useClusterTime(): number | null {
  return useLive(({ asOf, clockOffsetMs }) => (asOf === null ? null : asOf + clockOffsetMs));
}

/** One route's row: undefined while nothing is known yet, null when there is no such route. */
export function useRoute(namespace: string, name: string): RouteRow | null | undefined {
  // The same function at each drawing: another one would look through all rows at each keystroke.
  const select = useCallback(
    ({ routes }: LiveState) => {
      if (routes === null) return undefined;
      return routes.find((row) => row.namespace === namespace && row.name === name) ?? null;
    },
    [namespace, name],
  );
  return useLive(select);
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
