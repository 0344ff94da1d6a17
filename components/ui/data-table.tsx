'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A table. On narrow screens its cells stack: give each row's parts their own words. */
export function DataTable({
  label,
  className,
  children,
  ...rest
}: ComponentProps<'table'> & { readonly label: string }) {
  return (
    <table {...rest} aria-label={label} className={classNames('w-full border-collapse narrow:block', className)}>
      {children}
    </table>
  );
}

export function TableHead({ children }: { readonly children: ReactNode }) {
  return (
    <thead className="narrow:sr-only">
      <tr>{children}</tr>
    </thead>
  );
}

type SortDirection = 'ascending' | 'descending';
const headCell = 'border-b border-line px-4 py-2 text-left text-xs font-medium whitespace-nowrap text-ink-3';

type ColumnHeadProps = {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** Present on columns that sort; `direction` null while another column leads. */
  readonly sort?: { readonly direction: SortDirection | null; readonly onSort: () => void } | undefined;
};

/** A column's head; a button where the column sorts. */
export function ColumnHead({ children, className, sort }: ColumnHeadProps) {
  if (!sort) {
    return (
      <th scope="col" className={classNames(headCell, className)}>
        {children}
      </th>
    );
  }
  const Arrow = sort.direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={sort.direction ?? 'none'} className={classNames(headCell, className)}>
      <button
        type="button"
        onClick={sort.onSort}
        className="group inline-flex items-center gap-1 rounded-sm hover:text-ink"
      >
        {children}
        <Arrow
          aria-hidden="true"
          className={classNames(
            'size-3',
            sort.direction ? 'text-ink' : 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
          )}
        />
      </button>
    </th>
  );
}

export function TableBody({ children }: { readonly children: ReactNode }) {
  return <tbody className="narrow:block [&>tr:last-child>td]:border-b-0">{children}</tbody>;
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...rest}
      className={classNames(
        'narrow:block narrow:border-b narrow:border-line narrow:py-2.5 narrow:last:border-b-0',
        className,
      )}
    />
  );
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={classNames(
        'border-b border-line px-4 py-2.5 align-middle narrow:block narrow:border-0 narrow:px-3.5 narrow:py-[3px]',
        className,
      )}
    />
  );
}
