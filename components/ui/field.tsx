import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Issue, Severity } from '@/lib/outcome.ts';
import { classNames } from './class-names.ts';

/** The look of everything that takes text. */
export const inputClass =
  'w-full min-w-0 rounded-control border border-control bg-panel px-2.5 py-1.5 text-md leading-tight min-h-[33px] text-ink disabled:bg-sunken disabled:text-ink-3 [&:is(input,textarea):read-only]:bg-sunken aria-invalid:border-danger';

export type FieldProps = {
  readonly label: string;
  /** The label is there for screen readers only. */
  readonly hideLabel?: boolean | undefined;
  readonly hint?: ReactNode;
  readonly issue?: Issue | null | undefined;
};

type FieldFrameProps = FieldProps & { readonly id: string; readonly children: ReactNode };

/** Label above, control, then the issue or the hint below. */
export function FieldFrame({ id, label, hideLabel = false, hint, issue, children }: FieldFrameProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-xs font-medium text-ink-2'}>
        {label}
      </label>
      {children}
      <FieldNotes id={id} hint={hint} issue={issue} />
    </div>
  );
}

/** The lines below a control. An issue replaces the hint. */
export function FieldNotes({ id, hint, issue }: { readonly id: string } & Pick<FieldProps, 'hint' | 'issue'>) {
  if (issue) {
    return (
      <div id={noteId(id)}>
        <IssueText issue={issue} />
      </div>
    );
  }
  if (!hint) return null;
  return (
    <p id={noteId(id)} className="text-xs text-ink-3">
      {hint}
    </p>
  );
}

/** What a control needs so that its issue or hint is read with it. */
export function describedBy(id: string, { hint, issue }: Pick<FieldProps, 'hint' | 'issue'>) {
  return {
    'aria-describedby': issue || hint ? noteId(id) : undefined,
    'aria-invalid': issue?.severity === 'error' ? (true as const) : undefined,
  };
}

function noteId(id: string): string {
  return `${id}-note`;
}

const severities = {
  error: { icon: CircleAlert, tone: 'text-danger', word: 'Error' },
  warning: { icon: TriangleAlert, tone: 'text-caution', word: 'Warning' },
  info: { icon: Info, tone: 'text-ink-3', word: 'Note' },
} as const satisfies Record<Severity, unknown>;

/** A finding in one line: icon, what is wrong, how to mend it. */
export function IssueText({ issue }: { readonly issue: Issue }) {
  const { icon: Icon, tone, word } = severities[issue.severity];
  return (
    <p data-code={issue.code} className="flex items-start gap-1.5 text-xs text-ink">
      <Icon aria-hidden="true" className={classNames('mt-[3px] size-3 flex-none', tone)} />
      <span>
        <span className="sr-only">{word}: </span>
        {issue.message}
        {issue.fix && <span className="text-ink-2"> {issue.fix}</span>}
      </span>
    </p>
  );
}
