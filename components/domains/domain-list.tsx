'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useEffect, useEffectEvent, useMemo } from 'react';
import { useDomains } from '@/components/live/use-live.ts';
import { PageHeader } from '@/components/shell/page-header.tsx';
import { RowsSkeleton } from '@/components/shell/page-skeleton.tsx';
import { useTeam } from '@/components/shell/team-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LoadingLabel } from '@/components/ui/skeleton.tsx';
import { AddDomainButton } from './add-domain-button.tsx';
import {
  type DomainColumn,
  type DomainGroup,
  domainColumns,
  domainGroups,
  filterDomains,
  sortDomains,
} from './domain-filter.ts';
import { DomainGroupChips, DomainSearch } from './domain-filters.tsx';
import { DomainTable } from './domain-table.tsx';
import { useDomainTools } from './domain-tools.ts';

const searchParsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(domainGroups),
  sort: parseAsStringLiteral(domainColumns).withDefault('state'),
  dir: parseAsStringLiteral(['ascending', 'descending'] as const).withDefault('ascending'),
  /** Opens the dialog that claims domains, with names to begin with. */
  add: parseAsString,
};

/** All domains of the team: counts that filter, search, sorting; what is chosen stands in the address. */
export function DomainList() {
  const domains = useDomains(useTeam().slug);
  const [{ q, state, sort, dir, add }, setQuery] = useQueryStates(searchParsers, { history: 'replace' });
  const search = useDeferredValue(q);
  const shown = useMemo(
    () => sortDomains(filterDomains(domains ?? [], search, state), { column: sort, direction: dir }),
    [domains, search, state, sort, dir],
  );
  useAskedDialog(add, () => void setQuery({ add: null }));

  function handleSort(column: DomainColumn) {
    const isSame = column === sort;
    void setQuery({ sort: column, dir: isSame && dir === 'ascending' ? 'descending' : 'ascending' });
  }

  const hasDomains = domains !== undefined && domains.length > 0;
  return (
    <>
      <PageHeader
        title="Domains"
        beside={
          hasDomains && (
            <DomainGroupChips domains={domains} value={state} onChange={(next) => void setQuery({ state: next })} />
          )
        }
      >
        {hasDomains && <DomainSearch value={q} onChange={(next) => void setQuery({ q: next || null })} />}
        {hasDomains && <AddDomainButton />}
      </PageHeader>
      <p role="status" className="sr-only">
        {domains && `${shown.length} of ${domains.length} domains`}
      </p>
      {domains === undefined ? (
        <>
          <LoadingLabel>The domains are being read.</LoadingLabel>
          <RowsSkeleton rows={6} />
        </>
      ) : domains.length === 0 ? (
        <NoDomains />
      ) : (
        <Card className="wide:overflow-x-auto">
          {shown.length === 0 ? (
            <EmptyState
              title="No domain fits"
              action={
                <Button onClick={() => void setQuery({ q: null, state: null })}>
                  Show all {domains.length} domains
                </Button>
              }
            >
              {noneText(q, state)}
            </EmptyState>
          ) : (
            <DomainTable domains={shown} sort={{ column: sort, direction: dir }} onSort={handleSort} />
          )}
        </Card>
      )}
    </>
  );
}

function noneText(search: string, group: DomainGroup | null): string {
  if (search === '') return `No domain is ${group} at the moment.`;
  return `Nothing in name, namespace, state or findings has “${search}”${group ? ` among those ${group}` : ''}.`;
}

/** Opens the dialog for names that the address brought, once: the address forgets them. */
function useAskedDialog(names: string | null, onOpened: () => void): void {
  const { canEdit } = useTeam();
  const { openAdd } = useDomainTools();
  const open = useEffectEvent((asked: string) => {
    if (canEdit) openAdd({ names: asked });
    onOpened();
  });
  useEffect(() => {
    if (names !== null) open(names);
  }, [names]);
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
