'use client';

import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type SegmentedProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly {
    readonly value: T;
    readonly label: ReactNode;
    readonly disabled?: boolean | undefined;
  }[];
};

/** One choice of two to five in a row: real radio buttons, so the arrow keys work as they do there. */
export function Segmented<T extends string>({ label, value, onChange, options }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className={segmentsClass}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            segmentClass,
            'relative cursor-pointer has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

const segmentsClass = 'inline-flex max-w-full rounded-control border border-line-strong bg-panel p-px';
const segmentClass =
  'rounded-[5px] px-3 py-1 text-sm whitespace-nowrap text-ink-2 hover:text-ink focus-visible:outline-offset-1 data-disabled:text-ink-3';
