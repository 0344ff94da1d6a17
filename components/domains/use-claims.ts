'use client';

import { useCallback, useMemo } from 'react';
import { useDomains } from '@/components/live/use-live.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { coversHostname, isInZone, normaliseHostname } from '@/lib/gateway-api/hostname.ts';
import { useDomainTools } from './domain-tools.ts';
import { isOver } from './domain-words.ts';

export type Claims = {
  /** Hostnames of the team's claims that are not over. */
  readonly hostnames: readonly string[];
  /** The claim on a hostname: on the very name, or else on a wildcard that covers it; null: none. */
  readonly claimOn: (hostname: string) => DomainRow | null;
  /** Whether a well-written hostname belongs to nobody that the page knows: no zone of the platform, no claim of the team. */
  readonly isUnclaimed: (hostname: string) => boolean;
};

/** What the team has claimed, for fields in which hostnames are entered. */
export function useClaims(): Claims {
  const domains = useDomains(useTeam().slug);
  const { rules } = useDomainTools();
  const open = useMemo(() => domains?.filter((row) => !isOver(row)) ?? null, [domains]);
  const claimOn = useCallback((hostname: string) => findClaim(hostname, open ?? []), [open]);
  const isUnclaimed = useCallback(
    (hostname: string) =>
      rules !== null &&
      open !== null &&
      !rules.platformZones.some((zone) => isInZone(hostname, zone)) &&
      findClaim(hostname, open) === null,
    [open, rules],
  );
  return { hostnames: useMemo(() => open?.map(({ hostname }) => hostname) ?? [], [open]), claimOn, isUnclaimed };
}

function findClaim(hostname: string, claims: readonly DomainRow[]): DomainRow | null {
  const name = normaliseHostname(hostname);
  return (
    claims.find((claim) => claim.hostname === name) ??
    claims.find((claim) => coversHostname(claim.hostname, name)) ??
    null
  );
}
