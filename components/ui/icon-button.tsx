'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** Said by screen readers and shown as a tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly size?: 'md' | 'sm' | undefined;
  readonly bordered?: boolean | undefined;
};

/** A button that is only an icon: always named, its name shown on hover and focus. */
export function IconButton({
  label,
  size = 'md',
  bordered = false,
  className,
  children,
  type,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <button
        {...rest}
        type={type ?? 'button'}
        aria-label={label}
        className={classNames(
          'inline-grid flex-none place-items-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink',
          'disabled:cursor-not-allowed disabled:opacity-40 aria-disabled:cursor-not-allowed aria-disabled:opacity-40',
          size === 'md' ? 'size-8' : 'size-[26px]',
          bordered && 'border border-control bg-panel',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
