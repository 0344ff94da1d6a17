import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className="rounded border border-line px-[5px] text-2xs text-ink-3">{children}</kbd>;
}
