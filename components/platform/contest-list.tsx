import { DecideClaim } from '@/components/domains/decide-claim.tsx';
import type { DomainActions } from '@/components/domains/domain-actions.ts';
import { stateWords } from '@/components/domains/domain-words.ts';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { ClaimLink } from './claim-link.tsx';
import { type Contest, effectsOfRelease } from './contests.ts';
import { DecisionItem, DecisionList } from './decision-list.tsx';

type ContestListProps = {
  readonly contests: readonly Contest[];
  readonly nameOf: (row: DomainRow) => string;
  readonly decideAction: DomainActions['decideClaimAction'];
};

/** Names that two teams want: who holds them, who claims them, and how it will be decided; and the decisions that are the platform team's. */
export function ContestList({ contests, nameOf, decideAction }: ContestListProps) {
  return (
    <DecisionList title="Contested" titleId="contested-title" count={contests.length}>
      {contests.map(({ claim, holders, decision }) => (
        <DecisionItem key={claim.id} claim={claim} data-contest={claim.hostname}>
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
        </DecisionItem>
      ))}
    </DecisionList>
  );
}
