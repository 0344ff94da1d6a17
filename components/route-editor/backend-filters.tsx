'use client';

import { useState } from 'react';
import { objects } from '@/lib/gateway-api/hostile.ts';
import type { BackendRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { AddAction } from './add-action.tsx';
import { useEditorTools } from './editor-context.tsx';
import { fieldId, focusAdded } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { type FilterType, newFilter } from './filters/filter-kinds.ts';
import { FilterItems } from './filters/filter-list.tsx';

type BackendFiltersProps = {
  readonly backend: BackendRef;
  /** Of the backend. */
  readonly path: Path;
  readonly of: string;
  readonly canAdd: boolean;
};

/** Filters for the requests of one backend only; they work after those of the rule. */
export function BackendFilters({ backend, path, of, canAdd }: BackendFiltersProps) {
  const { edit } = useEditorTools();
  const filters = objects(backend.filters);
  const [openIndex, setOpenIndex] = useState<number | null>(null);
  const filtersPath = [...path, 'filters'];

  function addFilter(type: FilterType) {
    const at = [...filtersPath, filters.length];
    edit([{ op: 'insert', path: at, value: newFilter(type) }]);
    setOpenIndex(filters.length);
    setTimeout(() => focusAdded(at), 60);
  }
  return (
    <div id={fieldId(filtersPath)} tabIndex={-1} className="min-w-0 outline-none">
      {filters.length > 0 && (
        <ul aria-label={`Filters of ${of}`} className="flex flex-wrap items-start gap-1.5">
          <FilterItems filters={filters} path={filtersPath} openIndex={openIndex} onOpenChange={setOpenIndex} />
        </ul>
      )}
      <FieldIssues path={filtersPath} />
      {canAdd && (
        <AddAction
          holder={{ place: 'backend', filters, backendCount: 0 }}
          label={`Add a filter to ${of}`}
          onFilter={addFilter}
        />
      )}
    </div>
  );
}
