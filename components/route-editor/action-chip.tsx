'use client';

import { ChevronDown, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import type { FilterWords } from '@/lib/gateway-api/filter-words.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditorTools, useIssuesIn } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues, IssuesInside } from './field-issues.tsx';
import { useReveal } from './use-disclosure.ts';

type ActionChipProps = {
  readonly path: Path;
  /** Names the whole for screen readers: `Redirect`. */
  readonly label: string;
  readonly words: readonly FilterWords[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onRemove: () => void;
  /** The fields, drawn in place while the chip is open. */
  readonly children: ReactNode;
};

const chipClass =
  'inline-flex max-w-full min-w-0 items-stretch overflow-hidden rounded-control border bg-panel text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent';
const wordsShown = 3;

/** One thing that a rule does with a request: a chip that says it, and its fields below when it is opened. */
export function ActionChip(props: ActionChipProps) {
  const { path, label, words, isOpen, onOpenChange, onRemove, children } = props;
  const { canEdit } = useEditorTools();
  const panelId = useId();
  const issues = useIssuesIn(path);
  const isWrong = issues.some((issue) => issue.severity === 'error');
  useReveal(path, isOpen, () => onOpenChange(true));
  return (
    <li
      id={fieldId(path)}
      tabIndex={-1}
      className={classNames('max-w-full min-w-0 outline-none', (isOpen || issues.length > 0) && 'basis-full')}
    >
      <div className={classNames(chipClass, isWrong ? 'border-danger' : 'border-line-strong')}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? panelId : undefined}
          onClick={() => onOpenChange(!isOpen)}
          className="inline-flex min-w-0 items-stretch text-left outline-none hover:bg-sunken focus-visible:bg-accent-soft"
        >
          <span className="sr-only">{label}: </span>
          <span className="flex min-w-0 flex-wrap items-stretch">
            <ChipWords words={words} />
          </span>
          <ChevronDown
            aria-hidden="true"
            className={classNames('mx-1.5 size-3 flex-none self-center text-ink-3', isOpen && 'rotate-180')}
          />
        </button>
        {canEdit && <RemoveChip label={label} onRemove={onRemove} />}
      </div>
      {isOpen ? (
        <fieldset
          id={panelId}
          aria-label={label}
          className="mt-1.5 mb-1 grid min-w-0 gap-3 rounded-control border border-line bg-paper p-3"
        >
          {children}
          <FieldIssues path={path} className="" />
        </fieldset>
      ) : (
        <IssuesInside path={path} />
      )}
    </li>
  );
}

function ChipWords({ words }: { readonly words: readonly FilterWords[] }) {
  const more = words.length - wordsShown;
  return (
    <>
      {words.slice(0, wordsShown).map(({ verb, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two headers may be set alike
        <span key={index} className="flex min-w-0 items-stretch border-r border-line">
          <span className="flex-none bg-sunken px-2 py-1 whitespace-nowrap text-ink-2">{verb}</span>
          <bdi className="min-w-0 px-2 py-1 font-mono break-all">{detail}</bdi>
        </span>
      ))}
      {more > 0 && <span className="px-2 py-1 text-ink-3">+{more} more</span>}
    </>
  );
}

function RemoveChip({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Remove ${label}`}
      data-removes
      onClick={onRemove}
      className="grid w-7 flex-none place-items-center border-l border-line text-ink-3 outline-none hover:bg-sunken hover:text-ink focus-visible:bg-accent-soft"
    >
      <X aria-hidden="true" className="size-3.5" />
    </button>
  );
}

/** A part of the document that no control knows: said, kept, and removed only by its own button. */
export function KeptChip({
  path,
  label,
  words,
  onRemove,
}: Pick<ActionChipProps, 'path' | 'label' | 'words' | 'onRemove'>) {
  const { canEdit } = useEditorTools();
  const issues = useIssuesIn(path);
  return (
    <li
      id={fieldId(path)}
      tabIndex={-1}
      className={classNames('max-w-full min-w-0 outline-none', issues.length > 0 && 'basis-full')}
    >
      <span
        title="Kept as it is: this form does not edit it"
        className="inline-flex max-w-full min-w-0 overflow-hidden rounded-control border border-dashed border-line-strong text-sm"
      >
        <ChipWords words={words} />
        <span className="px-2 py-1 text-ink-3">kept</span>
        {canEdit && <RemoveChip label={label} onRemove={onRemove} />}
      </span>
      <IssuesInside path={path} />
    </li>
  );
}
