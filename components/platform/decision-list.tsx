import type { ReactNode } from 'react';
import { DomainName } from '@/components/domains/domain-name.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';

type DecisionListProps = {
  readonly title: string;
  readonly titleId: string;
  readonly count: number;
  /** A `DecisionItem` for each. */
  readonly children: ReactNode;
};

/** Claims of one kind about which the platform team can decide, with their number; nothing where there are none. */
export function DecisionList({ title, titleId, count, children }: DecisionListProps) {
  if (count === 0) return null;
  return (
    <Card aria-labelledby={titleId} className="mb-[18px]">
      <CardHeader title={title} titleId={titleId}>
        <Chip>{count}</Chip>
      </CardHeader>
      <ul>{children}</ul>
    </Card>
  );
}

type DecisionItemProps = {
  readonly claim: DomainRow;
  /** What tests find the item by. */
  readonly 'data-contest'?: string;
  readonly 'data-likeness'?: string;
  readonly children: ReactNode;
};

/** One claim with what there is to decide. */
export function DecisionItem({ claim, children, ...data }: DecisionItemProps) {
  return (
    <li
      {...data}
      className="grid grid-cols-[22px_minmax(0,1fr)] items-start gap-x-3 border-b border-line px-4 py-[11px] last:border-0"
    >
      <Lamp state="problem" size="lg" />
      <div className="min-w-0">
        <p className="font-semibold">
          <DomainName {...claim} />
        </p>
        {children}
      </div>
    </li>
  );
}
