'use client';

import Link from 'next/link';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

type ButtonVariant = 'default' | 'primary' | 'danger' | 'quiet';
type ButtonSize = 'md' | 'sm';

type Look = {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  /** On narrow screens the button leaves the flow and stays at the lower edge, within thumb's reach. */
  readonly docked?: boolean | undefined;
};

const variants: Readonly<Record<ButtonVariant, string>> = {
  default: 'border-control bg-panel text-ink hover:bg-sunken',
  primary: 'border-ink bg-ink text-paper hover:opacity-90',
  danger: 'border-danger bg-panel text-danger hover:bg-danger-soft',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  md: 'min-h-[33px] px-3 py-1.5 text-md',
  sm: 'min-h-[26px] px-2 py-[3px] text-xs',
};

/** The classes of a button, for elements that must look like one. */
export function buttonClass({ variant = 'default', size = 'md', docked = false }: Look): string {
  return classNames(
    'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-[550] leading-tight no-underline transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    variants[variant],
    sizes[size],
    docked && 'narrow:fixed narrow:inset-x-3.5 narrow:bottom-3.5 narrow:z-30 narrow:py-3 narrow:shadow-float',
  );
}

type ButtonProps = Omit<ComponentProps<'button'>, 'children'> &
  Look & {
    readonly children: ReactNode;
    /** Waits for an answer: keeps the focus, shows a ring, ignores clicks. */
    readonly pending?: boolean | undefined;
    readonly icon?: ReactNode;
  };

/** A button. Pending buttons stay focusable so that the keyboard does not lose its place. */
export function Button({
  variant,
  size,
  docked,
  pending,
  icon,
  children,
  className,
  onClick,
  type,
  ...rest
}: ButtonProps) {
  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (pending) return event.preventDefault();
    onClick?.(event);
  }
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled'] || undefined}
      onClick={handleClick}
      className={classNames(buttonClass({ variant, size, docked }), className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & Look & { readonly icon?: ReactNode };

/** A link that looks like a button. */
export function ButtonLink({ variant, size, docked, icon, children, className, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={classNames(buttonClass({ variant, size, docked }), className)}>
      {icon}
      {children}
    </Link>
  );
}
