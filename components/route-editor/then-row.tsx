'use client';

import { memo, useState } from 'react';
import { showToast } from '@/components/ui/toast.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { ActionChip } from './action-chip.tsx';
import { AddAction } from './add-action.tsx';
import { useEditorTools } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { type FilterType, newFilter } from './filters/filter-kinds.ts';
import { FilterItems } from './filters/filter-list.tsx';
import { RuleOptionFields } from './rule-option-fields.tsx';
import { addableOptions, optionsOf, optionWords, type RuleOption, ruleOptions } from './rule-options.ts';
import { areSameButMatches } from './same-props.ts';

type ThenEditorProps = { readonly rule: HttpRouteRule; readonly path: Path };

/** What a rule does with a request on its way: filters, timeouts and whatever else the cluster knows. */
export const ThenEditor = memo(function ThenEditor({ rule, path }: ThenEditorProps) {
  const { canEdit, edit, facts } = useEditorTools();
  const filters = objects(rule.filters);
  // One part is open at a time, so that the row stays short.
  const [open, setOpen] = useState<number | RuleOption | null>(null);
  const filtersPath = [...path, 'filters'];
  const options = optionsOf(rule);
  const backendCount = objects(rule.backendRefs).length;

  function addFilter(type: FilterType) {
    const at = [...filtersPath, filters.length];
    edit([{ op: 'insert', path: at, value: newFilter(type) }]);
    setOpen(filters.length);
    // The menu gives the focus back to its button first.
    setTimeout(() => focusAdded(at), 60);
  }

  function addOption(option: RuleOption) {
    edit([{ op: 'set', path: [...path, option], value: ruleOptions[option].initial }]);
    setOpen(option);
    setTimeout(() => focusAdded([...path, option]), 60);
  }

  return (
    <div id={fieldId(filtersPath)} tabIndex={-1} className="min-w-0 outline-none">
      {(filters.length > 0 || options.length > 0) && (
        <ul className="flex flex-wrap items-start gap-1.5">
          <FilterItems
            filters={filters}
            path={filtersPath}
            openIndex={typeof open === 'number' ? open : null}
            onOpenChange={setOpen}
          />
          {options.map((option) => (
            <OptionItem
              key={option}
              option={option}
              rule={rule}
              path={[...path, option]}
              isOpen={open === option}
              onOpenChange={(isOpen) => setOpen(isOpen ? option : null)}
            />
          ))}
        </ul>
      )}
      <FieldIssues path={filtersPath} />
      {canEdit && (
        <AddAction
          holder={{ place: 'rule', filters, backendCount }}
          options={addableOptions(rule, facts)}
          label="Add an action"
          onFilter={addFilter}
          onOption={addOption}
        />
      )}
      {!canEdit && filters.length === 0 && options.length === 0 && (
        <p className="py-1 text-sm text-ink-2">Nothing: requests go on as they come.</p>
      )}
    </div>
  );
}, areSameButMatches);

type OptionItemProps = {
  readonly option: RuleOption;
  readonly rule: HttpRouteRule;
  readonly path: Path;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};

function OptionItem({ option, rule, path, isOpen, onOpenChange }: OptionItemProps) {
  const { edit } = useEditorTools();
  const { label } = ruleOptions[option];

  function handleRemove() {
    const value = getAt(rule, [option]);
    edit([{ op: 'set', path, value: undefined }]);
    onOpenChange(false);
    showToast({
      title: `Removed ${label.toLowerCase()}`,
      action: { label: 'Undo', onClick: () => edit([{ op: 'set', path, value }]) },
    });
    setTimeout(() => document.getElementById(fieldId([...path.slice(0, -1), 'filters']))?.focus(), 30);
  }
  return (
    <ActionChip
      path={path}
      label={label}
      words={optionWords(option, rule)}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onRemove={handleRemove}
    >
      <RuleOptionFields option={option} path={path} />
    </ActionChip>
  );
}
