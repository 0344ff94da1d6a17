'use client';

import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names.ts';
import { describedBy, FieldFrame, type FieldProps, inputClass } from './field.tsx';

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'size'> & {
    /** A machine's words: fixed width, no spelling help. */
    readonly mono?: boolean | undefined;
  };

const plainText = { autoComplete: 'off', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } as const;

/** One line of text with its label, hint and issue. */
export function TextField({ label, hideLabel, hint, issue, mono = false, className, id, ...rest }: TextFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  return (
    <FieldFrame id={inputId} label={label} hideLabel={hideLabel} hint={hint} issue={issue}>
      <input
        type="text"
        {...(mono ? plainText : {})}
        {...rest}
        {...describedBy(inputId, { hint, issue })}
        id={inputId}
        className={classNames(inputClass, mono && 'font-mono text-sm', className)}
      />
    </FieldFrame>
  );
}
