'use client';

import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names.ts';
import { describedBy, FieldFrame, type FieldProps, inputClass } from './field.tsx';

type TextAreaProps = FieldProps & ComponentProps<'textarea'>;

/** Several lines of a machine's words with their label, hint and issue: fixed width, no spelling help. */
export function TextArea({ label, hideLabel, hint, issue, className, id, ...rest }: TextAreaProps) {
  const ownId = useId();
  const areaId = id ?? ownId;
  return (
    <FieldFrame id={areaId} label={label} hideLabel={hideLabel} hint={hint} issue={issue}>
      <textarea
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        {...rest}
        {...describedBy(areaId, { hint, issue })}
        id={areaId}
        className={classNames(inputClass, 'font-mono text-sm leading-normal', className)}
      />
    </FieldFrame>
  );
}
