import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type NoteTone = 'danger' | 'caution' | 'go' | 'accent';

const tones: Readonly<Record<NoteTone, string>> = {
  danger: 'bg-danger-soft',
  caution: 'bg-caution-soft',
  go: 'bg-go-soft',
  accent: 'bg-accent-soft',
};

type NoteProps = {
  readonly tone: NoteTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** A button or link at the end. */
  readonly action?: ReactNode;
  /** Announced when it appears: `alert` at once, `status` when there is a pause. */
  readonly role?: 'alert' | 'status' | undefined;
};

/** A sentence or two on coloured ground. */
export function Note({ tone, title, children, action, role }: NoteProps) {
  return (
    <div
      role={role}
      data-tone={tone}
      className={classNames(
        'flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-control px-3 py-[9px] text-md text-ink',
        tones[tone],
      )}
    >
      <div className="min-w-0 flex-1 basis-48">
        {title && <b className="font-semibold">{title} </b>}
        {children}
      </div>
      {action}
    </div>
  );
}
