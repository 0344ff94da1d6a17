'use client';

import { useMemo } from 'react';
import type { DomainActions } from '@/components/domains/domain-actions.ts';
import { DomainGroupChips, DomainSearch } from '@/components/domains/domain-filters.tsx';
import { DomainListCard } from '@/components/domains/domain-list-card.tsx';
import { useDomainView } from '@/components/domains/use-domain-view.ts';
import { useLive } from '@/components/live/use-live.ts';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { RowsSkeleton } from '@/components/shell/page-skeleton.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LoadingLabel } from '@/components/ui/skeleton.tsx';
import type { Viewer } from '@/lib/access/viewer.ts';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { ContestList } from './contest-list.tsx';
import { contestsOf } from './contests.ts';
import { LikenessList } from './likeness-list.tsx';
import { likenessesOf } from './likenesses.ts';

const none: readonly DomainRow[] = [];

type PlatformDomainsProps = {
  readonly viewer: Viewer;
  readonly decideAction: DomainActions['decideClaimAction'];
};

/** The claims of all teams, first those about which the platform team can decide. */
export function PlatformDomains({ viewer, decideAction }: PlatformDomainsProps) {
  const domains = useLive((state) => state.domains);
  const view = useDomainView(domains ?? none);
  const contests = useMemo(() => contestsOf(domains ?? none), [domains]);
  const likenesses = useMemo(() => likenessesOf(domains ?? none), [domains]);
  const teamNames = useMemo(() => new Map(viewer.teams.map(({ slug, name }) => [slug, name])), [viewer]);
  const nameOf = ({ team }: DomainRow) => teamNames.get(team) ?? team;
  return (
    <>
      <PageHeader
        title="All teams’ domains"
        beside={
          domains !== null &&
          domains.length > 0 && <DomainGroupChips domains={domains} value={view.group} onChange={view.setGroup} />
        }
      >
        {domains !== null && domains.length > 0 && <DomainSearch value={view.search} onChange={view.setSearch} />}
      </PageHeader>
      {domains === null ? (
        <>
          <LoadingLabel>The claims are being read.</LoadingLabel>
          <RowsSkeleton rows={8} />
        </>
      ) : domains.length === 0 ? (
        <Card>
          <EmptyState title="No team has claimed a domain yet">
            Teams claim hostnames on their own pages; every claim appears here.
          </EmptyState>
        </Card>
      ) : (
        <>
          <ContestList contests={contests} nameOf={nameOf} decideAction={decideAction} />
          <LikenessList likenesses={likenesses} nameOf={nameOf} decideAction={decideAction} />
          <DomainListCard view={view} count={domains.length} showTeam />
        </>
      )}
    </>
  );
}
