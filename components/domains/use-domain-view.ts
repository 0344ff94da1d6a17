'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo } from 'react';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import {
  type DomainColumn,
  type DomainGroup,
  domainColumns,
  domainGroups,
  filterDomains,
  sortDomains,
} from './domain-filter.ts';

const parsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(domainGroups),
  sort: parseAsStringLiteral(domainColumns).withDefault('state'),
  dir: parseAsStringLiteral(['ascending', 'descending'] as const).withDefault('ascending'),
};

/** What of a list of domains is shown, in which order; what is chosen stands in the address. */
export function useDomainView(domains: readonly DomainRow[]) {
  const [{ q, state, sort, dir }, setQuery] = useQueryStates(parsers, { history: 'replace' });
  const search = useDeferredValue(q);
  const shown = useMemo(
    () => sortDomains(filterDomains(domains, search, state), { column: sort, direction: dir }),
    [domains, search, state, sort, dir],
  );
  return {
    shown,
    search: q,
    group: state,
    sort: { column: sort, direction: dir },
    setSearch: (text: string) => void setQuery({ q: text || null }),
    setGroup: (group: DomainGroup | null) => void setQuery({ state: group }),
    /** The same column once more turns the order around. */
    sortBy: (column: DomainColumn) =>
      void setQuery({ sort: column, dir: column === sort && dir === 'ascending' ? 'descending' : 'ascending' }),
    showAll: () => void setQuery({ q: null, state: null }),
  };
}

export type DomainView = ReturnType<typeof useDomainView>;
