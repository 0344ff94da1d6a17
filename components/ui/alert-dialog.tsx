'use client';

import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { backdropClass, dialogClass } from './dialog.tsx';

type AlertDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly tone?: 'danger' | 'primary' | undefined;
  readonly pending?: boolean | undefined;
  /** Does not close by itself: set `open` to false when it is done. */
  readonly onConfirm: () => void;
};

/** Asks before something that matters. The focus begins on the answer that changes nothing. */
export function AlertDialog(props: AlertDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    children,
    confirmLabel,
    cancelLabel = 'Cancel',
    tone = 'danger',
    pending = false,
    onConfirm,
  } = props;
  const cancelRef = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup initialFocus={cancelRef} className={classNames(dialogClass, 'w-[440px]')}>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <Base.Title className="text-base font-semibold">{title}</Base.Title>
            <Base.Description render={<div />} className="mt-1.5 text-md text-ink-2">
              {children}
            </Base.Description>
          </div>
          <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
            <Base.Close ref={cancelRef} render={<Button>{cancelLabel}</Button>} />
            <Button variant={tone} pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
