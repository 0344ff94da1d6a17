'use client';

import { Plus, X } from 'lucide-react';
import { type ClipboardEvent, type ReactNode, useId, useRef } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { inputClass } from '@/components/ui/field.tsx';
import { getAt } from '@/lib/gateway-api/document.ts';
import { asText } from '@/lib/gateway-api/hostile.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor, useEditorTools, useIssuesAt } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';

type TextListProps = {
  readonly path: Path;
  readonly label: string;
  /** What one entry is called: `origin`. */
  readonly one: string;
  readonly placeholder?: string | undefined;
  readonly hint?: ReactNode;
  /** What the document gets for a typed entry, or why it cannot be one; the text itself where this is absent. */
  readonly read?: ((typed: string) => { readonly value: unknown } | { readonly problem: string }) | undefined;
};

/** A list of short texts: chips, and a field that adds to them. Several at once may be pasted. */
export function TextListAt({ path, label, one, placeholder, hint, read }: TextListProps) {
  const { canEdit, draft } = useEditor();
  const labelId = useId();
  const found = getAt(draft, path);
  const entries: readonly unknown[] = Array.isArray(found) ? found : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside what the grid aligns
    <div role="group" aria-labelledby={labelId} id={fieldId(path)} tabIndex={-1} className="min-w-0 outline-none">
      <span id={labelId} className="mb-1 block text-xs font-medium text-ink-2">
        {label}
      </span>
      {entries.length > 0 && (
        <ul className="mb-1.5 flex flex-wrap gap-1.5">
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no identity but its place
            <Entry key={index} entry={asText(entry)} one={one} path={[...path, index]} />
          ))}
        </ul>
      )}
      {canEdit && <AddEntry path={path} count={entries.length} one={one} placeholder={placeholder} read={read} />}
      {hint && <p className="mt-1 text-xs text-ink-3">{hint}</p>}
      <FieldIssues path={path} />
    </div>
  );
}

function Entry({ entry, one, path }: { readonly entry: string; readonly one: string; readonly path: Path }) {
  const { canEdit, edit } = useEditorTools();
  const isWrong = useIssuesAt(path).some((issue) => issue.severity === 'error');
  return (
    <li className="max-w-full min-w-0">
      <span
        id={fieldId(path)}
        tabIndex={-1}
        className={classNames(
          'inline-flex max-w-full min-w-0 items-stretch overflow-hidden rounded-control border bg-panel',
          isWrong ? 'border-danger' : 'border-line-strong',
        )}
      >
        <bdi className="min-w-0 px-2 py-1 font-mono text-sm break-all">{entry || '(empty)'}</bdi>
        {canEdit && (
          <button
            type="button"
            aria-label={`Remove ${one} ${entry}`}
            onClick={() => edit([{ op: 'remove', path }])}
            className="grid w-7 flex-none place-items-center border-l border-line text-ink-3 hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        )}
      </span>
      <FieldIssues path={path} />
    </li>
  );
}

type AddEntryProps = Pick<TextListProps, 'path' | 'one' | 'placeholder' | 'read'> & { readonly count: number };

/** What is typed lives in the editor's state until it is added, so that nothing is lost and a review does not overlook it. */
function AddEntry({ path, count, one, placeholder, read = (value) => ({ value }) }: AddEntryProps) {
  const { edit, setText, textAt } = useEditor();
  const inputRef = useRef<HTMLInputElement>(null);
  const at = [...path, count];
  const typed = textAt(at)?.text ?? '';
  // Only what can never be an entry is complained about while somebody types.
  const hasProblem = typed.trim() !== '' && 'problem' in read(typed.trim());

  function handleType(text: string) {
    setText(
      at,
      text === '' ? null : { text, message: `This ${one} is not added yet: press Enter, or clear the field.` },
    );
  }

  function add(text: string) {
    const readings = text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(read);
    const problem = readings.find((reading) => 'problem' in reading);
    if (problem && 'problem' in problem) return setText(at, { text, message: problem.problem });
    edit([
      { op: 'set', path: at, value: undefined },
      ...readings.flatMap((reading, index) =>
        'value' in reading ? [{ op: 'insert' as const, path: [...path, count + index], value: reading.value }] : [],
      ),
    ]);
  }

  function handlePaste(event: ClipboardEvent<HTMLInputElement>) {
    const pasted = event.clipboardData.getData('text');
    if (!/[\n,;]/.test(pasted.trim())) return;
    event.preventDefault();
    add(`${typed} ${pasted}`);
  }

  return (
    <div id={fieldId(at)} tabIndex={-1} className="min-w-0 outline-none">
      <div className="flex gap-1.5">
        <input
          ref={inputRef}
          type="text"
          aria-label={`Add ${article(one)} ${one}`}
          aria-describedby={hasProblem ? `${fieldId(at)}-notes` : undefined}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => handleType(event.target.value)}
          onPaste={handlePaste}
          onBlur={() => typed.trim() !== '' && add(typed)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ',') return;
            event.preventDefault();
            if (typed.trim() !== '') add(typed);
          }}
          className={classNames(inputClass, 'font-mono text-sm')}
        />
        <Button
          aria-label={`Add this ${one}`}
          icon={<Plus aria-hidden="true" className="size-3.5" />}
          onClick={() => (typed.trim() === '' ? inputRef.current?.focus() : add(typed))}
        >
          Add
        </Button>
      </div>
      {hasProblem && <FieldIssues path={at} />}
    </div>
  );
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}
