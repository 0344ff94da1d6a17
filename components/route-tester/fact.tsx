import type { ReactNode } from 'react';

/** One line of an answer with its word in front. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[68px_minmax(0,1fr)] gap-2">
      <span className="pt-px text-xs text-ink-2">{label}</span>
      <div className="min-w-0 text-sm">{children}</div>
    </div>
  );
}
