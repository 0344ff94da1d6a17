'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useEffectEvent } from 'react';
import { useDomains } from '@/components/live/use-live.ts';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { RowsSkeleton } from '@/components/shell/page-skeleton.tsx';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LoadingLabel } from '@/components/ui/skeleton.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { AddDomainButton } from './add-domain-button.tsx';
import { DomainGroupChips, DomainSearch } from './domain-filters.tsx';
import { DomainListCard } from './domain-list-card.tsx';
import { useDomainTools } from './domain-tools.ts';
import { useDomainView } from './use-domain-view.ts';

const none: readonly DomainRow[] = [];

/** All domains of the team: counts that filter, search, sorting. */
export function DomainList() {
  const domains = useDomains(useTeam().slug);
  const view = useDomainView(domains ?? none);
  useAskedDialog();
  if (domains === undefined) {
    return (
      <>
        <PageHeader title="Domains" />
        <LoadingLabel>The domains are being read.</LoadingLabel>
        <RowsSkeleton rows={6} />
      </>
    );
  }
  if (domains.length === 0) {
    return (
      <>
        <PageHeader title="Domains" />
        <NoDomains />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Domains"
        beside={<DomainGroupChips domains={domains} value={view.group} onChange={view.setGroup} />}
      >
        <DomainSearch value={view.search} onChange={view.setSearch} />
        <AddDomainButton />
      </PageHeader>
      <DomainListCard view={view} count={domains.length} />
    </>
  );
}

/** Opens the dialog for names that the address brought as `?add=`, once: the address forgets them. */
function useAskedDialog(): void {
  const { canEdit } = useTeam();
  const { openAdd } = useDomainTools();
  const [asked, setAsked] = useQueryState('add', parseAsString.withOptions({ history: 'replace' }));
  const open = useEffectEvent((names: string) => {
    if (canEdit) openAdd({ names });
    void setAsked(null);
  });
  useEffect(() => {
    if (asked !== null) open(asked);
  }, [asked]);
}

function NoDomains() {
  const team = useTeam();
  return (
    <Card>
      <EmptyState title={`${team.name} has no domains yet`} action={<AddDomainButton docked={false} />}>
        A domain is a hostname that you bring along, such as <code>shop.example.com</code>. You add one, set two records
        at your DNS provider, and each check turns clear here. The certificate is ready before visitors come.
      </EmptyState>
    </Card>
  );
}
