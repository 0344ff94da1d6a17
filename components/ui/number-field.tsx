'use client';

import { type ComponentProps, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { describedBy, FieldFrame, type FieldProps, inputClass } from './field.tsx';
import { parseNumber } from './parse-number.ts';

type NumberFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'size' | 'value' | 'onChange' | 'type' | 'defaultValue'> & {
    /** A number; anything else is shown as it is, so that what was typed wrongly stays to be mended. */
    readonly value: unknown;
    /** Gets a number, undefined for an empty field, or the text itself where it is no number. */
    readonly onChange: (value: number | string | undefined) => void;
    readonly min?: number | undefined;
    readonly max?: number | undefined;
    readonly step?: number | undefined;
  };

/**
 * A number by keyboard. Not `type="number"`: that swallows what is not a number instead of letting it be explained.
 * Arrow keys step by `step`, with Shift by ten steps.
 */
export function NumberField({
  label,
  hideLabel,
  hint,
  issue,
  value,
  onChange,
  min,
  max,
  step = 1,
  className,
  id,
  onKeyDown,
  onBlur,
  ...rest
}: NumberFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  // What is being typed, while it says the same as the value: `1.` and `007` are kept until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && parseNumber(typed) === value ? typed : toText(value);

  function handleStep(direction: 1 | -1, times: number) {
    const current = typeof value === 'number' ? value : 0;
    const next = Math.min(
      max ?? Number.POSITIVE_INFINITY,
      Math.max(min ?? Number.NEGATIVE_INFINITY, current + direction * step * times),
    );
    setTyped(null);
    onChange(next);
  }

  return (
    <FieldFrame id={inputId} label={label} hideLabel={hideLabel} hint={hint} issue={issue}>
      <input
        inputMode="numeric"
        autoComplete="off"
        {...rest}
        {...describedBy(inputId, { hint, issue })}
        type="text"
        id={inputId}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(parseNumber(event.target.value));
        }}
        onBlur={(event) => {
          setTyped(null);
          onBlur?.(event);
        }}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented || rest.readOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          handleStep(event.key === 'ArrowUp' ? 1 : -1, event.shiftKey ? 10 : 1);
        }}
        className={classNames(inputClass, 'tabular-nums', className)}
      />
    </FieldFrame>
  );
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
