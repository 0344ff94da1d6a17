'use client';

import { useDomain } from '@/components/live/use-live.ts';
import { teamPaths } from '@/components/shell/paths.ts';
import { ButtonLink } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';
import { DomainWizard } from './domain-wizard.tsx';
import { StateChip } from './state-chip.tsx';

type ClaimedInPlaceProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly team: string;
  readonly id: string;
  readonly unicode: string;
};

/** The wizard of a domain that was just claimed, over the page on which somebody needed it. */
export function ClaimedInPlace({ open, onOpenChange, team, id, unicode }: ClaimedInPlaceProps) {
  const domain = useDomain(team, id);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={<bdi>{unicode}</bdi>}
      description="Claimed. You can close this and go on: the domain’s page keeps watching."
      footer={<ButtonLink href={teamPaths.domain(team, id)}>Open its page</ButtonLink>}
    >
      <div className="grid gap-4">
        {domain ? (
          <>
            <div>
              <StateChip state={domain.state} />
            </div>
            <DomainWizard domain={domain} />
          </>
        ) : (
          <div className="grid gap-2.5">
            <LoadingLabel>The domain is being looked at for the first time.</LoadingLabel>
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="h-3 w-4/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
        )}
      </div>
    </Dialog>
  );
}
