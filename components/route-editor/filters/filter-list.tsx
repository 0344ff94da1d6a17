'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { showToast } from '@/components/ui/toast.tsx';
import { filterWords } from '@/lib/gateway-api/filter-words.ts';
import type { HttpRouteFilter } from '@/lib/gateway-api/objects.ts';
import { assertNever, type Path } from '@/lib/outcome.ts';
import { ActionChip, KeptChip } from '../action-chip.tsx';
import { useEditorTools } from '../editor-context.tsx';
import { fieldId } from '../field-anchor.ts';
import { CorsFields } from './cors-fields.tsx';
import { ExtensionFields } from './extension-fields.tsx';
import { type FilterType, filterKinds, isFilterType } from './filter-kinds.ts';
import { HeaderFields } from './header-fields.tsx';
import { MirrorFields } from './mirror-fields.tsx';
import { RedirectFields } from './redirect-fields.tsx';
import { RewriteFields } from './rewrite-fields.tsx';

type FilterListProps = {
  readonly filters: readonly HttpRouteFilter[];
  readonly path: Path;
  /** Which filter is open. */
  readonly openIndex: number | null;
  readonly onOpenChange: (index: number | null) => void;
};

/** The filters of a rule or a backend as list items, each with its fields in place. */
export function FilterItems({ filters, path, openIndex, onOpenChange }: FilterListProps) {
  const { announce, edit } = useEditorTools();

  function remove(index: number, label: string) {
    const at = [...path, index];
    edit([{ op: 'remove', path: at }]);
    onOpenChange(null);
    showToast({
      title: `Removed ${label}`,
      action: { label: 'Undo', onClick: () => edit([{ op: 'insert', path: at, value: filters[index] }]) },
    });
    setTimeout(() => document.getElementById(fieldId(path))?.focus(), 30);
  }

  function move(index: number, by: -1 | 1) {
    edit([{ op: 'move', path, from: index, to: index + by }]);
    onOpenChange(index + by);
    announce(`Filter ${index + 1} is now filter ${index + by + 1} of ${filters.length}.`);
    // The filter is drawn anew at its other place: the button that was pressed is there again, or the chip's own at an end.
    setTimeout(() => {
      const place = document.getElementById(fieldId([...path, index + by]));
      const again = place?.querySelector<HTMLElement>(`[data-moves="${by}"]:not([disabled])`);
      (again ?? place?.querySelector('button'))?.focus();
    }, 30);
  }

  return filters.map((filter, index) => {
    const at = [...path, index];
    const { type } = filter;
    if (!isFilterType(type)) {
      const label = `the filter ${typeof type === 'string' ? type : 'without a type'}`;
      return (
        <KeptChip
          // biome-ignore lint/suspicious/noArrayIndexKey: a filter has no identity but its place
          key={index}
          path={at}
          label={label}
          words={filterWords(filter)}
          onRemove={() => remove(index, label)}
        />
      );
    }
    const { label } = filterKinds[type];
    return (
      <ActionChip
        // biome-ignore lint/suspicious/noArrayIndexKey: a filter has no identity but its place
        key={index}
        path={at}
        label={label}
        words={orNothing(filterWords(filter), label)}
        isOpen={openIndex === index}
        onOpenChange={(isOpen) => onOpenChange(isOpen ? index : null)}
        onRemove={() => remove(index, label)}
      >
        <FilterFields type={type} path={at} />
        {filters.length > 1 && <FilterOrder index={index} count={filters.length} onMove={(by) => move(index, by)} />}
      </ActionChip>
    );
  });
}

function orNothing(words: ReturnType<typeof filterWords>, label: string): ReturnType<typeof filterWords> {
  return words.length > 0 ? words : [{ verb: label.toLowerCase(), detail: 'nothing yet' }];
}

type FilterFieldsProps = { readonly type: FilterType; readonly path: Path };

function FilterFields({ type, path }: FilterFieldsProps) {
  const at = [...path, filterKinds[type].member];
  switch (type) {
    case 'RequestHeaderModifier':
    case 'ResponseHeaderModifier':
      return <HeaderFields path={at} />;
    case 'RequestRedirect':
      return <RedirectFields path={at} />;
    case 'URLRewrite':
      return <RewriteFields path={at} />;
    case 'RequestMirror':
      return <MirrorFields path={at} />;
    case 'CORS':
      return <CorsFields path={at} />;
    case 'ExtensionRef':
      return <ExtensionFields path={at} />;
    default:
      return assertNever(type);
  }
}

function FilterOrder({
  index,
  count,
  onMove,
}: {
  readonly index: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
}) {
  const { canEdit } = useEditorTools();
  if (!canEdit) return null;
  return (
    <div className="flex flex-wrap items-center gap-1 text-xs text-ink-3">
      Filter {index + 1} of {count}. In which order filters work is up to the Gateway’s implementation.
      <IconButton
        size="sm"
        label="Move this filter earlier"
        data-moves={-1}
        disabled={index === 0}
        onClick={() => onMove(-1)}
      >
        <ArrowUp aria-hidden="true" className="size-3.5" />
      </IconButton>
      <IconButton
        size="sm"
        label="Move this filter later"
        data-moves={1}
        disabled={index === count - 1}
        onClick={() => onMove(1)}
      >
        <ArrowDown aria-hidden="true" className="size-3.5" />
      </IconButton>
    </div>
  );
}
