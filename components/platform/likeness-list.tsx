import { DecideClaim } from '@/components/domains/decide-claim.tsx';
import type { DomainActions } from '@/components/domains/domain-actions.ts';
import { DomainName } from '@/components/domains/domain-name.tsx';
import { lossOfRelease } from '@/components/domains/domain-words.ts';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { ClaimLink } from './claim-link.tsx';
import type { Likeness } from './likenesses.ts';

type LikenessListProps = {
  readonly likenesses: readonly Likeness[];
  readonly nameOf: (row: DomainRow) => string;
  readonly decideAction: DomainActions['decideClaimAction'];
};

/** Names that people can take for others: the platform team lets each stay, or ends its claim. */
export function LikenessList({ likenesses, nameOf, decideAction }: LikenessListProps) {
  if (likenesses.length === 0) return null;
  return (
    <Card aria-labelledby="likeness-title" className="mb-[18px]">
      <CardHeader title="Can be mistaken for another name" titleId="likeness-title">
        <Chip>{likenesses.length}</Chip>
      </CardHeader>
      <ul>
        {likenesses.map(({ claim, others }) => (
          <li
            key={claim.id}
            data-likeness={claim.hostname}
            className="grid grid-cols-[22px_minmax(0,1fr)] items-start gap-x-3 border-b border-line px-4 py-[11px] last:border-0"
          >
            <Lamp state="problem" size="lg" />
            <div className="min-w-0">
              <p className="font-semibold">
                <DomainName {...claim} />
              </p>
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
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
