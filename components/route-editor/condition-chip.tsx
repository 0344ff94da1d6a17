'use client';

import { X } from 'lucide-react';
import type { ComponentProps, FocusEvent, ReactNode } from 'react';
import { useState } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditorTools, useIssuesAt } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';

const chipClass =
  'inline-flex max-w-full min-w-0 items-stretch overflow-hidden rounded-control border bg-panel text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent';
const partClass = 'min-w-0 border-r border-line px-2 py-1 last:border-r-0';
const controlClass = 'bg-transparent text-ink outline-none focus-visible:bg-accent-soft';

type ConditionChipProps = {
  readonly path: Path;
  /** What the condition looks at: `path`, `header`. */
  readonly kind: string;
  /** Names the whole for screen readers: `header x-beta`. */
  readonly label: string;
  readonly onRemove?: (() => void) | undefined;
  readonly children: ReactNode;
  /** True for a chip that was just added and is still empty: its findings wait until it is left. */
  readonly fresh?: boolean;
};

/** One condition as a row of joined parts, with its findings below. */
export function ConditionChip({ path, kind, label, onRemove, children, fresh = false }: ConditionChipProps) {
  const { canEdit } = useEditorTools();
  const issues = useIssuesAt(path);
  const [isFresh, setIsFresh] = useState(fresh);
  const isWrong = !isFresh && issues.some((issue) => issue.severity === 'error');

  function handleBlur(event: FocusEvent<HTMLElement>) {
    if (!event.currentTarget.contains(event.relatedTarget)) setIsFresh(false);
  }

  return (
    <div className="max-w-full min-w-0">
      <fieldset
        id={fieldId(path)}
        tabIndex={-1}
        aria-label={label}
        onBlur={handleBlur}
        className={classNames(chipClass, isWrong ? 'border-danger' : 'border-line-strong')}
      >
        <span className={classNames(partClass, 'flex-none bg-sunken whitespace-nowrap text-ink-2')}>{kind}</span>
        {children}
        {canEdit && onRemove && (
          <button
            type="button"
            aria-label={`Remove ${label}`}
            onClick={onRemove}
            className="grid w-7 flex-none place-items-center text-ink-3 outline-none hover:bg-sunken hover:text-ink focus-visible:bg-accent-soft"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        )}
      </fieldset>
      {!isFresh && <FieldIssues path={path} />}
    </div>
  );
}

/** Text inside a chip, as wide as what it holds. */
export function ChipInput({ className, ...rest }: ComponentProps<'input'>) {
  const { canEdit } = useEditorTools();
  return (
    <input
      type="text"
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...rest}
      readOnly={!canEdit}
      className={classNames(
        partClass,
        controlClass,
        'max-w-80 min-w-10 flex-auto font-mono field-sizing-content placeholder:text-ink-3',
        className,
      )}
    />
  );
}

type ChipSelectProps<T extends string> = {
  readonly label: string;
  readonly value: T | string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
};

/** A choice inside a chip. A value that no option names is kept and shown as it is. */
export function ChipSelect<T extends string>({ label, value, options, onChange }: ChipSelectProps<T>) {
  const { canEdit } = useEditorTools();
  const current = options.find((option) => option.value === value);
  if (!canEdit) return <span className={partClass}>{current?.label ?? value}</span>;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
      className={classNames(
        partClass,
        controlClass,
        'flex-none cursor-pointer field-sizing-content [&>option]:bg-panel [&>option]:text-ink',
      )}
    >
      {!current && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
