'use client';

import { useLive } from '@/components/live/use-live.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { needsSomebody } from './domain-words.ts';

/** How many of the team's domains need somebody of the team; 0 while that is not known. */
export function useDomainNeeds(): number {
  const { slug } = useTeam();
  return useLive((state) => state.domains?.filter((row) => row.team === slug && needsSomebody(row)).length ?? 0);
}
