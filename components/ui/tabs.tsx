'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

type TabsProps<T extends string> = {
  /** Names the list of tabs. */
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly tabs: readonly { readonly value: T; readonly label: ReactNode; readonly disabled?: boolean | undefined }[];
  /** `TabPanel`s, and whatever else stands beside the list. */
  readonly children: ReactNode;
  /** Wraps the list of tabs, for example to place it in a page's header. */
  readonly renderList?: ((list: ReactNode) => ReactNode) | undefined;
};

/** Views of one thing, of which one is seen, as a segmented row. */
export function Tabs<T extends string>({
  label,
  value,
  onChange,
  tabs,
  children,
  renderList = (list) => list,
}: TabsProps<T>) {
  return (
    <Base.Root value={value} onValueChange={(next: T) => onChange(next)}>
      {renderList(
        <Base.List aria-label={label} className={segmentsClass}>
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              disabled={tab.disabled}
              className={`${segmentClass} data-active:bg-ink data-active:text-paper`}
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>,
      )}
      {children}
    </Base.Root>
  );
}

export function TabPanel({
  value,
  children,
  keepMounted = false,
}: {
  readonly value: string;
  readonly children: ReactNode;
  readonly keepMounted?: boolean | undefined;
}) {
  return (
    <Base.Panel value={value} keepMounted={keepMounted} className="outline-none focus-visible:outline-2">
      {children}
    </Base.Panel>
  );
}

export const segmentsClass = 'inline-flex max-w-full rounded-control border border-line-strong bg-panel p-px';
export const segmentClass =
  'rounded-[5px] px-3 py-1 text-sm whitespace-nowrap text-ink-2 hover:text-ink focus-visible:outline-offset-1 data-disabled:text-ink-3';
