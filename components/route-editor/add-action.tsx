'use client';

import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { type FilterHolder, type FilterType, filterKinds, filterTypes, whyNotAdd } from './filters/filter-kinds.ts';
import { type RuleOption, ruleOptions } from './rule-options.ts';

type AddActionProps = {
  readonly holder: FilterHolder;
  readonly options?: readonly RuleOption[];
  readonly label: string;
  readonly onFilter: (type: FilterType) => void;
  readonly onOption?: (option: RuleOption) => void;
};

/** The menu of all that can be done with a request: each with what it does, or why it cannot be had here. */
export function AddAction({ holder, options = [], label, onFilter, onOption }: AddActionProps) {
  return (
    <Menu
      align="start"
      trigger={
        <Button
          variant="quiet"
          size="sm"
          className="-ml-2"
          icon={<Plus aria-hidden="true" className="size-3" />}
          aria-label={label}
        >
          {holder.place === 'rule' ? 'Add an action' : 'Add a filter'}
        </Button>
      }
    >
      {filterTypes.map((type) => (
        <Offer
          key={type}
          label={filterKinds[type].label}
          does={filterKinds[type].does}
          refusal={whyNotAdd(type, holder)}
          onClick={() => onFilter(type)}
        />
      ))}
      {options.map((option) => (
        <Offer
          key={option}
          label={ruleOptions[option].label}
          does={ruleOptions[option].does}
          refusal={null}
          onClick={() => onOption?.(option)}
        />
      ))}
    </Menu>
  );
}

type OfferProps = {
  readonly label: ReactNode;
  readonly does: string;
  readonly refusal: string | null;
  readonly onClick: () => void;
};

function Offer({ label, does, refusal, onClick }: OfferProps) {
  return (
    <MenuItem disabled={refusal !== null} onClick={onClick}>
      <span className="min-w-0 max-w-[26rem]">
        {label}
        <span className="block text-xs text-ink-3">{refusal ?? does}</span>
      </span>
    </MenuItem>
  );
}
