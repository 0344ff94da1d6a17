'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { ColumnHead, DataTable, TableHead } from '@/components/ui/data-table.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import type { Sort, SortColumn } from './route-filter.ts';
import { RouteTableRow } from './route-row.tsx';
import type { RouteKey } from './use-delete-route.ts';

type RouteTableProps = {
  readonly routes: readonly RouteRow[];
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
  readonly onDelete: (route: RouteKey) => void;
  readonly onUndo: (route: RouteKey) => void;
};

/** The table of routes. Only the rows near the window are in the document, so ten thousand are as quick as ten. */
export function RouteTable({ routes, sort, onSort, onDelete, onUndo }: RouteTableProps) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const tableRef = useRef<HTMLTableElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);

  useLayoutEffect(() => {
    setScrollMargin((tableRef.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: routes.length,
    estimateSize: () => 64,
    overscan: 12,
    scrollMargin,
    getItemKey: (index) => routes[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);

  function handleToggle(id: string) {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    setExpanded(next);
  }

  const sortBy = (column: SortColumn) => ({
    direction: sort.column === column ? sort.direction : null,
    onSort: () => onSort(column),
  });
  return (
    <DataTable
      ref={tableRef}
      label="Routes"
      aria-rowcount={routes.length + 1}
      className="table-fixed wide:min-w-[860px]"
    >
      <colgroup className="narrow:hidden">
        <col className="w-[19%]" />
        <col className="w-[29%]" />
        <col className="w-[176px]" />
        <col />
        <col className="w-[150px]" />
        <col className="w-[44px]" />
      </colgroup>
      <TableHead>
        <ColumnHead sort={sortBy('route')}>Route</ColumnHead>
        <ColumnHead sort={sortBy('serves')}>Serves</ColumnHead>
        <ColumnHead>
          <abbr title="DNS · TLS · Gateway · Route · Backend" className="no-underline">
            DNS … Backend
          </abbr>
        </ColumnHead>
        <ColumnHead sort={sortBy('state')}>State</ColumnHead>
        <ColumnHead sort={sortBy('change')}>Last change</ColumnHead>
        <ColumnHead>
          <span className="sr-only">Actions</span>
        </ColumnHead>
      </TableHead>
      <Spacer height={before} />
      {items.map(({ index, key }) => {
        const route = routes[index];
        if (!route) return null;
        return (
          <RouteTableRow
            key={key}
            route={route}
            index={index}
            measureRef={virtualizer.measureElement}
            isExpanded={expanded.has(route.id)}
            onToggle={() => handleToggle(route.id)}
            onDelete={() => onDelete(route)}
            onUndo={() => onUndo(route)}
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
        <td colSpan={6} style={{ height }} className="p-0 narrow:block" />
      </tr>
    </tbody>
  );
}
