'use client';

import Link from 'next/link';
import { useDomainTools } from '@/components/domains/domain-tools.ts';
import { stateWords } from '@/components/domains/domain-words.ts';
import type { Claims } from '@/components/domains/use-claims.ts';
import { teamPaths } from '@/components/shell/paths.ts';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { flawOfHostname } from '@/lib/validation/check-hostname.ts';
import { useEditorTools } from './editor-context.tsx';

type HostnameClaimProps = { readonly hostname: string; readonly claims: Claims };

/** Beside a hostname: how its claim stands, with the way to its page; or the way to claim it, where nobody of the team has. */
export function HostnameClaim({ hostname, claims }: HostnameClaimProps) {
  const claim = claims.claimOn(hostname);
  if (claim === null) return <ClaimOffer hostname={hostname} claims={claims} />;
  const { label, lamp } = stateWords[claim.state];
  return (
    <Link
      href={teamPaths.domain(claim.team, claim.id)}
      prefetch={false}
      aria-label={`Domain ${claim.unicode}: ${label}`}
      data-claim={claim.state}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-xs text-ink-2 hover:text-ink hover:underline"
    >
      <Lamp state={lamp} decorative />
      {claim.hostname === hostname ? label : `${label}, by ${claim.unicode}`}
    </Link>
  );
}

/** Opens the wizard over the editor for a hostname that nobody of the team has claimed and that needs a claim. */
export function ClaimOffer({ hostname, claims }: HostnameClaimProps) {
  const { canEdit } = useTeam();
  const { namespace } = useEditorTools();
  const { openAdd } = useDomainTools();
  if (!canEdit || flawOfHostname(hostname) !== null || !claims.isOpen(hostname)) return null;
  return (
    <Button
      size="sm"
      // A field with text would lose the focus first and add it by itself.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openAdd({ names: hostname, namespace, isInPlace: true })}
    >
      Claim this domain
    </Button>
  );
}
