import { classNames } from './class-names.ts';

/** A grey bar where text will be. Give width and height as classes. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return (
    <span aria-hidden="true" className={classNames('block animate-pulse rounded bg-line', className ?? 'h-3 w-full')} />
  );
}

/** Says to screen readers that something is being loaded, once for a whole group of bars. */
export function LoadingLabel({ children }: { readonly children: string }) {
  return (
    <span role="status" className="sr-only">
      {children}
    </span>
  );
}
