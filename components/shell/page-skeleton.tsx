import { LoadingLabel, Skeleton } from '@/components/ui/skeleton.tsx';

/** Stands where a page will be while the server makes it. */
export function PageSkeleton() {
  return (
    <div>
      <LoadingLabel>The page is being loaded.</LoadingLabel>
      <div className="mb-[18px] flex h-[33px] items-center">
        <Skeleton className="h-5 w-40" />
      </div>
      <RowsSkeleton rows={6} />
    </div>
  );
}

/** A card of rows that are not there yet. */
export function RowsSkeleton({ rows }: { readonly rows: number }) {
  return (
    <div className="rounded-card border border-line bg-panel">
      {Array.from({ length: rows }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: grey bars have no identity
          key={index}
          className="grid grid-cols-[1fr_2fr_1fr] gap-6 border-b border-line px-4 py-[18px] last:border-0"
        >
          <Skeleton className="h-3 w-2/3" />
          <Skeleton className="h-3 w-4/5" />
          <Skeleton className="h-3 w-1/2" />
        </div>
      ))}
    </div>
  );
}
