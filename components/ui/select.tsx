'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { describedBy, FieldNotes, type FieldProps, inputClass } from './field.tsx';

export type Option<T extends string> = {
  readonly value: T;
  readonly label: string;
  /** A second line, for example why the option cannot be taken. */
  readonly detail?: ReactNode;
  readonly disabled?: boolean | undefined;
};

type SelectProps<T extends string> = FieldProps & {
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly Option<T>[];
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
  readonly mono?: boolean | undefined;
};

/** One of a few fixed options. */
export function Select<T extends string>(props: SelectProps<T>) {
  const {
    label,
    hideLabel,
    hint,
    issue,
    value,
    onChange,
    options,
    placeholder = 'Choose…',
    disabled = false,
    className,
    mono,
  } = props;
  const id = useId();
  // A value that no option names is shown as it is: it came from the document and is not ours to drop.
  const isForeign = value !== null && !options.some((option) => option.value === value);
  const items: readonly Option<T>[] = isForeign ? [...options, { value, label: value }] : options;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Base.Root
        items={items}
        value={value}
        disabled={disabled}
        onValueChange={(next: T | null) => next !== null && onChange(next)}
      >
        <Base.Label className={hideLabel ? 'sr-only' : 'text-xs font-medium text-ink-2'}>{label}</Base.Label>
        <Base.Trigger
          {...describedBy(id, { hint, issue })}
          className={classNames(
            inputClass,
            'inline-flex items-center justify-between gap-2 text-left data-disabled:bg-sunken data-disabled:text-ink-3',
            mono && 'font-mono text-sm',
            className,
          )}
        >
          <Base.Value placeholder={placeholder} className="min-w-0 truncate data-placeholder:text-ink-3" />
          <Base.Icon>
            <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner
            alignItemWithTrigger={false}
            sideOffset={4}
            collisionPadding={8}
            className="z-60 outline-none"
          >
            <Base.Popup className="floating max-h-(--available-height) max-w-(--available-width) min-w-(--anchor-width) overflow-y-auto outline-none">
              <Base.List className="p-1">
                {items.map((option) => (
                  <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={optionClass}>
                    <span className="min-w-0">
                      <Base.ItemText className={mono ? 'font-mono text-sm' : undefined}>{option.label}</Base.ItemText>
                      {option.detail && <span className="block text-xs text-ink-3">{option.detail}</span>}
                    </span>
                    <Base.ItemIndicator className="mt-0.5 ml-auto">
                      <Check aria-hidden="true" className="size-3.5" />
                    </Base.ItemIndicator>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      <FieldNotes id={id} hint={hint} issue={issue} />
    </div>
  );
}

export const optionClass =
  'flex items-start gap-3 rounded-control px-2.5 py-1.5 text-md text-ink outline-none select-none data-highlighted:bg-sunken data-disabled:text-ink-3';
