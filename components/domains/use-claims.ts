'use client';

import { useCallback, useMemo } from 'react';
import { useDomains } from '@/components/live/use-live.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { useDomainTools } from './domain-tools.ts';
import { isOver } from './domain-words.ts';
import { findClaim, isWorthClaiming } from './open-names.ts';

export type Claims = {
  /** Hostnames of the team's claims that are not over. */
  readonly hostnames: readonly string[];
  /** The claim on a hostname: on the very name, or else on a wildcard that covers it; null: none. */
  readonly claimOn: (hostname: string) => DomainRow | null;
  /** Whether a well-written hostname should be claimed: false also while the team's claims are not known. */
  readonly isOpen: (hostname: string) => boolean;
};

/** What the team has claimed, for fields in which hostnames are entered. */
export function useClaims(): Claims {
  const domains = useDomains(useTeam().slug);
  const { rules, asksForClaims } = useDomainTools();
  const open = useMemo(() => domains?.filter((row) => !isOver(row)) ?? null, [domains]);
  const claimOn = useCallback((hostname: string) => findClaim(hostname, open ?? []), [open]);
  const isOpen = useCallback(
    (hostname: string) => open !== null && isWorthClaiming(hostname, open, { rules, asksForClaims }),
    [open, rules, asksForClaims],
  );
  return { hostnames: useMemo(() => open?.map(({ hostname }) => hostname) ?? [], [open]), claimOn, isOpen };
}
