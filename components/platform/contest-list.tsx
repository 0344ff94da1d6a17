import { DecideClaim } from '@/components/domains/decide-claim.tsx';
import type { DomainActions } from '@/components/domains/domain-actions.ts';
import { DomainName } from '@/components/domains/domain-name.tsx';
import { stateWords } from '@/components/domains/domain-words.ts';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { ClaimLink } from './claim-link.tsx';
import { type Contest, effectsOfRelease } from './contests.ts';

type ContestListProps = {
  readonly contests: readonly Contest[];
  readonly nameOf: (row: DomainRow) => string;
  readonly decideAction: DomainActions['decideClaimAction'];
};

/** Names that two teams want: who holds them, who claims them, and how it will be decided; and the decisions that are the platform team's. */
export function ContestList({ contests, nameOf, decideAction }: ContestListProps) {
  if (contests.length === 0) return null;
  return (
    <Card aria-labelledby="contested-title" className="mb-[18px]">
      <CardHeader title="Contested" titleId="contested-title">
        <Chip>{contests.length}</Chip>
      </CardHeader>
      <ul>
        {contests.map(({ claim, holders, decision }) => (
          <li
            key={claim.id}
            data-contest={claim.hostname}
            className="grid grid-cols-[22px_minmax(0,1fr)] items-start gap-x-3 border-b border-line px-4 py-[11px] last:border-0"
          >
            <Lamp state="problem" size="lg" />
            <div className="min-w-0">
              <p className="font-semibold">
                <DomainName {...claim} />
              </p>
              <p className="text-sm text-ink-2">
                Claimed by <ClaimLink row={claim} team={nameOf(claim)} />
                {holders.length > 0 && ', held by '}
                {holders.map((holder, index) => (
                  <span key={holder.id}>
                    {index > 0 && ' and '}
                    <ClaimLink row={holder} team={nameOf(holder)} /> ({stateWords[holder.state].label})
                  </span>
                ))}
                .
              </p>
              <p className="text-sm text-ink-2">
                <RichReason text={decision} />
              </p>
              <div className="mt-2 flex flex-wrap gap-2">
                {[...holders, claim].map((row) => (
                  <DecideClaim
                    verdict="release"
                    key={row.id}
                    domain={row}
                    teamName={nameOf(row)}
                    effects={effectsOfRelease(row, { claim, holders }, nameOf)}
                    action={decideAction}
                  />
                ))}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
