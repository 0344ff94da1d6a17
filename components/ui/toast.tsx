'use client';

import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';

type ToastTone = 'plain' | 'go' | 'caution' | 'danger';
type ToastData = { readonly tone: ToastTone };

type ToastOptions = {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly tone?: ToastTone | undefined;
  /** A button in the toast, for example Undo. The toast closes when it is pressed. */
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
  /** 0 stays until it is closed. */
  readonly timeoutMs?: number | undefined;
};

// One for the whole page, outside React: a toast outlives the screen that showed it.
const manager = Base.createToastManager<ToastData>();

/** Shows a toast; gives its id for `closeToast`. */
export function showToast({ title, description, tone = 'plain', action, timeoutMs = 6_000 }: ToastOptions): string {
  const id: string = manager.add({
    title,
    description,
    timeout: timeoutMs,
    priority: tone === 'danger' ? 'high' : 'low',
    data: { tone },
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id);
          action.onClick();
        },
      },
    }),
  });
  return id;
}

export function closeToast(id: string): void {
  manager.close(id);
}

const tones: Readonly<Record<ToastTone, string>> = {
  plain: 'before:bg-line-strong',
  go: 'before:bg-go',
  caution: 'before:bg-caution',
  danger: 'before:bg-danger',
};

/** Where the toasts appear. Once, in the root layout. F6 moves the focus to it. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={4}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-70 flex w-[calc(100vw-2rem)] max-w-sm flex-col gap-2 outline-none narrow:bottom-20">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager<ToastData>();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['right', 'down']}
      className={classNames(
        'floating relative overflow-hidden py-2.5 pr-2 pl-4 before:absolute before:inset-y-0 before:left-0 before:w-1 before:content-[""] data-limited:hidden',
        tones[toast.data?.tone ?? 'plain'],
      )}
    >
      <Base.Content className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <Base.Title className="text-md font-[550]" />
          <Base.Description className="text-sm text-ink-2" />
        </div>
        {toast.actionProps && <Base.Action className={buttonClass({ size: 'sm' })} />}
        <Base.Close
          aria-label="Dismiss"
          className="inline-grid size-7 flex-none place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
