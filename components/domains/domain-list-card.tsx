'use client';

import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { DomainTable } from './domain-table.tsx';
import type { DomainView } from './use-domain-view.ts';

type DomainListCardProps = {
  readonly view: DomainView;
  /** How many there are with those that are filtered out. */
  readonly count: number;
  readonly showTeam?: boolean | undefined;
};

/** The table of what is chosen, or why it is empty and how to see everything again. */
export function DomainListCard({ view, count, showTeam }: DomainListCardProps) {
  const { shown, sort, sortBy, showAll } = view;
  return (
    <Card className="wide:overflow-x-auto">
      <p role="status" className="sr-only">
        {`${shown.length} of ${count} domains`}
      </p>
      {shown.length > 0 ? (
        <DomainTable domains={shown} sort={sort} onSort={sortBy} showTeam={showTeam} />
      ) : (
        <EmptyState title="No domain fits" action={<Button onClick={showAll}>Show all {count} domains</Button>}>
          {noneText(view)}
        </EmptyState>
      )}
    </Card>
  );
}

function noneText({ search, group }: DomainView): string {
  if (search === '') return `No domain is ${group} at the moment.`;
  return `Nothing in name, namespace, state or findings has “${search}”${group ? ` among those ${group}` : ''}.`;
}
