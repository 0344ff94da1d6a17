import type { ReactNode } from 'react';

type PageHeaderProps = {
  readonly title: ReactNode;
  /** What stands beside the title: tags, chips. */
  readonly beside?: ReactNode;
  /** What stands at the end: search, buttons, the main one last. */
  readonly children?: ReactNode;
};

/** A page's title with what can be done on it. Wraps on narrow screens. */
export function PageHeader({ title, beside, children }: PageHeaderProps) {
  return (
    <header className="mb-[18px] flex min-h-[33px] flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="min-w-0 text-xl leading-snug font-[650] tracking-[-0.015em]">{title}</h1>
      {beside}
      <span className="flex-1" />
      {children}
    </header>
  );
}
