import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A panel with a border. Give it a name with `aria-labelledby` when it is a region of its own. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={classNames('rounded-card border border-line bg-panel', className)} />;
}

type CardHeaderProps = {
  readonly title: ReactNode;
  /** Id of the heading, for `aria-labelledby` of the card. */
  readonly titleId?: string | undefined;
  /** What stands after the title; put `<span className="flex-1" />` before what belongs at the end. */
  readonly children?: ReactNode;
};

export function CardHeader({ title, titleId, children }: CardHeaderProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 border-b border-line px-4 py-[11px]">
      <h2 id={titleId} className="text-md font-semibold text-ink-2">
        {title}
      </h2>
      {children}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={classNames('p-4 narrow:p-3.5', className)} />;
}
