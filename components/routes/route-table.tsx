'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { ColumnHead, DataTable, TableHead } from '@/components/ui/data-table.tsx';
import { lightNames } from '@/components/ui/mini-path.tsx';
import type { RouteRow } from '@/lib/signals/route-view.ts';
import { lights } from '@/lib/signals/verdict.ts';
import type { Sort, SortColumn } from './route-filter.ts';
import { RouteTableRow } from './route-row.tsx';
import { type OpenMenu, RowMenu } from './row-menu.tsx';
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
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [scrollMargin, setScrollMargin] = useState(0);

  useLayoutEffect(() => {
    setScrollMargin((tableRef.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: routes.length,
    estimateSize: () => 64,
    overscan: 6,
    scrollMargin,
    getItemKey: (index) => routes[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);

  const handleToggle = useCallback((id: string) => {
    setExpanded((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const handleMenu = useCallback((route: RouteRow, anchor: HTMLElement) => setMenu({ route, anchor }), []);

  const sortBy = (column: SortColumn) => ({
    direction: sort.column === column ? sort.direction : null,
    onSort: () => onSort(column),
  });
  return (
    <>
      <DataTable
        ref={tableRef}
        label="Routes"
        aria-rowcount={routes.length + 1}
        className="table-fixed wide:min-w-[860px]"
      >
        <colgroup className="narrow:hidden">
          <col className="w-[17%]" />
          <col className="w-[26%]" />
          <col className="w-[246px]" />
          <col />
          <col className="w-[142px]" />
          <col className="w-[44px]" />
        </colgroup>
        <TableHead>
          <ColumnHead sort={sortBy('route')}>Route</ColumnHead>
          <ColumnHead sort={sortBy('serves')}>Serves</ColumnHead>
          <ColumnHead>{lights.map((light) => lightNames[light]).join(' · ')}</ColumnHead>
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
              onToggle={handleToggle}
              onMenu={handleMenu}
              onUndo={onUndo}
            />
          );
        })}
        <Spacer height={after} />
      </DataTable>
      <RowMenu menu={menu} onClose={() => setMenu(null)} onDelete={onDelete} />
    </>
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
