'use client';

import { useMemo } from 'react';
import { searchMark } from '@/components/shell/use-shortcuts.ts';
import { FilterChip } from '@/components/ui/chip.tsx';
import { inputClass } from '@/components/ui/field.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { countGroups, type DomainGroup, domainGroups, groupLamps } from './domain-filter.ts';

type GroupChipsProps = {
  readonly domains: readonly DomainRow[];
  readonly value: DomainGroup | null;
  readonly onChange: (group: DomainGroup | null) => void;
};

/** How many domains are in which group of states; each count filters. */
export function DomainGroupChips({ domains, value, onChange }: GroupChipsProps) {
  const counts = useMemo(() => countGroups(domains), [domains]);
  return (
    <div className="flex flex-wrap gap-2">
      {domainGroups.map((group) => (
        <FilterChip
          key={group}
          pressed={value === group}
          onPressedChange={(pressed) => onChange(pressed ? group : null)}
        >
          <Lamp state={groupLamps[group]} decorative />
          {counts[group].toLocaleString('en')} {group}
        </FilterChip>
      ))}
    </div>
  );
}

type SearchProps = { readonly value: string; readonly onChange: (text: string) => void };

/** The search of a list of domains; `/` leads to it, Escape empties it. */
export function DomainSearch({ value, onChange }: SearchProps) {
  return (
    <span className="relative narrow:order-9 narrow:basis-full">
      <input
        {...searchMark}
        type="search"
        aria-label="Search name, namespace, state, findings"
        placeholder="Search name, state, finding"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
        className={`${inputClass} pr-8 wide:w-[250px]`}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 narrow:hidden"
      >
        {value === '' && <Kbd>/</Kbd>}
      </span>
    </span>
  );
}
