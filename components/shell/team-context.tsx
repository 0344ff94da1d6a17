'use client';

import { createContext, type ReactNode, use } from 'react';
import type { ViewerTeam } from '@/lib/access/viewer.ts';

const TeamContext = createContext<ViewerTeam | null>(null);

export function TeamProvider({ team, children }: { readonly team: ViewerTeam; readonly children: ReactNode }) {
  return <TeamContext value={team}>{children}</TeamContext>;
}

/** The team whose pages are open. Only inside the shell. */
export function useTeam(): ViewerTeam {
  const team = use(TeamContext);
  if (!team) throw new Error('useTeam outside of TeamProvider');
  return team;
}
