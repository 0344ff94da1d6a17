import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const look = 'inline-flex items-center gap-1.5 rounded-full border px-[9px] py-px text-xs whitespace-nowrap';

/** A small rounded label: a count, a state in words. */
export function Chip({ children }: { readonly children: ReactNode }) {
  return <span className={classNames(look, 'border-line bg-panel text-ink-2')}>{children}</span>;
}

type FilterChipProps = {
  readonly pressed: boolean;
  readonly onPressedChange: (pressed: boolean) => void;
  readonly children: ReactNode;
  /** Needed when the text alone does not say what the chip filters. */
  readonly label?: string | undefined;
};

/** A chip that switches a filter on and off. */
export function FilterChip({ pressed, onPressedChange, children, label }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={label}
      onClick={() => onPressedChange(!pressed)}
      className={classNames(
        look,
        'min-h-6',
        pressed
          ? 'border-ink bg-panel text-ink shadow-[0_0_0_1px_var(--ink)]'
          : 'border-line bg-panel text-ink-2 hover:border-line-strong hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}

/** A machine's word: a namespace, a version, a port. */
export function Tag({ children }: { readonly children: ReactNode }) {
  return (
    <span className="inline-block rounded bg-sunken px-1.5 py-px font-mono text-[0.71875rem] text-ink-2">
      <bdi>{children}</bdi>
    </span>
  );
}
