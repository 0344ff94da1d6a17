'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { ColumnHead, DataTable, TableHead } from '@/components/ui/data-table.tsx';
import { type DomainRow, domainLights } from '@/lib/domains/domain-row.ts';
import type { DomainColumn, DomainSort } from './domain-filter.ts';
import { DomainTableRow } from './domain-table-row.tsx';
import { domainLightNames } from './domain-words.ts';

type DomainTableProps = {
  readonly domains: readonly DomainRow[];
  readonly sort: DomainSort;
  readonly onSort: (column: DomainColumn) => void;
  /** Names each domain's team, where a list is about more than one. */
  readonly showTeam?: boolean | undefined;
};

/** The table of domains. Only the rows near the window are in the document. */
export function DomainTable({ domains, sort, onSort, showTeam = false }: DomainTableProps) {
  const tableRef = useRef<HTMLTableElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);

  useLayoutEffect(() => {
    setScrollMargin((tableRef.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: domains.length,
    estimateSize: () => 64,
    overscan: 6,
    scrollMargin,
    getItemKey: (index) => domains[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);

  const sortBy = (column: DomainColumn) => ({
    direction: sort.column === column ? sort.direction : null,
    onSort: () => onSort(column),
  });
  return (
    <DataTable
      ref={tableRef}
      label="Domains"
      aria-rowcount={domains.length + 1}
      className="table-fixed wide:min-w-[860px]"
    >
      <colgroup className="narrow:hidden">
        <col className="w-[30%]" />
        <col className="w-[232px]" />
        <col />
        <col className="w-[172px]" />
        <col className="w-[116px]" />
      </colgroup>
      <TableHead>
        <ColumnHead sort={sortBy('domain')}>Domain</ColumnHead>
        <ColumnHead>{domainLights.map((light) => domainLightNames[light]).join(' · ')}</ColumnHead>
        <ColumnHead sort={sortBy('state')}>State</ColumnHead>
        <ColumnHead sort={sortBy('expiry')}>Certificate</ColumnHead>
        <ColumnHead sort={sortBy('checked')}>Checked</ColumnHead>
      </TableHead>
      <Spacer height={before} />
      {items.map(({ index, key }) => {
        const domain = domains[index];
        if (!domain) return null;
        return (
          <DomainTableRow
            key={key}
            domain={domain}
            index={index}
            measureRef={virtualizer.measureElement}
            showTeam={showTeam}
          />
        );
      })}
      <Spacer height={after} />
    </DataTable>
  );
}

/** Stands for the rows that are not in the document. */
function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true" className="narrow:block">
      <tr className="narrow:block">
        <td colSpan={5} style={{ height }} className="p-0 narrow:block" />
      </tr>
    </tbody>
  );
}
