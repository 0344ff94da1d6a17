import { DecideClaim } from '@/components/domains/decide-claim.tsx';
import type { DomainActions } from '@/components/domains/domain-actions.ts';
import { DomainName } from '@/components/domains/domain-name.tsx';
import { lossOfRelease } from '@/components/domains/domain-words.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { ClaimLink } from './claim-link.tsx';
import { DecisionItem, DecisionList } from './decision-list.tsx';
import type { Likeness } from './likenesses.ts';

type LikenessListProps = {
  readonly likenesses: readonly Likeness[];
  readonly nameOf: (row: DomainRow) => string;
  readonly decideAction: DomainActions['decideClaimAction'];
};

/** Names that people can take for others: the platform team lets each stay, or ends its claim. */
export function LikenessList({ likenesses, nameOf, decideAction }: LikenessListProps) {
  return (
    <DecisionList title="Can be mistaken for another name" titleId="likeness-title" count={likenesses.length}>
      {likenesses.map(({ claim, others }) => (
        <DecisionItem key={claim.id} claim={claim} data-likeness={claim.hostname}>
          <p className="text-sm text-ink-2">
            Claimed by <ClaimLink row={claim} team={nameOf(claim)} />
            {others.length === 0 && '; it mixes scripts'}
            {others.map((other, index) => (
              <span key={other.id}>
                {index === 0 ? '; it looks like ' : ' and '}
                <DomainName {...other} /> of <ClaimLink row={other} team={nameOf(other)} />
              </span>
            ))}
            .
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <DecideClaim
              verdict="allow-likeness"
              domain={claim}
              teamName={nameOf(claim)}
              effects={['The finding D21 goes, and does not come back for this claim.']}
              action={decideAction}
            />
            <DecideClaim
              verdict="release"
              domain={claim}
              teamName={nameOf(claim)}
              effects={[lossOfRelease(claim, nameOf(claim))]}
              action={decideAction}
            />
          </div>
        </DecisionItem>
      ))}
    </DecisionList>
  );
}
