'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { describedBy, FieldFrame, type FieldProps, inputClass } from './field.tsx';
import { type Option, optionClass } from './select.tsx';

type ComboboxProps = FieldProps & {
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly options: readonly Option<string>[];
  /** What is typed counts as a value even when no option has it. */
  readonly allowOther?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** Shown when nothing fits what is typed. */
  readonly emptyText?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly mono?: boolean | undefined;
  readonly className?: string | undefined;
};

const toLabel = (option: Option<string>) => option.label;
const sameOption = (a: Option<string>, b: Option<string>) => a.value === b.value;

/** One of many options, found by typing. A value that is not among them is kept and shown as it is. */
export function Combobox(props: ComboboxProps) {
  const {
    label,
    hideLabel,
    hint,
    issue,
    value,
    onChange,
    options,
    allowOther = false,
    placeholder,
    emptyText = 'Nothing fits.',
    disabled = false,
    mono,
    className,
  } = props;
  const id = useId();
  const selected = toOption(value, options);
  // Null while nobody types: then the field shows the value.
  const [typed, setTyped] = useState<string | null>(null);

  function handleLeave() {
    if (allowOther && typed !== null && typed.trim() !== (value ?? '')) onChange(typed.trim());
    setTyped(null);
  }

  return (
    <FieldFrame id={id} label={label} hideLabel={hideLabel} hint={hint} issue={issue}>
      <Base.Root
        items={options}
        value={selected}
        inputValue={typed ?? selected?.label ?? ''}
        disabled={disabled}
        itemToStringLabel={toLabel}
        isItemEqualToValue={sameOption}
        onInputValueChange={(text, details) => {
          if (details.reason === 'input-change') setTyped(text);
        }}
        onValueChange={(option: Option<string> | null) => {
          if (!option) return;
          setTyped(null);
          onChange(option.value);
        }}
      >
        <Base.InputGroup className="relative">
          <Base.Input
            id={id}
            // Base UI hides everything but the list while it is open, also the label.
            aria-label={label}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="none"
            {...describedBy(id, { hint, issue })}
            onBlur={handleLeave}
            onKeyDown={(event) => {
              if (
                event.key === 'Enter' &&
                allowOther &&
                typed !== null &&
                !event.currentTarget.getAttribute('aria-activedescendant')
              ) {
                event.preventDefault();
                handleLeave();
              }
            }}
            className={classNames(inputClass, 'pr-8', mono && 'font-mono text-sm', className)}
          />
          <Base.Trigger
            aria-label={`Show options for ${label}`}
            className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-3"
          >
            <ChevronDown aria-hidden="true" className="size-3.5" />
          </Base.Trigger>
        </Base.InputGroup>
        <ComboboxPopup emptyText={emptyText} mono={mono ?? false} />
      </Base.Root>
    </FieldFrame>
  );
}

function ComboboxPopup({ emptyText, mono }: { readonly emptyText: string; readonly mono: boolean }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-60 outline-none">
        <Base.Popup className="floating w-max max-w-[min(var(--available-width),28rem)] min-w-(--anchor-width)">
          <Base.Empty>
            <div className="px-3 py-2.5 text-md text-ink-3">{emptyText}</div>
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
            {(option: Option<string>) => (
              <Base.Item key={option.value} value={option} disabled={option.disabled ?? false} className={optionClass}>
                <span className="min-w-0">
                  <bdi className={mono ? 'font-mono text-sm' : undefined}>{option.label}</bdi>
                  {option.detail && <span className="block text-xs text-ink-3">{option.detail}</span>}
                </span>
                <Base.ItemIndicator className="mt-0.5 ml-auto">
                  <Check aria-hidden="true" className="size-3.5" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function toOption(value: string | null, options: readonly Option<string>[]): Option<string> | null {
  if (value === null || value === '') return null;
  return options.find((option) => option.value === value) ?? { value, label: value };
}
