'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { describedBy, FieldFrame, inputClass } from '@/components/ui/field.tsx';
import { type Option, Select } from '@/components/ui/select.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { asText } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { readDuration } from './duration-input.ts';
import { useEditor } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues, useFieldState } from './field-issues.tsx';

type DocumentFieldProps = {
  /** The one path of the document that the field reads and writes. */
  readonly path: Path;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string | undefined;
};

/** A text of the document. Emptied, the field goes from the document, unless the API requires it. */
export function TextAt({ required = false, ...props }: DocumentFieldProps & { readonly required?: boolean }) {
  const { draft, edit } = useEditor();
  const { path } = props;
  const value = getAt(draft, path);

  function write(typed: string) {
    edit([{ op: 'set', path, value: typed === '' && !required ? undefined : typed }], path.join('.'));
  }
  return <InputFrame {...props} value={value === undefined ? '' : asText(value)} onType={write} />;
}

type NumberAtProps = DocumentFieldProps & {
  readonly min?: number;
  readonly max: number;
  /** An emptied field then waits for a number; else it goes from the document. */
  readonly required?: boolean;
};

/** A whole number of the document. What is none stays in the field and out of the document. */
export function NumberAt({ min = 0, max, ...props }: NumberAtProps) {
  const limits = `a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  function read(typed: string) {
    const value = Number(typed);
    if (/^\d{1,12}$/.test(typed) && value >= min && value <= max) return { value };
    return { problem: typed === '' ? `Type ${limits}.` : `“${typed}” does not fit: type ${limits}.` };
  }
  return <ReadAt {...props} read={read} inputMode="numeric" />;
}

/** A duration of the document, such as `10s`. What is none stays in the field with how to write it. */
export function DurationAt(props: DocumentFieldProps) {
  function read(typed: string) {
    const reading = readDuration(typed);
    return 'problem' in reading ? reading : { value: reading.duration };
  }
  return <ReadAt {...props} read={read} />;
}

type Reading = { readonly value: unknown } | { readonly problem: string };

type ReadAtProps = DocumentFieldProps & {
  readonly read: (typed: string) => Reading;
  readonly required?: boolean;
  readonly inputMode?: ComponentProps<'input'>['inputMode'];
};

function ReadAt({ read, required = false, ...props }: ReadAtProps) {
  const { draft, edit, setText, textAt } = useEditor();
  const { path } = props;
  const value = getAt(draft, path);

  function write(typed: string) {
    const reading = typed.trim() === '' && !required ? { value: undefined } : read(typed.trim());
    if ('value' in reading) return edit([{ op: 'set', path, value: reading.value }], path.join('.'));
    setText(path, { text: typed, message: reading.problem });
  }
  const shown = textAt(path)?.text ?? (value === undefined ? '' : asText(value));
  return <InputFrame {...props} value={shown} onType={write} />;
}

type InputFrameProps = DocumentFieldProps & {
  readonly value: string;
  readonly onType: (typed: string) => void;
  readonly inputMode?: ComponentProps<'input'>['inputMode'];
};

function InputFrame({ path, label, hint, placeholder, value, onType, inputMode }: InputFrameProps) {
  const { canEdit } = useEditor();
  const id = fieldId(path);
  const state = useFieldState(path);
  // What is wrong takes the place of the hint.
  const note = state['aria-describedby'] === undefined ? hint : undefined;
  return (
    <div className="min-w-0">
      <FieldFrame id={id} label={label} hint={note}>
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          inputMode={inputMode}
          id={id}
          aria-invalid={state['aria-invalid']}
          aria-describedby={state['aria-describedby'] ?? describedBy(id, { hint: note })['aria-describedby']}
          placeholder={placeholder}
          value={value}
          readOnly={!canEdit}
          onChange={(event) => onType(event.target.value)}
          className={classNames(inputClass, 'font-mono text-sm')}
        />
      </FieldFrame>
      <FieldIssues path={path} />
    </div>
  );
}

type ChoiceAtProps<T extends string> = Omit<DocumentFieldProps, 'placeholder'> & {
  /** `value` null means that the field is absent. */
  readonly options: readonly (Omit<Option<T>, 'value'> & { readonly value: T | null })[];
  /** What the document gets for a choice, where that is not its text. */
  readonly toValue?: (choice: T) => unknown;
};

/** Stands for a field that is not there: the primitive shows no option for an empty value. */
const absent = '(absent)';

/** One of the API's own words. One that no option names is kept and shown as it is. */
export function ChoiceAt<T extends string>({ path, label, hint, options, toValue }: ChoiceAtProps<T>) {
  const { canEdit, draft, edit } = useEditor();
  const value = getAt(draft, path);
  const shown = options.map((option) => ({ ...option, value: option.value ?? absent }));

  function handleChange(chosen: string) {
    const choice = options.find((option) => option.value === chosen)?.value ?? undefined;
    edit([{ op: 'set', path, value: choice === undefined ? undefined : (toValue?.(choice) ?? choice) }]);
  }
  return (
    <div id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
      <Select
        label={label}
        hint={hint}
        disabled={!canEdit}
        value={value === undefined || value === null ? absent : asText(value)}
        options={shown}
        onChange={handleChange}
      />
      <FieldIssues path={path} />
    </div>
  );
}
